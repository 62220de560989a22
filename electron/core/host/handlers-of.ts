import { writingMethods } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Archive } from '../archive/archive.ts'
import { aliasHandlers } from '../handlers/aliases.ts'
import { archiveHandlers } from '../handlers/archive.ts'
import { backupHandlers } from '../handlers/backups.ts'
import { batchHandlers } from '../handlers/batches.ts'
import { citationHandlers } from '../handlers/citations.ts'
import { custodyHandlers } from '../handlers/custody.ts'
import type { Handlers } from '../handlers/handler.ts'
import { importHandlers } from '../handlers/imports.ts'
import { mergeHandlers } from '../handlers/merges.ts'
import { recordHandlers } from '../handlers/records.ts'
import { searchHandlers } from '../handlers/search.ts'
import { savedSearchHandlers } from '../handlers/saved-searches.ts'
import { tagHandlers } from '../handlers/tags.ts'
import { timestampHandlers } from '../handlers/timestamps.ts'
import { searchDocumentOf } from '../indexing/search-document.ts'

/** The handlers that work on an open archive. */
type ArchiveHandlers = ReturnType<typeof allHandlers>

/** The handlers that the host itself must have. A method without a handler, here or below, does not compile. */
export type HostHandlers = Omit<Handlers, keyof ArchiveHandlers>

/** Every handler that works on an open archive. */
export function handlersOf(archive: Archive): ArchiveHandlers {
  const handlers = allHandlers(archive)
  if (!archive.readOnly) return handlers
  const refuse = async (): Promise<never> => {
    throw new AppError(archive.isReceived ? 'archive.received' : 'archive.read-only')
  }
  return { ...handlers, ...Object.fromEntries(writingMethods.map((method) => [method, refuse])) }
}

function allHandlers(archive: Archive) {
  return {
    ...archiveHandlers(archive),
    ...recordHandlers(archive),
    ...tagHandlers(archive),
    ...importHandlers(archive),
    ...searchHandlers(archive, searchDocumentOf),
    ...aliasHandlers(archive),
    ...savedSearchHandlers(archive),
    ...batchHandlers(archive),
    ...citationHandlers(archive),
    ...custodyHandlers(archive),
    ...timestampHandlers(archive),
    ...backupHandlers(archive),
    ...mergeHandlers(archive),
  }
}
