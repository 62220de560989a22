import type { Alternative, Leaf } from '../query/leaf.ts'
import type { Segment } from '../segment/segment.ts'
import type { SlotTerms } from '../terms/slot-terms.ts'
import { termsOfSlot } from '../terms/slot-terms.ts'

/** An alternative of a leaf that a segment has the words for: of each slot, the terms that it takes there. */
export interface Way {
  readonly alternative: Alternative
  readonly slots: readonly SlotTerms[]
}

/** The alternatives that a segment may hold. A word has a dozen forms, and most of them stand nowhere. */
export function waysOf({ data }: Segment, leaf: Leaf): Way[] {
  const ways: Way[] = []
  for (const alternative of leaf.alternatives) {
    const slots: SlotTerms[] = []
    for (const slot of alternative.slots) {
      const terms = termsOfSlot(data, slot)
      if (terms.length === 0) break
      slots.push(terms)
    }
    if (slots.length === alternative.slots.length) ways.push({ alternative, slots })
  }
  return ways
}
