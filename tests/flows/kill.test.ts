import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGated } from './run-gated.ts'
import { setUp, type Bench } from './support.ts'
import { damagesIn } from '../tools/verify-here.ts'

const FILES = 200
let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

/** Imports in a separate process that is killed, without warning, when this many objects are in the vault. */
async function importAndKill(source: string, count: number): Promise<void> {
  const gate = { end: 'kill', when: 'objects', folder: join(bench.archive, 'vault'), count } as const
  const words = [bench.archive, join(bench.folder, 'home'), source]
  expect(await runGated('import-child', words, gate)).toEqual({ signal: 'SIGKILL', printed: '' })
}

describe('a kill in the middle of an import', () => {
  it(`of ${FILES} files leaves each complete or absent, and a second import completes the rest`, async () => {
    const source = join(bench.folder, 'source')
    await mkdir(source)
    for (let n = 0; n < FILES; n += 1)
      await writeFile(join(source, `${n}.txt`), `letter ${n} ${'آزادی '.repeat(50)}`)
    await bench.host.close()
    for (const count of [20, 70]) await importAndKill(source, count)
    expect(await readdir(bench.archive)).toContain('lock')

    await bench.reopen()
    await expect.poll(async () => (await bench.ask('search.find', {})).building).toBe(false)
    expect(await damagesIn(bench.archive)).toEqual([])
    const kept = await bench.ask('search.find', { limit: 500, sort: 'accession' })
    expect(kept.total).toBeGreaterThan(20)
    expect(kept.total).toBeLessThan(FILES)
    for (const hit of kept.hits) {
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
    expect(await damagesIn(bench.archive)).toEqual([])
  })
})
