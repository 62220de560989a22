import { threadId } from 'node:worker_threads'
import { AppError } from '../../../../shared/errors.ts'
import { beModest } from '../be-modest.ts'
import { performTask } from '../perform-task.ts'
import { countingThread } from './counting.ts'

const hoard: Buffer[] = []
await performTask(countingThread, async (task, gauge, onProgress) => {
  if (task.kind === 'count') return count(task.to, onProgress)
  if (task.kind === 'throw')
    throw task.foreseen ? new AppError('backups.none', { path: '/mnt' }) : new TypeError('no such row')
  if (task.kind === 'modest') {
    beModest()
    return { sum: 0, thread: threadId }
  }
  if (task.kind === 'hoard') {
    hoard.push(Buffer.alloc(100 * 1024 ** 2))
    return { sum: 0, thread: threadId }
  }
  if (task.kind === 'exit') process.exit(0)
  if (task.kind === 'crash') {
    setImmediate(() => {
      throw new Error('a handler threw')
    })
    return await new Promise<never>(() => setInterval(() => {}, 1000))
  }
  onProgress(0)
  while (!gauge.isStopped()) gauge.add(1)
  throw new AppError('custody.cancelled')
})

function count(to: number, onProgress: (progress: number) => void) {
  let sum = 0
  for (let each = 1; each <= to; each += 1) {
    sum += each
    onProgress(each)
  }
  return { sum, thread: threadId }
}
