import type { Worker } from 'node:worker_threads'

const PATIENCE_MS = 10_000

/**
 * Lets a worker end by itself after `ask` told it to, and ends it by force when it does not within ten seconds. A
 * thread that is torn down in the middle of native code can take the whole process with it.
 */
export async function endWorker(worker: Worker, ask: () => void): Promise<void> {
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.ref()
  ask()
  const timer = setTimeout(() => void worker.terminate(), PATIENCE_MS)
  await exited
  clearTimeout(timer)
}
