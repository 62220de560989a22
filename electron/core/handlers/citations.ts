import { AppError } from '../../../shared/errors.ts'
import type { Archive } from '../archive.ts'
import type { HandlersOf } from './handler.ts'
import { existing } from './records.ts'

/** The handlers of `citations.*` on an open archive. */
export function citationHandlers(archive: Archive): HandlersOf<'citations'> {
  return {
    'citations.format': async ({ id }) => {
      const record = await existing(archive, id)
      if (!record.citation) throw new AppError('records.not-found', { id })
      return { references: archive.citations.format(record) }
    },
    'citations.parse': async ({ line }) => archive.citations.parse(line),
  }
}
