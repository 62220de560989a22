import { spawn } from 'node:child_process'
import { createCipheriv } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, readFile, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ImportResult } from '../shared/contract/imports.ts'
import type { VerifyReport } from '../shared/contract/custody.ts'
import { runMeasured, type BenchOptions, type Measure } from './measure.ts'

const cli = resolve(import.meta.dirname, '../out/main/cli.js')
const FILES = 5000
const FILE_BYTES = 2 ** 20
const ROUNDS = 2

/**
 * Verifies 5 GB in 5,000 files with the built command line, alternating with `sha256sum` on the same files; then
 * kills a verification half-way and resumes it. Uses fewer files if the disk is too small.
 */
export async function benchVerify(options: BenchOptions): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'))
  try {
    const files = options.verifyFiles || (await filesThatFit(folder))
    const archive = await makeArchive(folder, files)
    const vault = join(archive, 'vault')
    const objects = (await readdir(vault, { recursive: true })).filter((name) => name.length > 60)
    const rounds: { plain: number; ours: number; peakBytes: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const plain = await runPlain(vault, objects)
      const ours = await verify(folder, archive)
      rounds.push({ plain, ours: ours.seconds, peakBytes: ours.peakBytes })
    }
    const seconds = (which: 'plain' | 'ours') => rounds.reduce((sum, each) => sum + each[which], 0) / ROUNDS
    const peak = Math.max(...rounds.map((each) => each.peakBytes))
    const gigabytes = (files * FILE_BYTES) / 2 ** 30
    const killed = await killAndResume(folder, archive)
    return [
      {
        name: `verify --full of ${gigabytes.toFixed(2)} GB in ${files} files`,
        value: (gigabytes * 1024) / seconds('ours'),
        unit: 'MB/s',
        details: { 'sha256sum MB/s': (gigabytes * 1024) / seconds('plain') },
      },
      {
        name: 'its speed against sha256sum of the same files',
        value: seconds('plain') / seconds('ours'),
        unit: '×',
        floor: 0.8,
        details: Object.fromEntries(
          rounds.map(({ plain, ours }, round) => [`round ${round + 1}`, plain / ours]),
        ),
      },
      { name: 'its largest memory', value: peak / 2 ** 20, unit: 'MB', ceiling: 200 },
      {
        name: 'after a kill, read before and after against all',
        value: (killed.before + killed.after) / killed.all,
        unit: '×',
        ceiling: 1.1,
        details: { 'read before MB': killed.before / 2 ** 20, 'after MB': killed.after / 2 ** 20 },
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Returns the number of files, or as many as fit if the disk is too small for sources and archive. */
async function filesThatFit(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.min(FILES, Math.floor((bavail * bsize * 0.8) / (2 * FILE_BYTES)))
}

/** Imports this many files of random bytes into an archive and removes the sources. */
async function makeArchive(folder: string, files: number): Promise<string> {
  const source = join(folder, 'source')
  await mkdir(source)
  const random = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16))
  const zeros = Buffer.alloc(FILE_BYTES)
  for (let n = 0; n < files; n += 1) {
    const file = await open(join(source, `${n}.bin`), 'wx')
    await file.writeFile(random.update(zeros))
    await file.close()
  }
  const archive = join(folder, 'archive')
  const args = [cli, 'import', source, '--archive', archive, '--json']
  const { stdout } = await runMeasured(process.execPath, args, environment(folder))
  const result = JSON.parse(stdout) as ImportResult // printed by our own command line
  if (result.imported !== files) throw new Error(`${result.failed} files failed`)
  await rm(source, { recursive: true })
  return archive
}

const environment = (folder: string) => ({ HOLDFAST_HOME: join(folder, 'home') })
const verifyWords = (archive: string) => [cli, 'verify', '--full', '--archive', archive, '--json']

async function verify(folder: string, archive: string) {
  const run = await runMeasured(process.execPath, verifyWords(archive), environment(folder))
  const report = JSON.parse(run.stdout) as VerifyReport // printed by our own command line
  if (!report.intact) throw new Error(`the archive is damaged: ${report.damages[0]?.message}`)
  return { ...run, report }
}

/** Measures how long `sha256sum` takes, in as few processes as the limit on arguments allows. */
async function runPlain(vault: string, objects: readonly string[]): Promise<number> {
  const { seconds } = await runMeasured('sha256sum', ['-b', ...objects.map((name) => join(vault, name))], {})
  return seconds
}

/** Kills a verification when its note says that a third is done, and lets the next one resume it. */
async function killAndResume(folder: string, archive: string) {
  const notes = join(folder, 'home', 'verifications')
  const child = spawn(process.execPath, verifyWords(archive), {
    env: { ...process.env, ...environment(folder) },
    stdio: 'ignore',
  })
  const ended = new Promise<NodeJS.Signals | null>((done) => child.on('exit', (_, signal) => done(signal)))
  while (child.exitCode === null && (await noted(notes)) < 1 / 3)
    await new Promise((done) => setTimeout(done, 5))
  child.kill('SIGKILL')
  if ((await ended) !== 'SIGKILL') throw new Error('the verification ended before it could be killed')
  const before = await readNote(notes)
  const { report } = await verify(folder, archive)
  if (!report.resumed) throw new Error('the verification did not continue where it was killed')
  return { before: before!.doneBytes, after: report.readBytes, all: report.objectBytes }
}

async function noted(folder: string): Promise<number> {
  const note = await readNote(folder)
  return note ? note.doneBytes / note.totalBytes : 0
}

async function readNote(folder: string): Promise<{ doneBytes: number; totalBytes: number } | null> {
  const names = existsSync(folder) ? await readdir(folder) : []
  const name = names.find((each) => each.endsWith('.json'))
  const text = name && (await readFile(join(folder, name), 'utf8').catch(() => ''))
  return text ? JSON.parse(text) : null
}
