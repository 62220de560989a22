import { runInThread, type ThreadOptions } from '../threads/run-in-thread.ts'
import { backupThread, type BackupProgress, type BackupReply, type BackupTask } from './protocol.ts'

/**
 * Makes, checks or restores a backup in a thread, and resolves when the thread has ended. Throws `backups.*`,
 * `ledger.damaged`.
 */
export async function runBackupTask<Task extends BackupTask>(
  task: Task,
  options: ThreadOptions<BackupProgress>,
): Promise<BackupReply<Task['kind']>> {
  const reply = await runInThread(backupThread, task, options)
  return reply as BackupReply<Task['kind']> // the reply is that of the task
}
