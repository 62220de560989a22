import { Worker } from 'node:worker_threads'
import { workerUrl } from './worker-url.ts'

/** Has this process killed when it holds more than this, whatever its main thread is doing, or when its parent is gone. */
export function watchMemory(largestBytes: number): void {
  const workerData = { largestBytes, parent: process.ppid }
  new Worker(workerUrl('watch'), { workerData }).unref()
}
