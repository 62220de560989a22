import { randomUUID } from 'node:crypto'
import type { ArchiveEvent } from '../../../shared/contract/events.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { AppError } from '../../../shared/errors.ts'

/** Long work as its worker sees it. */
export interface RunningJob {
  readonly id: string
  readonly signal: AbortSignal
  /** Changes what the window shows; events are sent at most ten times a second. */
  report(
    change: Partial<Pick<Job, 'doneFiles' | 'totalFiles' | 'doneBytes' | 'totalBytes' | 'current'>>,
  ): void
  read(): Job
}

/** The long work of an archive: each has an id, progress and a clean way to stop. */
export interface Jobs {
  /** Runs work as a job. The job ends with the work, and `ended` settles as the work does. */
  run<T>(kind: Job['kind'], work: (job: RunningJob) => Promise<T>): { id: string; ended: Promise<T> }
  list(): Job[]
  /** Asks a job to stop. Throws `jobs.not-found` when no such job runs. */
  cancel(id: string): void
  /** Stops all jobs, with the reason `programEnds`, and resolves when they have ended. */
  stopAll(): Promise<void>
}

/**
 * The reason of a signal when the user did not ask for the job to stop: what it has done so far is worth continuing.
 */
export const programEnds = Symbol('the program ends')

const EVENT_EVERY_MS = 100
const REMEMBERED = 50

/** Jobs that announce their progress through `publish`. */
export function createJobs(publish: (event: ArchiveEvent) => void): Jobs {
  const jobs = new Map<string, StartedJob>()
  return {
    run(kind, work) {
      const { started, ended } = startJob(kind, work, publish)
      jobs.set(started.job.id, started)
      forgetOldest(jobs)
      return { id: started.job.id, ended }
    },
    list: () => [...jobs.values()].map((entry) => entry.job),
    cancel(id) {
      const entry = jobs.get(id)
      if (!entry || entry.job.state !== 'running') throw new AppError('jobs.not-found')
      entry.controller.abort()
    },
    async stopAll() {
      for (const entry of jobs.values())
        if (entry.job.state === 'running') entry.controller.abort(programEnds)
      await Promise.all([...jobs.values()].map((entry) => entry.ended))
    },
  }
}

interface StartedJob {
  /** The job as it is now. */
  readonly job: Job
  readonly controller: AbortController
  /** Resolves when the work has ended, even if it failed. */
  readonly ended: Promise<unknown>
}

function startJob<T>(
  kind: Job['kind'],
  work: (job: RunningJob) => Promise<T>,
  publish: (event: ArchiveEvent) => void,
): { started: StartedJob; ended: Promise<T> } {
  const controller = new AbortController()
  const running = announcedJob(kind, controller.signal, publish)
  const ended = work(running).then(
    (value) => {
      running.end(controller.signal.aborted ? 'cancelled' : 'done')
      return value
    },
    (cause: unknown) => {
      running.end(controller.signal.aborted ? 'cancelled' : 'failed')
      throw cause
    },
  )
  const started = {
    get job() {
      return running.read()
    },
    controller,
    ended: ended.catch(() => undefined),
  }
  return { started, ended }
}

function announcedJob(
  kind: Job['kind'],
  signal: AbortSignal,
  publish: (event: ArchiveEvent) => void,
): RunningJob & { end(state: Job['state']): void } {
  let job = newJob(kind)
  let sentAt = 0
  const send = () => {
    sentAt = performance.now()
    publish({ event: 'progress', job })
  }
  return {
    id: job.id,
    signal,
    read: () => job,
    report(change) {
      job = { ...job, ...change }
      if (performance.now() - sentAt >= EVENT_EVERY_MS) send()
    },
    end(state) {
      job = { ...job, state, current: '' }
      send()
    },
  }
}

const newJob = (kind: Job['kind']): Job => ({
  id: randomUUID(),
  kind,
  state: 'running',
  startedAt: new Date().toISOString(),
  doneFiles: 0,
  totalFiles: null,
  doneBytes: 0,
  totalBytes: null,
  current: '',
})

function forgetOldest(jobs: Map<string, { job: Job }>): void {
  for (const [id, { job }] of jobs) {
    if (jobs.size <= REMEMBERED) return
    if (job.state !== 'running') jobs.delete(id)
  }
}
