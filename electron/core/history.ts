import { join } from 'node:path'
import type { LedgerEntry } from '../../shared/model/ledger-entry.ts'
import { parseEntry } from './store/ledger/line.ts'
import { listDevices, readLines } from './store/ledger/read.ts'

/** Every line that touches one of the rows, by every device, in the order in which the catalogue is folded of them. */
export async function readHistory(archive: string, ids: readonly string[]): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = []
  const ledger = join(archive, 'ledger')
  const names = ids.map((id) => `"${id}"`)
  const wanted = new Set(ids)
  for (const device of await listDevices(ledger)) {
    for await (const line of readLines(join(ledger, device))) {
      // Lines are only parsed when they name a row.
      if (line.torn || !names.some((name) => line.bytes.includes(name))) continue
      const entry = parseEntry(line.bytes)
      if (entry?.changes.some((change) => wanted.has(change.id))) found.push(entry)
    }
  }
  return found.sort((a, b) => compare(a.at, b.at) || compare(a.device, b.device) || a.seq - b.seq)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
