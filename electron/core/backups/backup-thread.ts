import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import type { BackupMessage, BackupProgress, BackupReply, BackupTask, BackupThreadData } from './protocol.ts'
import { sharedGauge } from '../threads/shared-gauge.ts'
import { workerUrl } from '../threads/worker-url.ts'

export interface ThreadOptions {
  readonly onProgress?: (progress: BackupProgress) => void
  readonly signal?: AbortSignal
}

/** Has a thread make, check or restore a backup, and answers when the thread is gone. Throws `backups.*`, `ledger.damaged`. */
export function runBackupTask<Task extends BackupTask>(
  task: Task,
  { onProgress, signal }: ThreadOptions,
): Promise<BackupReply<Task['kind']>> {
  if (signal?.aborted) return Promise.reject(new AppError('backups.cancelled'))
  const gauge = sharedGauge()
  const workerData: BackupThreadData = { task, memory: gauge.memory }
  const worker = new Worker(workerUrl('backup'), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  signal?.addEventListener('abort', gauge.stop, { once: true })
  return new Promise((resolve, reject) => {
    let outcome: () => void = () => reject(new AppError('backups.failed', { problem: 'its thread ended' }))
    worker.on('message', (message: BackupMessage) => {
      if (message.type === 'progress') onProgress?.(message.progress)
      else if (message.type === 'error')
        outcome = () => reject(new AppError(message.error.code, message.error.facts))
      else outcome = () => resolve(message.reply as BackupReply<Task['kind']>) // the thread answers what it was asked
    })
    worker.on('error', (cause) => {
      const problem = cause instanceof Error ? cause.message : String(cause)
      outcome = () => reject(new AppError('backups.failed', { problem }, { cause }))
    })
    worker.on('exit', () => {
      signal?.removeEventListener('abort', gauge.stop)
      outcome()
    })
  })
}
