import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setUp, type Bench } from './support.ts'

const FILES = 2000
let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

/** Imports in a process of its own and kills it, without any warning, when so many files are done. */
async function importAndKill(source: string, after: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'import-child.ts'), bench.archive, join(bench.folder, 'home'), source],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (lines: string) => {
    if (lines.split('\n').some((line) => Number(line) >= after)) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.on('exit', resolve))
}

describe('a kill in the middle of an import', () => {
  it(
    `of ${FILES} files leaves each wholly in or not at all, and a second import completes the rest`,
    { timeout: 120_000 },
    async () => {
      const source = join(bench.folder, 'source')
      await mkdir(source)
      for (let n = 0; n < FILES; n += 1)
        await writeFile(join(source, `${n}.txt`), `letter ${n} ${'آزادی '.repeat(50)}`)
      await bench.host.close()
      for (const after of [150, 700]) await importAndKill(source, after)
      expect(await readdir(bench.archive)).toContain('lock')

      await bench.reopen()
      await expect
        .poll(async () => (await bench.ask('search.find', {})).building, { timeout: 60_000 })
        .toBe(false)
      expect((await bench.ask('custody.verify', {})).damages).toEqual([])
      const kept = await bench.ask('search.find', { limit: 500, sort: 'accession' })
      expect(kept.total).toBeGreaterThan(150)
      expect(kept.total).toBeLessThan(FILES)
      for (const hit of kept.hits.slice(0, 50)) {
        const { objects } = await bench.ask('records.get', { id: hit.id })
        const { path } = await bench.host.openObject(objects[0]!.hash)
        expect(await readFile(path)).toEqual(await readFile(join(source, hit.names[0]!)))
      }

      const rest = await bench.take([source])
      expect(rest).toMatchObject({
        files: FILES,
        failed: 0,
        duplicates: kept.total,
        imported: FILES - kept.total,
      })
      expect((await bench.ask('search.find', { query: 'آزادي' })).total).toBe(FILES)
      expect((await bench.ask('custody.verify', {})).damages).toEqual([])
    },
  )
})
