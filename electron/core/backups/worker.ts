import { rethrowAsStoreError } from '../disk/durable.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'
import { performTask } from '../threads/perform-task.ts'
import { makeBackup } from './make-backup.ts'
import { backupThread, type BackupProgress, type BackupTask } from './protocol.ts'
import { checkBackup, restoreBackup } from './read-backup.ts'

await performTask(
  backupThread,
  async (task, gauge, onProgress) => await doTask(task, gauge, onProgress).catch(rethrowAsStoreError),
)

async function doTask(task: BackupTask, gauge: SharedGauge, onProgress: (progress: BackupProgress) => void) {
  if (task.kind === 'make') return await makeBackup(task, gauge, onProgress)
  if (task.kind === 'check') return await checkBackup(task, gauge, onProgress)
  return await restoreBackup(task, gauge, onProgress)
}
