import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `custody.*` on an open archive; those that close and open it belong to the host. */
export function custodyHandlers(archive: Archive): Omit<HandlersOf<'custody'>, 'custody.rebuild-catalogue'> {
  return {
    'custody.verify': async (request) => await archive.verifications.verify(request),
    'custody.passes': async () => await archive.verifications.passes(),
    'custody.make-private': () => archive.custody.makePrivate(),
    'custody.health': async () => await archive.custody.health(),
    'custody.head': async () => await archive.custody.head(),
    'custody.rotate-key': async () => await archive.custody.rotateKey(),
    'custody.report': async (request, { signal }) => await archive.custody.report(request, signal),
    'custody.accept-cut': async ({ reason }) => await archive.custody.acceptCut(reason),
  }
}
