import { createNumbers, finishNumbers, pushNumber } from '../segment/bytes.ts'
import type { Term } from '../terms/dictionary.ts'
import type { FieldMask } from '../segment/fields.ts'
import { ALL_FIELDS } from '../segment/fields.ts'
import { languageMask } from '../match/language-mask.ts'
import type { FoundLeaf } from '../match/look-up.ts'
import { eachPlace } from '../match/match-sequence.ts'
import type { RankedHit } from './order.ts'
import { compareIds } from '../segment/order-keys.ts'
import type { RecordPositions } from '../terms/postings.ts'
import { collectPositions, unitePositions } from '../terms/postings.ts'
import type { Segment } from '../segment/segment.ts'
import { idOf } from '../segment/segment.ts'
import { allTerms } from '../terms/slot-terms.ts'
import type { SegmentAlternative } from '../match/alternatives.ts'

/** How many of the best hits are re-ranked: their positions are on disk. */
export const RERANKED = 64
/** Words farther apart than this do not count as near. */
const NEARBY = 16
const WEIGHT = 0.8

/**
 * The best hits re-ranked: the closer together adjacent words of the query are in a record, the more is added to its
 * score. Nothing is subtracted, so these hits stay ahead of all others.
 */
export function rankByProximity(hits: readonly RankedHit[], leaves: readonly FoundLeaf[]): RankedHit[] {
  if (leaves.length < 2) return [...hits]
  const bonus = new Map<RankedHit, number>(hits.map((hit) => [hit, 0]))
  for (const segment of new Set(hits.map((hit) => hit.segment)))
    addBonus(
      hits.filter((hit) => hit.segment === segment),
      leaves,
      bonus,
    )
  const ranked = hits.map((hit) => ({ ...hit, score: hit.score + bonus.get(hit)! }))
  const ids = new Map(ranked.map((hit) => [hit, idOf(hit.segment.data, hit.record)]))
  return ranked.sort((a, b) => b.score - a.score || compareIds(ids.get(a)!, ids.get(b)!))
}

function addBonus(
  hits: readonly RankedHit[],
  leaves: readonly FoundLeaf[],
  bonus: Map<RankedHit, number>,
): void {
  const { segment } = hits[0]!
  const ordered = [...hits].sort((a, b) => a.record - b.record)
  const records = Uint32Array.from(ordered, (hit) => hit.record)
  let before = placesOf(leaves[0]!, segment, records)
  for (let at = 1; at < leaves.length; at++) {
    const own = placesOf(leaves[at]!, segment, records)
    const value = WEIGHT * Math.min(leaves[at - 1]!.rarity, leaves[at]!.rarity)
    ordered.forEach((hit, place) => {
      const distance = leastDistance(before, own, place)
      if (distance <= NEARBY) bonus.set(hit, bonus.get(hit)! + value / distance)
    })
    before = own
  }
}

/** Where a leaf occurs in each record. There is a gap between fields, so few distances cross from one into the next. */
function placesOf(
  { leaf, alternativesIn }: FoundLeaf,
  segment: Segment,
  records: Uint32Array,
): RecordPositions {
  const terms: Term[] = []
  const parts: RecordPositions[] = []
  for (const found of alternativesIn(segment)) {
    const mask = languageMask(segment, found.alternative.language)
    const isWord = leaf.fields === ALL_FIELDS && found.slots.length === 1
    if (mask && !records.some((record) => mask[record] === 1)) continue
    if (isWord && (!mask || records.every((record) => mask[record] === 1)))
      for (const term of allTerms(found.slots[0]!)) terms.push(term)
    else parts.push(placesOfAlternative(segment, found, { records, fields: leaf.fields }))
  }
  if (terms.length > 0) parts.push(collectPositions(segment, terms, records))
  return parts.length === 1 ? parts[0]! : unitePositions(parts, records.length)
}

function placesOfAlternative(
  segment: Segment,
  found: SegmentAlternative,
  within: { readonly records: Uint32Array; readonly fields: FieldMask },
): RecordPositions {
  const { records } = within
  const offsets = new Uint32Array(records.length + 1)
  const positions = createNumbers(64)
  let place = 0
  eachPlace(segment, found, within, ({ record, position }) => {
    while (records[place]! < record) offsets[++place] = positions.length
    pushNumber(positions, position)
  })
  while (place < records.length) offsets[++place] = positions.length
  return { offsets, positions: finishNumbers(positions) }
}

/**
 * The smallest distance between two occurrences in a record; a distance of zero is the same word and does not count.
 */
function leastDistance(left: RecordPositions, right: RecordPositions, place: number): number {
  const leftEnd = left.offsets[place + 1]!
  const rightEnd = right.offsets[place + 1]!
  let least = Infinity
  for (let i = left.offsets[place]!, j = right.offsets[place]!; i < leftEnd && j < rightEnd;) {
    const from = left.positions[i]!
    const to = right.positions[j]!
    const distance = Math.abs(from - to)
    if (distance > 0 && distance < least) least = distance
    if (from <= to) i++
    else j++
  }
  return least
}
