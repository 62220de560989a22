import type { SearchRequest } from '../../../../../shared/contract/search.ts'
import { compareIds, compareTitles } from '../segment/order-keys.ts'
import type { RecordSet } from '../match/record-set.ts'
import { pool } from '../match/array-pool.ts'
import type { Segment } from '../segment/segment.ts'
import { idOf, titleOf } from '../segment/segment.ts'
import type { SegmentData } from '../segment/segment-data.ts'
import { NO_DAY } from '../segment/segment-data.ts'

/** The matched records of one segment. */
export interface SegmentHits {
  readonly segment: Segment
  readonly set: RecordSet
}

/** A matched record. */
export interface RankedHit {
  readonly segment: Segment
  readonly record: number
  readonly score: number
}

type Order = Pick<SearchRequest, 'sort' | 'descending'>

/** `limit` hits from `offset` in the requested order, ties broken by id. */
export function pageOf(
  hits: readonly SegmentHits[],
  { offset, limit, ...order }: Order & Pick<SearchRequest, 'offset' | 'limit'>,
): RankedHit[] {
  const heads = hits
    .filter(({ set }) => set.records.length > 0)
    .map((each) => createHead(each, order, offset + limit))
  const page: RankedHit[] = []
  for (let rank = 0; rank < offset + limit && heads.length > 0; rank++) {
    let first = 0
    for (let i = 1; i < heads.length; i++) if (compareHeads(heads[i]!, heads[first]!, order) < 0) first = i
    if (rank >= offset) page.push(heads[first]!.hit())
    if (!heads[first]!.advance()) heads.splice(first, 1)
  }
  return page
}

type Head = ReturnType<typeof createHead>

/** The first hits of one segment, one at a time. */
function createHead({ segment, set }: SegmentHits, order: Order, count: number) {
  const keys = keysOf(segment, set, order)
  const sorted = firstInOrder(segment, set, keys, count)
  let at = 0
  // Heads are compared many times before they are emitted, and a title is read from disk.
  let id: string | null = null
  let title: string | null = null
  const record = () => set.records[sorted[at]!]!
  return {
    key: () => keys[sorted[at]!]!,
    id: () => (id ??= idOf(segment.data, record())),
    title: () => (title ??= titleOf(segment.data, record())),
    hit: () => ({ segment, record: record(), score: set.scores[sorted[at]!]! }),
    advance() {
      id = null
      title = null
      return ++at < sorted.length
    },
  }
}

/** Across segments, the titles and ids themselves are compared: ranks are only valid within one. */
function compareHeads(left: Head, right: Head, { sort, descending }: Order): number {
  const direction = descending ? -1 : 1
  if (sort === 'accession') return direction * compareIds(left.id(), right.id())
  if (sort === 'title')
    return direction * (compareTitles(left.title(), right.title()) || compareIds(left.id(), right.id()))
  return right.key() - left.key() || compareIds(left.id(), right.id())
}

/** A number for each hit; larger sorts earlier. Relevance is always best first, whatever the direction. */
function keysOf(
  { data, idRanks, titleRanks }: Segment,
  set: RecordSet,
  { sort, descending }: Order,
): Float64Array {
  const direction = descending ? 1 : -1
  switch (sort) {
    case 'relevance':
      return set.scores
    case 'date':
      // Undated records come last in both directions. The key is finite, because two of them must compare as equal.
      return fillKeys(set, (record) => {
        const day = dayOf(data, record)
        return day === NO_DAY ? -Number.MAX_VALUE : direction * day
      })
    case 'modified':
      return fillKeys(set, (record) => direction * data.modifiedTimes[record]!)
    case 'title': {
      const ranks = titleRanks()
      return fillKeys(set, (record) => direction * ranks[record]!)
    }
    case 'accession':
      return fillKeys(set, (record) => direction * idRanks[record]!)
  }
}

function fillKeys({ records }: RecordSet, keyOf: (record: number, at: number) => number): Float64Array {
  const keys = pool.scores(records.length)
  for (let at = 0; at < keys.length; at++) keys[at] = keyOf(records[at]!, at)
  return keys
}

function dayOf({ fromDays, toDays }: SegmentData, record: number): number {
  const from = fromDays[record]!
  return from === NO_DAY ? toDays[record]! : from
}

const FEW = 1000

/** The indexes of the first `count` hits in order. */
function firstInOrder(
  { idRanks }: Segment,
  { records }: RecordSet,
  keys: Float64Array,
  count: number,
): Uint32Array {
  const compare = (a: number, b: number) =>
    keys[b]! - keys[a]! || idRanks[records[a]!]! - idRanks[records[b]!]!
  if (count >= records.length || count > FEW)
    return Uint32Array.from(records.keys()).sort(compare).subarray(0, count)
  return insertFirst(keys, count, compare)
}

/**
 * A sorted list of at most `count`: the key of most hits already puts them after its last entry, and they are
 * skipped.
 */
function insertFirst(
  keys: Float64Array,
  count: number,
  compare: (a: number, b: number) => number,
): Uint32Array {
  const first = new Uint32Array(count)
  let length = 0
  let last = -Infinity
  for (let index = 0; index < keys.length; index++) {
    if (keys[index]! < last) continue
    if (length === count && compare(index, first[length - 1]!) >= 0) continue
    let at = length < count ? length++ : length - 1
    for (; at > 0 && compare(index, first[at - 1]!) < 0; at--) first[at] = first[at - 1]!
    first[at] = index
    if (length === count) last = keys[first[length - 1]!]!
  }
  return first
}
