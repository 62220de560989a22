import { AppError } from '../../../shared/errors.ts'
import { forgetRestoring } from '../backups/read-backup.ts'
import { checkBackup, listBackups, restoreBackup } from '../backups/backup-folder.ts'
import type { HandlersOf } from '../handlers/handler.ts'
import type { Profile } from '../profile/profile.ts'
import { programEnds, type Jobs } from '../session/jobs.ts'

/** The handlers of `backups.*` that work on a folder and need no archive. */
export function backupFolderHandlers(
  pathOf: (ticket: string) => string,
  { jobs, profile }: { readonly jobs: Jobs; readonly profile: Pick<Profile, 'pendingKey'> },
): Pick<HandlersOf<'backups'>, 'backups.list' | 'backups.check' | 'backups.restore'> {
  return {
    'backups.list': async ({ folder }) => await listBackups(pathOf(folder)),
    'backups.check': async ({ folder, generation }, { signal }) =>
      await checkBackup(pathOf(folder), generation, { signal }),
    'backups.restore': async ({ folder, generation, into }, { signal: caller }) => {
      const [from, to] = [pathOf(folder), pathOf(into)]
      const restoring = jobs.run('restore', async (job) => {
        const signal = caller ? AbortSignal.any([job.signal, caller]) : job.signal
        return await cleanUpWhenStopped(to, signal, () =>
          restoreBackup(
            from,
            generation,
            { into: to, pendingKey: profile.pendingKey() },
            { signal, onProgress: job.report },
          ),
        )
      })
      return await restoring.ended
    },
  }
}

/**
 * A user who stops a restore does not want it, so nothing of it stays. One that was merely interrupted is kept, and
 * resumed later.
 */
async function cleanUpWhenStopped<T>(
  into: string,
  signal: AbortSignal,
  restore: () => Promise<T>,
): Promise<T> {
  try {
    return await restore()
  } catch (cause) {
    const isStopped = cause instanceof AppError && cause.code === 'backups.cancelled'
    if (!isStopped || signal.reason === programEnds) throw cause
    await forgetRestoring(into)
    throw new AppError('backups.restore-cancelled', { path: into }, { cause })
  }
}
