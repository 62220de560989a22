import { recordIdPattern } from '../../shared/model/choices.ts'
import type { RecordId } from '../../shared/model/ids.ts'

/** The accession number that an address names, or null where it names none. */
export function readRecordId(text: string | null): RecordId | null {
  // The pattern is that of the schema which gives the type its brand.
  return text !== null && recordIdPattern.test(text) ? (text as RecordId) : null
}
