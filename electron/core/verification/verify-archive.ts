import { availableParallelism } from 'node:os'
import { realpath } from 'node:fs/promises'
import type { VerifyMode, VerifyReport } from '../../../shared/contract/custody.ts'
import { FORMAT, peekArchiveFile, refuseLinkedParts } from '../folder/archive-file.ts'
import type { Profile } from '../profile/profile.ts'
import { noticesOf, pinsOf } from '../profile/pins.ts'
import type { Pin } from '../store/ledger/verify.ts'
import { trustIn } from '../profile/trust-in.ts'
import { linesOf } from '../trust/trust.ts'
import { runInThread } from '../threads/run-in-thread.ts'
import { strangeKeys, unsealedNotices, unsealedPins } from './own-writers.ts'
import { changedKeys, firstSeen, newWriters } from './seen-writers.ts'
import { progressPath } from './progress.ts'
import { verifyThread, type VerifyProgress, type VerifyTask } from './protocol.ts'

export type { VerifyProgress } from './protocol.ts'

/** What a verification uses of what this computer remembers. */
export type VerifyProfile = Pick<
  Profile,
  'folder' | 'notePass' | 'pins' | 'marksFor' | 'writersOf' | 'known' | 'keys' | 'sightings'
>

/** How an archive is verified. */
export interface VerifyOptions {
  readonly mode?: VerifyMode
  /** Starts a full verification from the beginning even if an earlier one was interrupted. */
  readonly fresh?: boolean
  /** Where progress and outcome are remembered; without it neither is. */
  readonly profile?: VerifyProfile
  /** Lines that somebody has seen in this archive, as stated by a signed head that was kept. */
  readonly pins?: readonly Pin[]
  /** One thread for reading, with everything else given precedence. */
  readonly isModest?: boolean
  readonly now?: () => number
  readonly keepEveryMs?: number
  readonly onProgress?: (progress: VerifyProgress) => void
  readonly signal?: AbortSignal
}

/**
 * Recomputes every hash of the ledger, reads every object of the vault (in `quick` mode only its size) and compares
 * the catalogue with the ledger, in its own threads. It needs no lock. Throws `store.*` when the archive cannot be
 * read, and `custody.cancelled` when it was stopped; the next full verification resumes an interrupted one.
 */
export async function verifyArchive(folder: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { mode = 'full', profile, isModest = false, now = Date.now } = options
  const archive = await identify(folder)
  const { pins, others } = profile
    ? await pinsOf(profile, archive.id, archive.path)
    : { pins: [], others: [] }
  const known = profile ? await trustIn(profile, archive.id, archive.path) : null
  const found = await runInThread(
    verifyThread,
    {
      archive,
      mode,
      pins: [...pins, ...(known ? unsealedPins(known) : []), ...(options.pins ?? [])],
      trust: known && !archive.isNewer ? linesOf(known) : null,
      progressFile: profile ? progressPath(profile.folder, archive.id, archive.path) : null,
      fresh: options.fresh ?? false,
      keepEveryMs: options.keepEveryMs ?? 3000,
      threads: isModest ? 1 : Math.min(2, availableParallelism()),
      isModest,
      now: now(),
    },
    options,
  )
  const seen = (await profile?.sightings(archive.id)) ?? null
  const damages = [
    ...found.damages,
    ...(profile && known ? await strangeKeys(profile, known, found) : []),
    ...changedKeys(seen ?? [], found),
  ]
  const report = {
    ...found,
    damages,
    intact: damages.length === 0,
    writers: found.writers.map((writer) => ({ ...writer, firstSeen: firstSeen(seen ?? [], writer.device) })),
    notices: [
      ...found.notices,
      ...unsealedNotices(known, found),
      ...newWriters(seen, found),
      ...noticesOf(others, found.heads),
    ],
  }
  const { startedAt, endedAt, intact, objects, objectBytes } = report
  const pass = { startedAt, endedAt, intact, damages: damages.length, objects, objectBytes }
  // A profile that cannot be written to must not cost the user the report.
  await profile?.notePass(archive, mode, pass).catch(() => undefined)
  return report
}

/** An archive by its id and real path; one that lost its `holdfast.json` is known only by its path. */
async function identify(folder: string): Promise<VerifyTask['archive']> {
  const path = await realpath(folder).catch(() => folder)
  await refuseLinkedParts(path)
  const file = await peekArchiveFile(path).catch(() => null)
  return { id: file?.id ?? '', path, isNewer: file !== null && file.format > FORMAT }
}
