import type { RecordId } from '../../shared/model/ids.ts'
import type { SearchDocument } from '../../shared/model/search-document.ts'

/** A record of which nothing is told but these fields; its number gives the id, under a device code. */
export function plainDocument(
  device: string,
  number: number,
  fields: Partial<SearchDocument> & Pick<SearchDocument, 'title'>,
): SearchDocument {
  return {
    id: `${device}-${String(number).padStart(6, '0')}` as RecordId,
    kind: 'statement',
    description: '',
    names: [],
    people: [],
    sources: [],
    places: [],
    tags: [],
    languages: ['en'],
    verification: 'not-examined',
    fromDay: null,
    toDay: null,
    dateStated: '',
    dateEdtf: '',
    sizeBytes: 0,
    durationMs: null,
    symbols: [],
    details: [],
    texts: [],
    modifiedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  }
}
