import { recordIdPattern } from '../../shared/model/choices.ts'
import type { RecordId } from '../../shared/model/ids.ts'

/** The accession number in an address, or null when it contains none. */
export function readRecordId(text: string | null): RecordId | null {
  // The pattern is the one of the schema that gives the type its brand.
  return text !== null && recordIdPattern.test(text) ? (text as RecordId) : null
}
