import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import type { WorkerReply, WorkerRequest } from './worker.ts'

/** Answers requests one at a time in a worker thread that is started when the first comes. */
export interface WorkerQueue {
  /** Resolves with the worker's answer, or with `'died'` when it ended while it was at this request. */
  ask(request: WorkerRequest, options?: AskOptions): Promise<WorkerReply | 'died'>
  close(): Promise<void>
}

export interface AskOptions {
  /** Aborting rejects with the signal's reason; a request under way is ended with its worker. */
  readonly signal?: AbortSignal | undefined
  /** Goes before everything that waits. */
  readonly isUrgent?: boolean
}

export interface WorkerQueueOptions {
  readonly url: URL
  readonly workerData: unknown
  /** A request that takes longer has met bytes made to keep a reader busy; its worker is ended. */
  readonly timeLimitMs: number
}

interface Task {
  readonly request: WorkerRequest
  settle(reply: WorkerReply | 'died'): void
  fail(reason: unknown): void
}

/** A queue whose worker is replaced when it dies; requests that only waited are not touched by that. */
export function createWorkerQueue(options: WorkerQueueOptions): WorkerQueue {
  const waiting: Task[] = []
  let running: Task | null = null
  let worker: Worker | null = null
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const next = () => {
    if (running || isClosed) return
    running = waiting.shift() ?? null
    if (!running) return
    worker ??= start()
    timer = setTimeout(endWorker, options.timeLimitMs)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
    worker.postMessage(running.request)
  }
  const finish = (reply: WorkerReply | 'died') => {
    clearTimeout(timer)
    const task = running
    running = null
    task?.settle(reply)
    next()
  }
  const endWorker = () => {
    const ended = worker
    worker = null
    void ended?.terminate()
    finish('died')
  }
  const start = () => {
    const started = new Worker(options.url, { workerData: options.workerData, resourceLimits: LIMITS })
    const isCurrent = () => started === worker
    started.on('message', (reply: WorkerReply) => isCurrent() && finish(reply))
    // An error is followed by the exit, which is where it is dealt with.
    started.on('error', () => undefined)
    started.on('exit', () => {
      if (isCurrent()) endWorker()
    })
    return started
  }
  const drop = (task: Task, reason: unknown) => {
    const index = waiting.indexOf(task)
    if (index >= 0) waiting.splice(index, 1)
    task.fail(reason)
    if (task === running) endWorker()
  }

  return {
    ask: (request, { signal, isUrgent = false } = {}) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closedError())
        if (signal?.aborted) return reject(signal.reason)
        const onAbort = () => drop(task, signal?.reason)
        const done = () => signal?.removeEventListener('abort', onAbort)
        const task: Task = {
          request,
          settle: (reply) => (done(), resolve(reply)),
          fail: (reason) => (done(), reject(reason)),
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        if (isUrgent) waiting.unshift(task)
        else waiting.push(task)
        next()
      }),
    async close() {
      isClosed = true
      clearTimeout(timer)
      const ended = worker
      worker = null
      for (const task of [running, ...waiting.splice(0)]) task?.fail(closedError())
      running = null
      await ended?.terminate()
    },
  }
}

const LIMITS = { maxOldGenerationSizeMb: 512 }

const closedError = () => new AppError('extract.failed', { problem: 'the archive was closed' })
