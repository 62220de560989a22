import type { HoldfastRecord } from '../../../shared/model/record.ts'

/** True where the citation card stands in the reader's place: a citation of which no copy is kept. */
export function isCitationRead(record: HoldfastRecord): boolean {
  return record.objects.length === 0 && record.citation !== null
}
