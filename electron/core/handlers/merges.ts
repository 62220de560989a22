import type { Archive } from '../archive/archive.ts'
import { receiptOf, type HandlersOf } from './handler.ts'

/** The handlers of `merges.*` on an open archive; those that read a folder belong to the host. */
export function mergeHandlers(archive: Archive): Omit<HandlersOf<'merges'>, 'merges.run' | 'merges.preview'> {
  return {
    'merges.conflicts': async () => await archive.merges.conflicts(),
    'merges.resolve': async (request) => {
      const entry = await archive.merges.resolve(request)
      await archive.indexer.settled()
      return receiptOf(entry)
    },
  }
}
