import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'
import { existing } from './records.ts'

/** The handlers of `citations.*` on an open archive. */
export function citationHandlers(archive: Archive): HandlersOf<'citations'> {
  return {
    'citations.format': async ({ id }) => {
      const record = await existing(archive, id)
      return { references: archive.citations.format(record) }
    },
    'citations.parse': async ({ line }) => archive.citations.parse(line),
  }
}
