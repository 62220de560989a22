import type { ArchiveEvent } from '../../shared/contract/events.ts'
import type { MethodName } from '../../shared/contract/index.ts'
import { queryReads } from './query-reads.ts'

/** A table that a `changed` event can name. */
export type Table = Extract<ArchiveEvent, { event: 'changed' }>['tables'][number]

/** True when a change in these tables may change the method's reply. Another archive (`*`) changes every reply. */
export function isTouchedBy(method: MethodName, tables: readonly Table[]): boolean {
  if (tables.includes('*')) return true
  return (queryReads[method] ?? []).some((read) => (tables as readonly string[]).includes(read))
}
