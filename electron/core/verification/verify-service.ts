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
  const { schedule } = services
  const state: VerifyState = { running: new Map(), report: null, isScheduled: false, hasEndedEarly: false }
  const live = { ...services, state, now: schedule?.now ?? Date.now }
  return {
    verify: ({ mode, fresh = false }) => joinOrStart(live, { mode, fresh, onSchedule: false }),
    passes: () => describePasses(live),
    end: schedule ? startSchedule(schedule, () => verifyWhenDue(live)) : () => {},
  }
}

interface VerifyState {
  readonly running: Map<VerifyMode, Promise<VerifyReport>>
  report: VerifyReport | null
  /** True if the last report is that of a verification that started on its own. */
  isScheduled: boolean
  /** True if a scheduled verification failed or was stopped. */
  hasEndedEarly: boolean
}

interface LiveServices extends VerifyServices {
  readonly state: VerifyState
  readonly now: () => number
}

interface VerifyStart {
  readonly mode: VerifyMode
  readonly fresh: boolean
  readonly onSchedule: boolean
}

// A request while one is running waits for that one.
function joinOrStart(live: LiveServices, start: VerifyStart): Promise<VerifyReport> {
  const { running } = live.state
  const verifying = running.get(start.mode) ?? verify(live, start)
  running.set(start.mode, verifying)
  return verifying
}

async function verify(live: LiveServices, start: VerifyStart): Promise<VerifyReport> {
  const { state, store, publish } = live
  const announce = () => publish({ event: 'changed', tables: ['custody'] })
  try {
    await store.flush()
    const job = runJob(live, start)
    announce()
    const found = await job.ended
    ;[state.report, state.isScheduled] = [found, start.onSchedule]
    return found
  } finally {
    state.running.delete(start.mode)
    announce()
  }
}

function runJob(live: LiveServices, { mode, fresh, onSchedule }: VerifyStart) {
  const { path, store, jobs, profile, software, readOnly, now, logBug } = live
  return jobs.run('verify', async ({ signal, report: show }) => {
    const onProgress = (progress: VerifyProgress) => show(shownAs(progress))
    const options = { mode, fresh, profile, isModest: onSchedule, now, onProgress, signal }
    const found = await verifyArchive(path, options)
    // The findings must be reported even if the disk has no space for the line about them.
    if (readOnly) return found
    await recordPass(store, found, software).catch((cause: unknown) => logBug('verify', cause))
    return found
  })
}

async function describePasses({
  id,
  path,
  profile,
  createdAt,
  state,
  now,
}: LiveServices): Promise<VerifyPasses> {
  const { full, quick } = await profile.passes({ id, path })
  const { verifyEveryDays } = await profile.settings()
  const due = dueAfter(full, createdAt, verifyEveryDays)
  const isRunning = state.running.has('full')
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
    report: state.report,
    isScheduled: state.isScheduled,
  }
}

async function verifyWhenDue(live: LiveServices): Promise<void> {
  const { state, logBug } = live
  try {
    const { isDue } = await describePasses(live)
    // One that the user stopped does not start again while they work, but when the archive is next opened.
    if (state.hasEndedEarly || !isDue || state.running.has('full')) return
    await joinOrStart(live, { mode: 'full', fresh: false, onSchedule: true })
  } catch (cause) {
    state.hasEndedEarly = true
    if (!isCancelled(cause)) logBug('verify', cause)
  }
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
