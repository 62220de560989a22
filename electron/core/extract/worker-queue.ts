import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { endWorker } from '../threads/end-worker.ts'
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
  const queue: Queue = {
    options,
    waiting: [],
    running: null,
    worker: null,
    timer: undefined,
    isClosed: false,
  }
  return {
    ask: (request, askOptions = {}) => ask(queue, request, askOptions),
    close: () => close(queue),
  }
}

interface Queue {
  readonly options: WorkerQueueOptions
  readonly waiting: Task[]
  running: Task | null
  worker: Worker | null
  timer: NodeJS.Timeout | undefined
  isClosed: boolean
}

function ask(
  queue: Queue,
  request: WorkerRequest,
  { signal, isUrgent = false }: AskOptions,
): Promise<WorkerReply | 'died'> {
  return new Promise((resolve, reject) => {
    if (queue.isClosed) return reject(closedError())
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => drop(queue, task, signal?.reason)
    const done = () => signal?.removeEventListener('abort', onAbort)
    const task: Task = {
      request,
      settle: (reply) => (done(), resolve(reply)),
      fail: (reason) => (done(), reject(reason)),
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    if (isUrgent) queue.waiting.unshift(task)
    else queue.waiting.push(task)
    next(queue)
  })
}

function next(queue: Queue): void {
  if (queue.running || queue.isClosed) return
  queue.running = queue.waiting.shift() ?? null
  if (!queue.running) return
  queue.worker ??= startWorker(queue)
  queue.timer = setTimeout(() => giveUpWorker(queue), queue.options.timeLimitMs)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  queue.worker.postMessage(queue.running.request)
}

function finish(queue: Queue, reply: WorkerReply | 'died'): void {
  clearTimeout(queue.timer)
  const task = queue.running
  queue.running = null
  task?.settle(reply)
  next(queue)
}

function startWorker(queue: Queue): Worker {
  const { url, workerData } = queue.options
  const worker = new Worker(url, { workerData, resourceLimits: LIMITS })
  // What a worker that was given up still says is no longer heard.
  const isCurrent = () => worker === queue.worker
  worker.on('message', (reply: WorkerReply) => isCurrent() && finish(queue, reply))
  // An error is followed by the exit, which is where it is dealt with.
  worker.on('error', () => undefined)
  worker.on('exit', () => {
    if (isCurrent()) giveUpWorker(queue)
  })
  return worker
}

function giveUpWorker(queue: Queue): void {
  const { worker } = queue
  queue.worker = null
  void worker?.terminate()
  finish(queue, 'died')
}

function drop(queue: Queue, task: Task, reason: unknown): void {
  const index = queue.waiting.indexOf(task)
  if (index >= 0) queue.waiting.splice(index, 1)
  task.fail(reason)
  if (task === queue.running) giveUpWorker(queue)
}

async function close(queue: Queue): Promise<void> {
  queue.isClosed = true
  clearTimeout(queue.timer)
  const { worker, running } = queue
  queue.worker = null
  queue.running = null
  for (const task of [running, ...queue.waiting.splice(0)]) task?.fail(closedError())
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  if (worker) await endWorker(worker, () => worker.postMessage({ type: 'end' } satisfies WorkerRequest))
}

const LIMITS = { maxOldGenerationSizeMb: 512 }

const closedError = () => new AppError('extract.failed', { problem: 'the archive was closed' })
