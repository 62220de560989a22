import type { SearchField } from '../../../../../shared/contract/search.ts'
import { fieldWeights, maskOf, TEXT_FIELDS } from '../segment/fields.ts'
import type { FoundLeaf } from '../match/look-up.ts'
import type { PassageSpan } from '../terms/passage-finder.ts'

/** A place where a leaf is found in a record; `passage` is set where it lies in a text. */
export interface Spot {
  readonly leaf: number
  readonly field: SearchField
  readonly position: number
  readonly passage: PassageSpan | null
}

/** Words this far apart are shown together; about the length of a snippet. */
const NEARBY = 30

/**
 * The first spot of the stretch that says the most: the rarest and most different leaves near one another. A passage is
 * shown rather than a field that says as much, for a title is on the list anyway.
 */
export function bestSpot(spots: readonly Spot[], leaves: readonly FoundLeaf[]): Spot | null {
  const sorted = [...spots].sort((a, b) => order(a.field) - order(b.field) || a.position - b.position)
  let best: Spot | null = null
  let bestValue = 0
  for (let i = 0; i < sorted.length; i++) {
    const value = stretchValue(sorted, i, leaves)
    if (best && value <= bestValue) continue
    best = sorted[i]!
    bestValue = value
  }
  return best
}

function stretchValue(sorted: readonly Spot[], from: number, leaves: readonly FoundLeaf[]): number {
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

/** Texts first, then the heavier field: of stretches that say the same, the first is shown. */
function order(field: SearchField): number {
  return maskOf(field) & TEXT_FIELDS ? -1 : 10 - fieldWeights[field]
}
