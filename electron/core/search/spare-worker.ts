import { Worker } from 'node:worker_threads'
import { endWorker } from '../threads/end-worker.ts'
import { workerUrl } from '../threads/worker-url.ts'
import type { WorkerOptions, WorkerRequest } from './protocol.ts'

/** How long a worker without an index is kept. */
const KEPT_MS = 30_000

// The garbage of a query or a build is short-lived: a small nursery saves a hundred megabytes and no time is lost.
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

interface Spare {
  readonly worker: Worker
  /** Detaches the worker from its timer and from the listener for its end. */
  detach(): void
}

let spare: Spare | null = null

/** A worker that opens its index with these options: the spare one if there is one, otherwise a new one. */
export function takeWorker(options: WorkerOptions): Worker {
  const taken = spare
  spare = null
  if (!taken) return new Worker(workerUrl('search'), { workerData: options, resourceLimits })
  taken.detach()
  sendTo(taken.worker, { type: 'open', options })
  return taken.worker
}

/**
 * Keeps a worker that has closed its index and has no listeners for the next archive, because starting one takes longer
 * than opening a small index. It does not keep the process running, and ends when it is not needed for half a minute or
 * another one is spare already.
 */
export async function leaveWorker(worker: Worker): Promise<void> {
  if (spare) return await end(worker)
  const timer = setTimeout(() => {
    detach()
    void end(worker)
  }, KEPT_MS)
  timer.unref()
  const detach = (): void => {
    clearTimeout(timer)
    worker.off('error', detach)
    worker.off('exit', detach)
    if (spare?.worker === worker) spare = null
  }
  worker.on('error', detach)
  worker.on('exit', detach)
  worker.unref()
  spare = { worker, detach }
}

/** Sends a request to a search worker. */
export function sendTo(worker: Worker, request: WorkerRequest): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  worker.postMessage(request)
}

const end = (worker: Worker): Promise<void> => endWorker(worker, () => sendTo(worker, { type: 'end' }))
