import type { RecordId } from '../../shared/model/ids.ts'
import type { SearchDocument } from '../../shared/model/search-document.ts'
import { sampleDocument } from '../../electron/core/search/testing/sample.ts'

/** A record that has only these fields; its id is made of a device code and its number. */
export function plainDocument(
  device: string,
  number: number,
  fields: Partial<SearchDocument> & Pick<SearchDocument, 'title'>,
): SearchDocument {
  const id = `${device}-${String(number).padStart(6, '0')}` as RecordId // an accession number by construction
  return sampleDocument(number, { id, languages: ['en'], ...fields })
}
