import { findPrefix, findTerm } from './dictionary.ts'
import type { Slot } from './leaf.ts'
import type { Segment } from './segment.ts'
import type { SegmentData } from './segment-data.ts'

export interface WeighedTerm {
  readonly term: number
  readonly weight: number
}

/** A longer word that a prefix leads to counts less than the word itself. */
const LONGER_WORD = 0.6

/** The terms of a segment that a slot takes, with what each counts. */
export function termsOfSlot({ data }: Segment, slot: Slot): WeighedTerm[] {
  if (!slot.prefix) {
    const term = findTerm(data, slot.term)
    return term < 0 ? [] : [{ term, weight: 1 }]
  }
  const [from, to] = findPrefix(data, slot.term)
  return Array.from({ length: to - from }, (_, at) => ({
    term: from + at,
    weight: termLength(data, from + at) === slot.term.length ? 1 : LONGER_WORD,
  }))
}

function termLength({ termOffsets }: SegmentData, term: number): number {
  return termOffsets[term + 1]! - termOffsets[term]!
}
