import { appendFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { printLine } from '../../electron/core/store/ledger/line.ts'
import { chained } from '../tools/chained.ts'
import type { Change, LedgerEntry } from '../../shared/ledger/ledger-entry.ts'

/** Appends a line to the ledger of a closed archive that is chained correctly, whatever it says. */
export async function forgeLine(
  archive: string,
  changes: readonly Change[],
  { device, detail }: { device?: string; detail?: LedgerEntry['detail'] } = {},
): Promise<void> {
  const [first] = await readdir(join(archive, 'ledger'))
  const file = join(archive, 'ledger', device ?? first!, '000001.jsonl')
  const last = JSON.parse((await readFile(file, 'utf8')).trimEnd().split('\n').at(-1)!) as LedgerEntry // a line of a ledger
  const { hash: prev, seq, at } = last
  const entry = chained({
    act: 'metadata modification',
    action: 'forged',
    actor: { type: 'person', name: 'somebody' },
    at,
    changes: [...changes],
    ...(detail ? { detail } : {}),
    device: last.device,
    prev,
    seq: seq + 1,
  })
  await appendFile(file, `${printLine(entry)}\n`)
}
