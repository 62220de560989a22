import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { restoreBackup } from '../../electron/core/backups/backup-folder.ts'
import { openProfile } from '../../electron/core/host/host.ts'
import { runGated, type Gate } from './run-gated.ts'
import type { Bench } from './support.ts'

/** The folder that receives the backups of a bench. */
export const stickOf = (bench: Bench): string => join(bench.folder, 'stick')

/** Imports this many files of this many random bytes into the bench's archive. */
export async function fill(bench: Bench, files: number, bytes = 2000): Promise<void> {
  const source = join(bench.folder, `source-${files}-${bytes}`)
  await mkdir(source)
  for (let n = 0; n < files; n += 1) await writeFile(join(source, `سند ${n}.bin`), randomBytes(bytes))
  await bench.take([source])
}

/** Backs up the bench's archive to its stick. */
export async function backUp(bench: Bench, prove = true) {
  const [ticket] = bench.host.issueTickets([stickOf(bench)])
  return await bench.ask('backups.create', { folder: ticket!.id, prove })
}

/** The folder with the backups of the bench's archive. */
export async function placeOf(bench: Bench): Promise<string> {
  return join(stickOf(bench), (await bench.ask('archive.describe', {}))!.id)
}

/** What a child process of the backup tests does, and where its gate ends it. */
interface Gated {
  readonly what: 'backup' | 'restore-killed' | 'restore-cancelled' | 'restore-ended'
  readonly into?: string
  readonly gate: Gate
}

/** Backs up or restores in a separate process, which is ended at a gate. The bench must be closed. */
export async function runChild(bench: Bench, { what, into = '-', gate }: Gated) {
  const words = [what, bench.archive, stickOf(bench), into, join(bench.folder, 'home')]
  return await runGated('backup-child', words, gate)
}

/** Restores the latest backup of a stick on the computer of a bench. */
export async function restoreOn(bench: Bench, stick: string, into: string) {
  const { pendingKey } = await openProfile(join(bench.folder, 'home'))
  return await restoreBackup(stick, undefined, { into, pendingKey: pendingKey() })
}
