import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Hash, Instant } from '../../../shared/model/ids.ts'
import { writeDurably } from '../disk/durable.ts'
import { readJson } from '../disk/read-json.ts'

/**
 * How far a full verification has come. It is stored in the profile, never in the archive: otherwise anybody who can
 * write to the archive could make an object count as read.
 */
export const VerifyProgressFile = z.object({
  version: z.literal(1),
  archive: z.string(),
  path: z.string(),
  startedAt: Instant,
  /**
   * Where each device's ledger ended when the verification began; objects of later lines were not read with the rest.
   */
  heads: z.record(z.string(), z.object({ seq: z.int(), hash: z.string() })),
  /** Every object up to this hash was read. */
  upTo: z.union([Hash, z.literal('')]),
  damaged: z.array(Hash),
  doneBytes: z.number(),
  totalBytes: z.number(),
})
export type VerifyProgressFile = z.infer<typeof VerifyProgressFile>

/** It lists every damaged object. */
const PROGRESS_BYTES = 256 << 20
const OLDEST_MS = 7 * 24 * 3600 * 1000

/** Where the profile keeps the progress for an archive at a real path. */
export function progressPath(profileFolder: string, archive: string, path: string): string {
  const name = createHash('sha256').update(`${archive}\0${path}`).digest('hex').slice(0, 32)
  return join(profileFolder, 'verifications', `${name}.json`)
}

/**
 * The progress that the next full verification continues from; null if there is none, or if it is incomplete or older
 * than a week.
 */
export async function readProgress(
  file: string,
  archive: { id: string; path: string },
  now: number,
): Promise<VerifyProgressFile | null> {
  const progress = await readJson(file, VerifyProgressFile, PROGRESS_BYTES)
  if (progress?.archive !== archive.id || progress.path !== archive.path) return null
  const age = now - Date.parse(progress.startedAt)
  return age >= 0 && age <= OLDEST_MS ? progress : null
}

/** Replaces the progress; afterwards it is on disk. Two verifications at once may each write theirs: either is true. */
export async function writeProgress(file: string, progress: VerifyProgressFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeDurably(file, JSON.stringify(progress), `${file}.${randomUUID()}.draft`)
}

/** Removes the progress. */
export async function removeProgress(file: string): Promise<void> {
  await rm(file, { force: true })
}
