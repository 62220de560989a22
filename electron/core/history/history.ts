import { join } from 'node:path'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { findEntries } from '../store/ledger/find-entries.ts'

/**
 * Every line that touches one of the rows, by every device, in the order in which the catalogue is folded from them.
 */
export async function readHistory(archive: string, ids: readonly string[]): Promise<LedgerEntry[]> {
  const names = ids.map((id) => `"${id}"`)
  const wanted = new Set(ids)
  const named = await findEntries(join(archive, 'ledger'), ({ bytes }) =>
    names.some((name) => bytes.includes(name)),
  )
  return named.filter((entry) => entry.changes.some((change) => wanted.has(change.id)))
}
