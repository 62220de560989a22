import type { SearchField } from '../../../../../shared/contract/search.ts'
import { fieldWeights, maskOf, TEXT_FIELDS } from '../segment/fields.ts'
import type { FoundLeaf } from '../match/look-up.ts'
import type { PassageSpan } from '../terms/passage-finder.ts'

/** An occurrence of a leaf in a record; `passage` is set when it is in a text. */
export interface LeafPlace {
  readonly leaf: number
  readonly field: SearchField
  readonly position: number
  readonly passage: PassageSpan | null
}

/** Words this far apart are shown together; about the length of a snippet. */
const NEARBY = 30

/**
 * The first occurrence of the best stretch, which has the rarest and most different leaves close together. A passage
 * is preferred to a field that is as good, because a title is in the list anyway.
 */
export function bestPlace(places: readonly LeafPlace[], leaves: readonly FoundLeaf[]): LeafPlace | null {
  const sorted = [...places].sort((a, b) => order(a.field) - order(b.field) || a.position - b.position)
  let best: LeafPlace | null = null
  let bestValue = 0
  for (let i = 0; i < sorted.length; i++) {
    const value = stretchValue(sorted, i, leaves)
    if (best && value <= bestValue) continue
    best = sorted[i]!
    bestValue = value
  }
  return best
}

function stretchValue(sorted: readonly LeafPlace[], from: number, leaves: readonly FoundLeaf[]): number {
  const first = sorted[from]!
  const counted = new Set<number>()
  let value = 0
  for (let i = from; i < sorted.length; i++) {
    const { leaf, field, position, passage } = sorted[i]!
    if (field !== first.field || passage !== first.passage || position - first.position > NEARBY) break
    if (counted.has(leaf)) continue
    counted.add(leaf)
    value += 1 + leaves[leaf]!.rarity
  }
  return value
}

/** Texts first, then fields by weight: of equally good stretches the first is shown. */
function order(field: SearchField): number {
  return maskOf(field) & TEXT_FIELDS ? -1 : 10 - fieldWeights[field]
}
