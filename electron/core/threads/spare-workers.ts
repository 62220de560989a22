import type { Worker } from 'node:worker_threads'
import { endWorker } from './end-worker.ts'

/** How long a worker without work is kept. */
const KEPT_MS = 30_000

interface Spare {
  readonly worker: Worker
  /** Stops watching the worker while it is spare. */
  detach(): void
}

/** At most one for each program, by its address. */
const spares = new Map<string, Spare>()

/** The worker of this program that has no work, which is then the caller's; null if there is none. */
export function takeSpare(program: URL): Worker | null {
  const spare = spares.get(program.href)
  spare?.detach()
  return spare?.worker ?? null
}

/**
 * Keeps a worker that is done, and has no listeners, for the next work of its program, because starting one takes longer
 * than much of the work. It does not keep the process running. It is sent `{ type: 'end' }`, on which it must end, when
 * nobody needs it for half a minute or another one is spare already.
 */
export async function leaveSpare(program: URL, worker: Worker): Promise<void> {
  if (spares.has(program.href)) return await end(worker)
  const detach = (): void => {
    clearTimeout(timer)
    worker.off('error', detach)
    worker.off('exit', detach)
    spares.delete(program.href)
  }
  const timer = setTimeout(() => {
    detach()
    void end(worker)
  }, KEPT_MS)
  timer.unref()
  worker.on('error', detach)
  worker.on('exit', detach)
  worker.unref()
  spares.set(program.href, { worker, detach })
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const end = (worker: Worker): Promise<void> => endWorker(worker, () => worker.postMessage({ type: 'end' }))
