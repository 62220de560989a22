import type { Archive } from '../archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `custody.*` on an open archive. */
export function custodyHandlers(archive: Archive): HandlersOf<'custody'> {
  return {
    'custody.verify': async (request) => await archive.verifications.verify(request),
    'custody.passes': async () => await archive.verifications.passes(),
  }
}
