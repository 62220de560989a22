import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Hash, Instant } from '../../../shared/model/ids.ts'
import { writeDurably } from '../disk/durable.ts'
import { readJson } from '../disk/read-json.ts'

/**
 * How far a full verification has come. It lies with this computer's data and never in the archive: whoever can write the
 * archive could otherwise have an object pass for read.
 */
export const VerifyProgressFile = z.object({
  version: z.literal(1),
  archive: z.string(),
  path: z.string(),
  startedAt: Instant,
  /** Where each device's ledger ended when it began; what came later was not read with the rest. */
  heads: z.record(z.string(), z.object({ seq: z.int(), hash: z.string() })),
  /** Every object up to this hash was read. */
  upTo: z.union([Hash, z.literal('')]),
  damaged: z.array(Hash),
  doneBytes: z.number(),
  totalBytes: z.number(),
})
export type VerifyProgressFile = z.infer<typeof VerifyProgressFile>

const OLDEST_MS = 7 * 24 * 3600 * 1000

/** Where the progress of an archive at a real path lies below the data folder. */
export function progressPath(profileFolder: string, archive: string, path: string): string {
  const name = createHash('sha256').update(`${archive}\0${path}`).digest('hex').slice(0, 32)
  return join(profileFolder, 'verifications', `${name}.json`)
}

/** The progress that the next full verification goes on from; null where there is none, it is older than a week or not whole. */
export async function readProgress(
  file: string,
  archive: { id: string; path: string },
  now: number,
): Promise<VerifyProgressFile | null> {
  const progress = await readJson(file, VerifyProgressFile)
  if (progress?.archive !== archive.id || progress.path !== archive.path) return null
  const age = now - Date.parse(progress.startedAt)
  return age >= 0 && age <= OLDEST_MS ? progress : null
}

/** Replaces the progress; afterwards it is on disk. Two verifications at once may each write theirs: either is true. */
export async function writeProgress(file: string, progress: VerifyProgressFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeDurably(file, JSON.stringify(progress), `${file}.${randomUUID()}.draft`)
}

/** Forgets the progress. */
export async function removeProgress(file: string): Promise<void> {
  await rm(file, { force: true })
}
