import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import type { WorkerProcess } from '../threads/worker-process.ts'
import type { WorkerReply, WorkerRequest } from './worker.ts'

/** Handles requests one at a time in a process that starts with the first one and ends after a long idle time. */
export interface WorkerQueue {
  /** Resolves to the worker's reply, or to `'died'` when it exited during this request. */
  ask(request: WorkerRequest, options?: AskOptions): Promise<WorkerReply | 'died'>
  close(): Promise<void>
}

export interface AskOptions {
  /** Aborting rejects with the signal's reason; a running request is ended together with its worker. */
  readonly signal?: AbortSignal | undefined
  /** Goes before everything that is waiting. */
  readonly isUrgent?: boolean
}

export interface WorkerQueueOptions {
  readonly start: () => WorkerProcess
  /** A request that takes longer has met bytes designed to keep a reader busy; its worker is ended. */
  readonly timeLimitMs: number
  /** How long closing waits for a worker to report its exit. */
  readonly exitMs?: number
}

interface Task {
  readonly request: WorkerRequest
  settle(reply: WorkerReply | 'died'): void
  fail(reason: unknown): void
}

/** A queue whose worker is replaced when it dies; waiting requests are not affected. */
export function createWorkerQueue(options: WorkerQueueOptions): WorkerQueue {
  const queue: Queue = {
    options,
    waiting: [],
    running: null,
    worker: null,
    ending: new Set(),
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
  worker: WorkerProcess | null
  /** The exits of all workers that have not ended yet. */
  readonly ending: Set<Promise<void>>
  /** While a request runs, the timer that ends it; between requests, the one that ends the idle worker. */
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

// Memory that a reader used for a large file returns to the system only when its process ends.
const IDLE_MS = 30_000

function next(queue: Queue): void {
  if (queue.running || queue.isClosed) return
  clearTimeout(queue.timer)
  queue.running = queue.waiting.shift() ?? null
  if (!queue.running) {
    queue.timer = setTimeout(() => endWorker(queue), IDLE_MS).unref()
    return
  }
  queue.worker ??= startWorker(queue)
  queue.timer = setTimeout(() => giveUpWorker(queue), queue.options.timeLimitMs)
  queue.worker.send(queue.running.request)
}

function finish(queue: Queue, reply: WorkerReply | 'died'): void {
  const task = queue.running
  queue.running = null
  task?.settle(reply)
  next(queue)
}

function startWorker(queue: Queue): WorkerProcess {
  const worker = queue.options.start()
  // Later messages of a worker that was given up are ignored.
  const isCurrent = () => worker === queue.worker
  worker.onMessage((message) => {
    if (!isCurrent()) return
    const reply = message as WorkerReply // Only worker.ts writes to this process.
    if (reply.isSpent) endWorker(queue)
    finish(queue, reply)
  })
  const exit = new Promise<void>((resolve) => worker.onExit(resolve)).then(() => {
    queue.ending.delete(exit)
    if (isCurrent()) giveUpWorker(queue)
  })
  queue.ending.add(exit)
  return worker
}

function giveUpWorker(queue: Queue): void {
  endWorker(queue)
  finish(queue, 'died')
}

function endWorker(queue: Queue): void {
  const { worker } = queue
  queue.worker = null
  worker?.kill()
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
  const { running } = queue
  queue.running = null
  for (const task of [running, ...queue.waiting.splice(0)]) task?.fail(closedError())
  endWorker(queue)
  // So that no file is kept open; but an exit that is never reported must not keep the archive from closing.
  await Promise.race([
    Promise.all(queue.ending),
    wait(queue.options.exitMs ?? EXIT_MS, undefined, { ref: false }),
  ])
}

const EXIT_MS = 5000

const closedError = () => new AppError('extract.failed', { problem: 'the archive was closed' })
