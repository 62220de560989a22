import { mkdir, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ImportResult } from '../shared/contract/imports.ts'
import { runMeasured, type BenchOptions, type Measure } from './measure.ts'

const cli = resolve(import.meta.dirname, '../out/main/cli.js')

/**
 * Imports many small texts and one large file with the built command line. The small ones are compared with a plain
 * copy of the same files with one sync each, in the same run.
 */
export async function benchImport({ files, largeBytes }: BenchOptions): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'))
  try {
    const source = join(folder, 'source')
    await makeLetters(source, files)
    const copySeconds = await copyPlainly(source, join(folder, 'copy'), files)
    const small = await importPath(folder, 'small', source)
    const perSecond = files / small.seconds
    const large = join(folder, 'large.bin')
    await writeFile(large, '')
    await truncate(large, largeBytes)
    const big = await importPath(folder, 'large', large)
    return [
      {
        name: `import of ${files} texts of 2 KB, every commit synced`,
        value: perSecond,
        unit: 'files/s',
        floor: 100,
      },
      {
        name: 'the same, against copying with one sync a file',
        value: copySeconds / small.seconds,
        unit: '×',
      },
      { name: 'its largest memory', value: small.peakBytes / 2 ** 20, unit: 'MB', ceiling: 400 },
      {
        name: `import of one file of ${largeBytes / 2 ** 30} GB`,
        value: largeBytes / 2 ** 20 / big.seconds,
        unit: 'MB/s',
      },
      { name: 'its largest memory', value: big.peakBytes / 2 ** 20, unit: 'MB', ceiling: 400 },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function importPath(folder: string, name: string, source: string) {
  const args = [cli, 'import', source, '--archive', join(folder, name), '--json']
  const run = await runMeasured(process.execPath, args, { HOLDFAST_HOME: join(folder, 'home') })
  const result = JSON.parse(run.stdout) as ImportResult // printed by our own command line
  if (result.imported !== result.files) throw new Error(`${result.failed} files failed`)
  return { ...run, seconds: (Date.parse(result.endedAt) - Date.parse(result.startedAt)) / 1000 }
}

const words =
  'the statement of physicians says that patients wait بیماران در انتظار درمان هستند و اجازهٔ خروج ندارند'.split(
    ' ',
  )

async function makeLetters(folder: string, files: number): Promise<void> {
  await mkdir(folder)
  let state = 1
  const next = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0)
  for (let n = 0; n < files; n += 1) {
    let text = `Letter ${n}\n\n`
    while (Buffer.byteLength(text) < 2000) text += `${words[next() % words.length]} `
    await writeFile(join(folder, `${n}.txt`), text)
  }
}

async function copyPlainly(source: string, target: string, files: number): Promise<number> {
  await mkdir(target)
  const started = performance.now()
  for (let n = 0; n < files; n += 1) {
    const from = await open(join(source, `${n}.txt`), 'r')
    const to = await open(join(target, `${n}.txt`), 'wx')
    await to.writeFile(await from.readFile())
    await to.sync()
    await Promise.all([from.close(), to.close()])
  }
  return (performance.now() - started) / 1000
}
