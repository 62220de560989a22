import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { ImportOutcome } from '../../shared/contract/imports.ts'
import type { Bench } from '../flows/support.ts'

/** A file to import, with its name on disk. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Imports files together and resolves to their outcomes by name: every file has one, its hash is that of its bytes,
 * the vault contains the bytes unchanged, and the record is one that the contract allows.
 */
export async function importChecked(
  bench: Bench,
  files: readonly NamedBytes[],
): Promise<ReadonlyMap<string, ImportOutcome>> {
  const source = join(bench.folder, 'source')
  await rm(source, { recursive: true, force: true })
  await mkdir(source)
  for (const { name, bytes } of files) await writeFile(join(source, name), bytes)
  const result = await bench.take([source])
  expect(result).toMatchObject({ files: files.length, failed: 0 })
  const outcomes = new Map(result.outcomes.map((outcome) => [outcome.name, outcome]))
  for (const { name, bytes } of files) {
    const outcome = outcomes.get(name)
    const hash = createHash('sha256').update(bytes).digest('hex')
    expect({ name, hash: outcome?.hash }).toEqual({ name, hash })
    const { path } = await bench.host.openObject(hash)
    expect((await readFile(path)).equals(bytes), name).toBe(true)
    await bench.ask('records.get', { id: outcome!.record! })
  }
  return outcomes
}

/** The peak memory of this process during `work`, in bytes above its memory before. */
export async function peakOf(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss()
  let peak = before
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  await work().finally(() => clearInterval(timer))
  return peak - before
}
