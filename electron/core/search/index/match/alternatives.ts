import type { Alternative, Leaf } from '../query/leaf.ts'
import type { Segment } from '../segment/segment.ts'
import type { SlotTerms } from '../terms/slot-terms.ts'
import { termsOfSlot } from '../terms/slot-terms.ts'

/** An alternative of a leaf that a segment has words for: for each slot, the terms that it accepts there. */
export interface SegmentAlternative {
  readonly alternative: Alternative
  readonly slots: readonly SlotTerms[]
}

/** The alternatives that may occur in a segment. A word has a dozen forms, and most of them occur nowhere. */
export function alternativesOf({ data }: Segment, leaf: Leaf): SegmentAlternative[] {
  const alternatives: SegmentAlternative[] = []
  for (const alternative of leaf.alternatives) {
    const slots: SlotTerms[] = []
    for (const slot of alternative.slots) {
      const terms = termsOfSlot(data, slot)
      if (terms.length === 0) break
      slots.push(terms)
    }
    if (slots.length === alternative.slots.length) alternatives.push({ alternative, slots })
  }
  return alternatives
}
