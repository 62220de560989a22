import { workerData } from 'node:worker_threads'

// For work whose own thread may never return to its event loop: ends the process when it has grown too large, or when
// no parent is left to do so.
const { largestBytes, parent } = workerData as { largestBytes: number; parent: number }

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > largestBytes
  if (isTooLarge || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, 50)
