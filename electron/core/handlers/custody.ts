import type { Archive } from '../archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `custody.*` on an open archive. */
export function custodyHandlers(archive: Archive): HandlersOf<'custody'> {
  return {
    'custody.verify': async () => await archive.verify(),
    'custody.health': async () => await archive.custody.health(),
    'custody.head': async () => await archive.custody.head(),
    'custody.rotateKey': async () => await archive.custody.rotateKey(),
    'custody.acceptCut': async ({ reason }) => await archive.custody.acceptCut(reason),
  }
}
