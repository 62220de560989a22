import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'
import { existing } from './records.ts'

/** The handlers of `imports.*` on an open archive. */
export function importHandlers(archive: Archive): HandlersOf<'imports'> {
  return {
    'imports.start': async (request) => {
      if (request.record) await existing(archive, request.record)
      return archive.imports.start(request)
    },
    'imports.result': async ({ job }) => archive.imports.result(job),
    'imports.wait': async ({ job }) => await archive.imports.wait(job),
  }
}
