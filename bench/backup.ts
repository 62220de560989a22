import { spawn } from 'node:child_process'
import { createCipheriv } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BackupReport, RestoreReport } from '../shared/contract/backups.ts'
import type { ImportResult } from '../shared/contract/imports.ts'
import type { VerifyReport } from '../shared/contract/custody.ts'
import { runMeasured, type BenchOptions, type Measure } from './measure.ts'

const cli = resolve(import.meta.dirname, '../out/main/cli.js')
const FILE_BYTES = Math.ceil(2 ** 31 / 2000)

/**
 * Backs up 2 GB in 2,000 files with the built command line, kills the backup half-way and resumes it; then restores
 * and compares. Uses fewer files if the disk is too small.
 */
export async function benchBackup(options: BenchOptions): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'))
  try {
    const files = Math.min(options.files, await filesThatFit(folder))
    const archive = join(folder, 'archive')
    const stick = join(folder, 'stick')
    await mkdir(stick)
    await fill(folder, archive, files)
    const before = await killHalfWay(folder, archive, stick, files)
    const made = await run<BackupReport>(folder, ['backup', '--archive', archive, '--to', stick])
    const again = await run<BackupReport>(folder, ['backup', '--archive', archive, '--to', stick])
    const restored = await run<RestoreReport>(folder, ['restore', stick, '--into', join(folder, 'restored')])
    const verified = await run<VerifyReport>(folder, ['verify', '--archive', join(folder, 'restored')])
    const megabytes = (files * FILE_BYTES) / 2 ** 20
    const name = `backup of ${(megabytes / 1024).toFixed(2)} GB in ${files} files, killed at ${before} and resumed`
    return [
      {
        name,
        value: made.reply.objects,
        unit: 'files',
        floor: files,
        details: {
          'copied after the kill': made.reply.copied.objects,
          'seconds, with proof': made.seconds,
          'peak MB': made.peakBytes / 2 ** 20,
        },
      },
      {
        name: 'copied twice because of the kill',
        value: before + made.reply.copied.objects - files,
        unit: 'files',
        ceiling: 1,
      },
      {
        name: 'proved by restoring and comparing',
        value: Number(made.reply.proved && again.reply.proved),
        unit: '',
        floor: 1,
      },
      {
        name: 'a second backup of the same copies',
        value: again.reply.copied.objects,
        unit: 'files',
        ceiling: 0,
        details: { 'seconds, with proof': again.seconds },
      },
      {
        name: 'restored, and intact by a full verification',
        value: verified.reply.intact ? restored.reply.objects : 0,
        unit: 'files',
        floor: files,
        details: { 'MB/s, verified': megabytes / restored.seconds },
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// At most four of source, archive, backup, proof and restored copy exist at once.
async function filesThatFit(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.floor((bavail * bsize * 0.8) / (4 * FILE_BYTES))
}

async function fill(folder: string, archive: string, files: number): Promise<void> {
  const source = join(folder, 'source')
  await mkdir(source)
  const random = createCipheriv('aes-128-ctr', Buffer.alloc(16, 9), Buffer.alloc(16))
  const zeros = Buffer.alloc(FILE_BYTES)
  for (let n = 0; n < files; n += 1) {
    const file = await open(join(source, `${n}.bin`), 'wx')
    await file.writeFile(random.update(zeros))
    await file.close()
  }
  const { reply } = await run<ImportResult>(folder, ['import', source, '--archive', archive])
  if (reply.imported !== files) throw new Error(`${reply.failed} files failed`)
  await rm(source, { recursive: true })
}

const environment = (folder: string) => ({ HOLDFAST_HOME: join(folder, 'home') })

async function run<Reply>(folder: string, words: readonly string[]) {
  const ran = await runMeasured(process.execPath, [cli, ...words, '--json'], environment(folder))
  return { ...ran, reply: JSON.parse(ran.stdout) as Reply } // printed by our own command line
}

/** Kills a backup when half of the files are copied, and returns how many were. */
async function killHalfWay(folder: string, archive: string, stick: string, files: number): Promise<number> {
  const child = spawn(process.execPath, [cli, 'backup', '--archive', archive, '--to', stick], {
    env: { ...process.env, ...environment(folder) },
    stdio: 'ignore',
  })
  const ended = new Promise<NodeJS.Signals | null>((done) => child.on('exit', (_, signal) => done(signal)))
  while (child.exitCode === null && (await copiedIn(stick)) < files / 2)
    await new Promise((done) => setTimeout(done, 5))
  child.kill('SIGKILL')
  if ((await ended) !== 'SIGKILL') throw new Error('the backup ended before it could be killed')
  return await copiedIn(stick)
}

async function copiedIn(stick: string): Promise<number> {
  const names = existsSync(stick) ? await readdir(stick, { recursive: true }) : []
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).length
}
