import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `backups.*` that need an open archive; the others belong to the host. */
export function backupHandlers(
  archive: Archive,
): Pick<HandlersOf<'backups'>, 'backups.create' | 'backups.status'> {
  return {
    'backups.create': async (request) => await archive.backups.make(request),
    'backups.status': async () => await archive.backups.status(),
  }
}
