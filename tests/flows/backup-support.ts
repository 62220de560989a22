import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench } from './support.ts'

/** The folder that backups of a bench go into. */
export const stickOf = (bench: Bench): string => join(bench.folder, 'stick')

/** Takes so many files into the bench's archive, of so many bytes that nobody can foresee. */
export async function fill(bench: Bench, files: number, bytes = 2000): Promise<void> {
  const source = join(bench.folder, `source-${files}-${bytes}`)
  await mkdir(source)
  for (let n = 0; n < files; n += 1) await writeFile(join(source, `سند ${n}.bin`), randomBytes(bytes))
  await bench.take([source])
}

/** Backs the bench's archive up onto its stick. */
export async function backUp(bench: Bench, prove = true) {
  const [ticket] = bench.host.issueTickets([stickOf(bench)])
  return await bench.ask('backups.create', { folder: ticket!.id, prove })
}

/** Where the backups of the bench's archive lie. */
export async function placeOf(bench: Bench): Promise<string> {
  return join(stickOf(bench), (await bench.ask('archive.describe', {}))!.id)
}

/** Runs `backup-child.ts`, and answers by which signal it ended. */
export async function runChild(...words: string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'backup-child.ts'), ...words], {
    stdio: 'inherit',
  })
  return await new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)))
}
