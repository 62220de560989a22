import type { FoundLeaf } from './look-up.ts'
import { eachPlace } from './match-sequence.ts'
import type { RankedHit } from './order.ts'
import { compareIds } from './order-keys.ts'
import { idOf } from './segment.ts'

/** So many of the best hits are looked at: their positions lie on disk. */
export const RERANKED = 64
/** Words farther apart than this are not near. */
const NEARBY = 16
const WEIGHT = 0.8

/**
 * The best hits in the order of their scores, to which is added how near words that follow one another in the query
 * stand to one another; nothing is taken away, so those behind them stay behind.
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
  const byRecord = new Map(hits.map((hit) => [hit.record, hit]))
  const records = Uint32Array.from(byRecord.keys()).sort()
  let before = placesOf(leaves[0]!, hits, records)
  for (let at = 1; at < leaves.length; at++) {
    const own = placesOf(leaves[at]!, hits, records)
    const value = WEIGHT * Math.min(leaves[at - 1]!.rarity, leaves[at]!.rarity)
    for (const [record, hit] of byRecord) {
      const distance = leastDistance(before.get(record) ?? [], own.get(record) ?? [])
      if (distance <= NEARBY) bonus.set(hit, bonus.get(hit)! + value / distance)
    }
    before = own
  }
}

/** Where a leaf stands in each record, ascending. Fields follow one another with a gap, so few distances cross one. */
function placesOf(
  { leaf, waysIn }: FoundLeaf,
  hits: readonly RankedHit[],
  records: Uint32Array,
): Map<number, number[]> {
  const places = new Map<number, number[]>()
  const ways = waysIn(hits[0]!.segment)
  for (const way of ways)
    eachPlace(hits[0]!.segment, way, { records, fields: leaf.fields }, ({ record, position }) => {
      const list = places.get(record)
      if (list) list.push(position)
      else places.set(record, [position])
    })
  if (ways.length > 1) for (const list of places.values()) list.sort((a, b) => a - b)
  return places
}

/** The distance of the two that are nearest; a word is no distance from itself, and does not count. */
function leastDistance(left: readonly number[], right: readonly number[]): number {
  let least = Infinity
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const distance = Math.abs(left[i]! - right[j]!)
    if (distance > 0 && distance < least) least = distance
    if (left[i]! <= right[j]!) i++
    else j++
  }
  return least
}
