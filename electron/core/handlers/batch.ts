import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `batch.*` on an open archive. */
export function batchHandlers(archive: Archive): HandlersOf<'batch'> {
  return {
    'batch.start': async (request) => await archive.batches.start(request),
    'batch.result': async ({ job }) => await archive.batches.result(job),
    'batch.table': async (request) => await archive.batches.table(request),
  }
}
