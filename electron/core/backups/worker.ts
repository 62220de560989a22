import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { checkBackup, restoreBackup } from './read-backup.ts'
import { makeBackup } from './make-backup.ts'
import type { BackupMessage, BackupProgress, BackupThreadData } from './protocol.ts'
import { asStoreError } from '../disk/durable.ts'
import { sharedGauge } from '../threads/shared-gauge.ts'

const { task, memory } = workerData as BackupThreadData // Given by backup-thread.ts alone.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
const send = (message: BackupMessage) => parentPort?.postMessage(message)
const onProgress = (progress: BackupProgress) => send({ type: 'progress', progress })
const gauge = sharedGauge(memory)

try {
  const reply =
    task.kind === 'make'
      ? await makeBackup(task, gauge, onProgress)
      : task.kind === 'check'
        ? await checkBackup(task, gauge, onProgress)
        : await restoreBackup(task, gauge, onProgress)
  send({ type: 'reply', reply })
} catch (thrown) {
  send({ type: 'error', error: errorOf(asStoreError(thrown)) })
}

// An error that nobody foresaw keeps its words for the log: they cannot cross as they are.
function errorOf(thrown: unknown) {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message, facts: thrown.facts }
  const problem = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return { code: 'backups.failed' as const, message: problem, facts: { problem } }
}
