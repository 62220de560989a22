import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `batches.*` on an open archive. */
export function batchHandlers(archive: Archive): HandlersOf<'batches'> {
  return {
    'batches.start': async (request) => await archive.batches.start(request),
    'batches.result': async ({ job }) => await archive.batches.result(job),
    'batches.table': async (request) => await archive.batches.table(request),
  }
}
