import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `timestamps.*` on an open archive. */
export function timestampHandlers(archive: Archive): HandlersOf<'timestamps'> {
  return {
    'timestamps.request': async (request) => await archive.timestamps.ask(request),
    'timestamps.import': async (request) => await archive.timestamps.take(request),
    'timestamps.list': async () => await archive.timestamps.list(),
  }
}
