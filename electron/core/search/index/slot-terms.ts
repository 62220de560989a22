import type { Term } from './dictionary.ts'
import { currentTerm, eachWithPrefix, findTerm } from './dictionary.ts'
import type { Slot } from './leaf.ts'
import type { Segment } from './segment.ts'
import type { SegmentData } from './segment-data.ts'

/** A term with what it counts. */
export interface WeighedTerm {
  readonly term: Term
  readonly weight: number
}

/** A longer word that a prefix leads to counts less than the word itself. */
const LONGER_WORD = 0.6
const MAX_KNOWN = 8

const known = new WeakMap<SegmentData, Map<string, readonly WeighedTerm[]>>()

/** The terms of a segment that a slot takes; looked up once, for a find asks for the same slot at every step. */
export function termsOfSlot({ data }: Segment, slot: Slot): readonly WeighedTerm[] {
  const ofSegment = known.get(data) ?? new Map<string, readonly WeighedTerm[]>()
  known.set(data, ofSegment)
  const key = slot.prefix ? `${slot.term}*` : slot.term
  const before = ofSegment.get(key)
  if (before) return before
  if (ofSegment.size >= MAX_KNOWN) ofSegment.clear()
  const found = lookUpSlot(data, slot)
  ofSegment.set(key, found)
  return found
}

function lookUpSlot(data: SegmentData, { term, prefix }: Slot): WeighedTerm[] {
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
