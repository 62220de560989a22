import type { VerifyMode, VerifyPasses, VerifyReport } from '../../../shared/contract/custody.ts'
import type { Params } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Publish } from '../../../shared/contract/events.ts'
import type { Profile } from '../profile/profile.ts'
import { toolOf } from '../../../shared/model/tool-of.ts'
import type { Jobs } from '../session/jobs.ts'
import type { Store } from '../store/store.ts'
import { verifyArchive, type VerifyProgress } from './verify-archive.ts'
import { progressPath, readProgress } from './progress.ts'
import { dueAfter, startSchedule, type VerifySchedule } from './schedule.ts'

/** Verifications of an archive. */
export interface Verifications {
  /**
   * Resolves to the report when the verification has ended; a running one of the same mode is joined. Throws
   * `custody.*`, `store.*`.
   */
  verify(request: Params<'custody.verify'>): Promise<VerifyReport>
  /** The last verifications, one that can be resumed, and when the next is due. */
  passes(): Promise<VerifyPasses>
}

/** What verifications need from an archive and from this computer. */
export interface VerifyServices {
  readonly id: string
  readonly path: string
  readonly store: Store
  readonly jobs: Jobs
  readonly createdAt: string
  /** True if nothing can be noted in the ledger. */
  readonly readOnly: boolean
  readonly software: string
  readonly profile: Profile
  readonly publish: Publish
  /** Null if nothing starts on its own, as on the command line. */
  readonly schedule: VerifySchedule | null
  readonly logBug: (id: string, thrown: unknown) => void
}

/**
 * The verifications of an open archive: each is a task and is noted in the ledger when it ends; due ones start on
 * their own.
 */
export function createVerifications(services: VerifyServices): Verifications & { end(): void } {
  const { id, path, store, jobs, profile, publish, schedule, logBug } = services
  const now = schedule?.now ?? Date.now
  const running = new Map<VerifyMode, Promise<VerifyReport>>()
  let report: VerifyReport | null = null
  let isScheduled = false

  const announce = () => publish({ event: 'changed', tables: ['custody'] })

  async function verify(mode: VerifyMode, fresh: boolean, onSchedule: boolean): Promise<VerifyReport> {
    try {
      await store.flush()
      const job = jobs.run('verify', async ({ signal, report: show }) => {
        const onProgress = (progress: VerifyProgress) => show(shownAs(progress))
        const options = { mode, fresh, profile, isModest: onSchedule, now, onProgress, signal }
        const found = await verifyArchive(path, options)
        // The findings must be reported even if the disk has no space for the line about them.
        if (services.readOnly) return found
        await recordPass(store, found, services.software).catch((cause: unknown) => logBug('verify', cause))
        return found
      })
      announce()
      const found = await job.ended
      ;[report, isScheduled] = [found, onSchedule]
      return found
    } finally {
      running.delete(mode)
      announce()
    }
  }

  // A request while one is running waits for that one.
  function join(mode: VerifyMode, fresh = false, onSchedule = false): Promise<VerifyReport> {
    const verifying = running.get(mode) ?? verify(mode, fresh, onSchedule)
    running.set(mode, verifying)
    return verifying
  }

  async function passes(): Promise<VerifyPasses> {
    const { full, quick } = await profile.passes({ id, path })
    const { verifyEveryDays } = await profile.settings()
    const due = dueAfter(full, services.createdAt, verifyEveryDays)
    const isRunning = running.has('full')
    const progress = isRunning
      ? null
      : await readProgress(progressPath(profile.folder, id, path), { id, path }, now())
    return {
      lastFull: full,
      lastQuick: quick,
      unfinished: progress && {
        startedAt: progress.startedAt,
        doneBytes: progress.doneBytes,
        totalBytes: progress.totalBytes,
      },
      dueAt: due === null ? null : new Date(due).toISOString(),
      isDue: due !== null && due <= now(),
      report,
      isScheduled,
    }
  }

  let hasEndedEarly = false
  async function verifyWhenDue(): Promise<void> {
    try {
      const { isDue } = await passes()
      // One that the user stopped does not start again while they work, but when the archive is next opened.
      if (hasEndedEarly || !isDue || running.has('full')) return
      await join('full', false, true)
    } catch (cause) {
      hasEndedEarly = true
      if (!isCancelled(cause)) logBug('verify', cause)
    }
  }

  const end = schedule ? startSchedule(schedule, verifyWhenDue) : () => {}
  return { verify: ({ mode, fresh }) => join(mode, fresh), passes, end }
}

const isCancelled = (cause: unknown): boolean =>
  cause instanceof AppError && cause.code === 'custody.cancelled'

const shownAs = ({ doneObjects, totalObjects, ...rest }: VerifyProgress) => ({
  doneFiles: doneObjects,
  totalFiles: totalObjects,
  ...rest,
})

const MOST_NOTED = 100

/** Notes in the ledger that a verification ended, and how. */
async function recordPass(
  store: Store,
  report: VerifyReport,
  software: VerifyServices['software'],
): Promise<void> {
  const { mode, intact, damages, objects, objectBytes, readBytes, resumed, startedAt, heads } = report
  const outcome = intact ? 'intact' : damages.length === 1 ? '1 damage' : `${damages.length} damages`
  const note = `${mode === 'full' ? 'Full' : 'Quick'} verification: ${outcome}; ${objects} objects, ${objectBytes} bytes.`
  await store.commit({
    act: 'fixity check',
    outcome: intact ? 'success' : 'failure',
    tool: toolOf(software, { mode, algorithm: 'SHA-256' }),
    note,
    detail: {
      kind: 'verification',
      mode,
      startedAt,
      resumed,
      objects,
      objectBytes,
      readBytes,
      heads,
      damages: damages.slice(0, MOST_NOTED).map(({ message }) => message),
    },
    changes: [],
  })
}
