import { checkBackup, listBackups, restoreBackup } from './backups.ts'
import type { HandlersOf } from './handlers/handler.ts'

/** The handlers of `backups.*` that look into a folder and need no archive. */
export function backupFolderHandlers(
  pathOf: (ticket: string) => string,
): Pick<HandlersOf<'backups'>, 'backups.list' | 'backups.check' | 'backups.restore'> {
  return {
    'backups.list': async ({ folder }) => await listBackups(pathOf(folder)),
    'backups.check': async ({ folder, generation }, { signal }) =>
      await checkBackup(pathOf(folder), generation, { signal }),
    'backups.restore': async ({ folder, generation, into }, { signal }) =>
      await restoreBackup(pathOf(folder), generation, pathOf(into), { signal }),
  }
}
