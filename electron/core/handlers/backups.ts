import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `backups.*` that need an open archive; the others belong to the host. */
export function backupHandlers(
  archive: Archive,
): Pick<HandlersOf<'backups'>, 'backups.make' | 'backups.status'> {
  return {
    'backups.make': async (request) => await archive.backups.make(request),
    'backups.status': async () => await archive.backups.status(),
  }
}
