import { mkdir, mkdtemp, readFile, rm, rmdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskFolder } from '../../../../tests/tools/disk-folder.ts'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { openStore } from '../store.ts'
import { openLedgerWriter } from './append.ts'
import { passingTrust } from '../../trust/trust.ts'

// The same for every opening: what one session marks, the next one recognises.
const trust = passingTrust()

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(diskFolder(), 'holdfast-append-'))
})
afterEach(async () => await rm(folder, { recursive: true }))

/** A line as a store writes it. */
async function someEntry(): Promise<LedgerEntry> {
  const committed: LedgerEntry[] = []
  await mkdir(join(folder, 'other'))
  const store = await openStore({
    folder: join(folder, 'other'),
    device: 'k3fp',
    trust,
    readOnly: false,
    actor: () => ({ type: 'software', name: 'tests' }),
    onCommitted: (entries) => committed.push(...entries),
  })
  await store.commit({ act: 'accession', changes: [] })
  await store.close()
  return committed[0]!
}

it('continues in the next file once that can be created, if it could not be at first', async () => {
  const ledger = join(folder, 'k3fp')
  const first = join(ledger, '000001.jsonl')
  const second = join(ledger, '000002.jsonl')
  const almostFull = 16 * 1024 * 1024 - 1
  await mkdir(ledger)
  await writeFile(first, '')
  await truncate(first, almostFull)
  const entry = await someEntry()
  const writer = await openLedgerWriter(ledger, { file: '000001.jsonl', offset: almostFull, line: 9 })
  await writer.append([entry])
  await mkdir(second)
  await expect(writer.append([entry])).rejects.toMatchObject({ code: expect.stringMatching(/^store\./) })
  await rmdir(second)
  expect(await writer.append([entry])).toEqual([{ file: '000002.jsonl', offset: 0, line: 1 }])
  await writer.close()
  expect(JSON.parse(await readFile(second, 'utf8'))).toEqual(entry)
})
