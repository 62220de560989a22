import type { ArchiveEvent } from '../../shared/contract/events.ts'
import { effectOf, type MethodName } from '../../shared/contract/index.ts'
import { isLedgerTable } from '../../shared/contract/tables.ts'

/** A table that a `changed` event can name. */
export type Table = Extract<ArchiveEvent, { event: 'changed' }>['tables'][number]

/** True where a change in these tables may change the method's answer. Another archive (`*`) changes every answer. */
export function isTouchedBy(method: MethodName, tables: readonly Table[]): boolean {
  if (tables.includes('*')) return true
  const { reads = [] } = effectOf(method)
  return reads.some((read) => (read === 'rows' ? tables.some(isLedgerTable) : tables.includes(read)))
}
