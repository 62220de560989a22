import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createRecords } from '../flows/merge-support.ts'
import { setUp, type Bench } from '../flows/support.ts'

/** An archive of two records, a copy of it that a stranger may have changed, and a folder that nothing may touch. */
export interface ForeignCopy {
  readonly bench: Bench
  /** The path of the copy. */
  readonly copy: string
  readonly outside: string
  inCopy(...names: string[]): string
  /** The first name in a folder of the copy. */
  firstIn(folder: string): Promise<string>
  /** Expects that the folder outside is unchanged. */
  expectKept(): Promise<void>
}

/** Creates all three once, closed, for `setUpForeignCopy` to start from; `end()` removes them. */
export async function makeForeignCopy(): Promise<Bench> {
  const bench = await setUp()
  await createRecords(bench, 2)
  await mkdir(join(bench.folder, 'outside'))
  await writeFile(join(bench.folder, 'outside', 'keep.json'), 'kept')
  await bench.host.close()
  await cp(bench.archive, join(bench.folder, 'foreign'), { recursive: true })
  return bench
}

/** All three as they were created, with the archive open; `bench.end()` removes them. */
export async function setUpForeignCopy(made: Bench): Promise<ForeignCopy> {
  const bench = await setUp({ from: made.folder })
  const outside = join(bench.folder, 'outside')
  const copy = join(bench.folder, 'foreign')
  const inCopy = (...names: string[]) => join(copy, ...names)
  return {
    bench,
    copy,
    outside,
    inCopy,
    firstIn: async (folder) => (await readdir(inCopy(folder)))[0]!,
    async expectKept() {
      expect(await readdir(outside)).toEqual(['keep.json'])
      expect(await readFile(join(outside, 'keep.json'), 'utf8')).toBe('kept')
    },
  }
}
