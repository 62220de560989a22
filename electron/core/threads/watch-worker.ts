import { workerData } from 'node:worker_threads'

// Started beside work whose own thread may never come to rest: ends the process when it has grown too large, or when
// nobody is left who could.
const { largestBytes, parent } = workerData as { largestBytes: number; parent: number }

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > largestBytes
  if (isTooLarge || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
}, 50)
