import type { HoldfastRecord } from '../../../shared/model/record.ts'

/** True when the citation card is shown instead of the reader: for a citation of which no copy is kept. */
export function isCitationRead(record: HoldfastRecord): boolean {
  return record.objects.length === 0 && record.citation !== null
}
