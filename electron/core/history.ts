import { join } from 'node:path'
import type { HistoryEntry } from '../../shared/contract/records.ts'
import { parseEntry } from './store/ledger/line.ts'
import { listDevices, readLines } from './store/ledger/read.ts'

/** Every change to a row, by every device, oldest first. Lines are only parsed when they name the row. */
export async function readHistory(archive: string, id: string): Promise<HistoryEntry[]> {
  const found: HistoryEntry[] = []
  const ledger = join(archive, 'ledger')
  for (const device of await listDevices(ledger)) {
    for await (const line of readLines(join(ledger, device))) {
      if (line.torn || !line.bytes.includes(`"${id}"`)) continue
      const entry = parseEntry(line.bytes)
      const changes = entry?.changes.filter((change) => change.id === id) ?? []
      if (!entry || changes.length === 0) continue
      const { seq, at, actor, act, action, undoes, note } = entry
      found.push({ seq, at, device, actor, act, action, undoes, note, changes })
    }
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq))
}
