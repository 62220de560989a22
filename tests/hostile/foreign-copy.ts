import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { copyOf, createRecords } from '../flows/merge-support.ts'
import { setUp, type Bench } from '../flows/support.ts'

/** An archive of two records, a copy of it that a stranger may have changed, and a folder that nothing in it may touch. */
export interface ForeignCopy {
  readonly bench: Bench
  /** The path of the copy. */
  readonly copy: string
  readonly outside: string
  inCopy(...names: string[]): string
  /** The first name in a folder of the copy. */
  firstIn(folder: string): Promise<string>
  /** Expects that nothing became of what lies outside. */
  expectKept(): Promise<void>
}

/** Makes them; `bench.end()` removes all three. */
export async function setUpForeignCopy(): Promise<ForeignCopy> {
  const bench = await setUp()
  await createRecords(bench, 2)
  const outside = join(bench.folder, 'outside')
  await mkdir(outside)
  await writeFile(join(outside, 'keep.json'), 'kept')
  const copy = await copyOf(bench, 'foreign')
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
