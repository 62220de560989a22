import { AppError } from '../../../../shared/errors.ts'
import type { Change } from '../../../../shared/ledger/ledger-entry.ts'
import { deviceOf } from '../../../../shared/model/ids.ts'
import type { Row } from './tables.ts'

/** What is wrong with the id of a row that a device creates; null if nothing is: only a device makes ids of its own. */
export function problemOfId(
  before: Row | undefined,
  { table, id }: Pick<Change, 'table' | 'id'>,
  device: string,
): string | null {
  if (before !== undefined || table === 'archive' || deviceOf(id) === device) return null
  return `${device} created ${JSON.stringify(id.slice(0, LONGEST_ID))}, which is not one of its own ids`
}

const LONGEST_ID = 40

/** Throws `records.id-taken` if a row that is to be created exists already: an import never writes onto a row. */
export function refuseTaken(before: Row | undefined, { id }: Pick<Change, 'id'>): void {
  if (before !== undefined) throw new AppError('records.id-taken', { id })
}

/** Throws if a device is about to create a row with an id of another device. */
export function refuseId(
  before: Row | undefined,
  change: Pick<Change, 'table' | 'id'>,
  device: string,
): void {
  const problem = problemOfId(before, change, device)
  if (problem !== null) throw new Error(problem)
}
