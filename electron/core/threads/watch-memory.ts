import { Worker } from 'node:worker_threads'
import { workerUrl } from './worker-url.ts'

/**
 * Makes a thread kill this process when it uses more memory than this, whatever its main thread is doing, or when its
 * parent is gone.
 */
export function watchMemory(largestBytes: number): void {
  const workerData = { largestBytes, parent: process.ppid }
  new Worker(workerUrl('watch'), { workerData }).unref()
}
