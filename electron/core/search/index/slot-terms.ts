import type { Term } from './dictionary.ts'
import { currentTerm, eachWithPrefix, findTerm } from './dictionary.ts'
import type { Slot } from './leaf.ts'
import type { SegmentData } from './segment-data.ts'

/** A term with what it counts. */
export interface WeighedTerm {
  readonly term: Term
  readonly weight: number
}

/** A longer word that a prefix leads to counts less than the word itself. */
const LONGER_WORD = 0.6

/** The terms of a segment that a slot takes. */
export function termsOfSlot(data: SegmentData, { term, prefix }: Slot): WeighedTerm[] {
  if (!prefix) {
    const found = findTerm(data, term)
    return found ? [{ term: found, weight: 1 }] : []
  }
  const terms: WeighedTerm[] = []
  eachWithPrefix(data, term, (cursor) => {
    terms.push({ term: currentTerm(cursor), weight: cursor.length === term.length ? 1 : LONGER_WORD })
  })
  return terms
}
