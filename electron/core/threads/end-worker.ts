import type { Worker } from 'node:worker_threads'

const PATIENCE_MS = 10_000

/**
 * Lets a worker end on its own after `requestEnd` asked it to, and ends it by force if it does not within ten seconds.
 * A thread that is torn down in the middle of native code can crash the entire process.
 */
export async function endWorker(worker: Worker, requestEnd: () => void): Promise<void> {
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.ref()
  requestEnd()
  const timer = setTimeout(() => void worker.terminate(), PATIENCE_MS)
  await exited
  clearTimeout(timer)
}
