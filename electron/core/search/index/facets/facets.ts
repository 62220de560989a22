import type { Facets } from '../../../../../shared/contract/search.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { addRows, type CountMatrix } from '../corpus/count-matrix.ts'
import type { FacetCounts, FacetNumbers, HeldFacet } from '../corpus/facet-rows.ts'
import { labelRanks } from './label-ranks.ts'
import { topThreshold } from './top-threshold.ts'
import type { SegmentHits } from '../rank/order.ts'
import { pool } from '../match/array-pool.ts'
import type { Segment } from '../segment/segment.ts'
import type { Meetings, TagIndex } from '../corpus/tag-index.ts'

/** Nobody reads through more; `search.values` lists all. */
const MAX_VALUES = 200

/**
 * Counts the values of all matched records, each record once per value, a tag's count including its children; the
 * most frequent values of each field.
 */
export function countFacets(matched: readonly SegmentHits[], corpus: Corpus): Facets {
  const parts = matched.map(partOf)
  const held = countHeld(parts, corpus.facets)
  const listed = (facet: HeldFacet) => mostFrequent(held(facet))
  return {
    kind: listed('kind'),
    verification: listed('verification'),
    language: listed('language'),
    source: listed('source'),
    person: listed('person'),
    tag: countTags(parts, held('tag'), corpus.tags),
    // A record counts for every year in its stated date range, as a filter by that year would find it.
    year: listed('year').sort((a, b) => Number(a.value) - Number(b.value)),
  }
}

function countHeld(parts: readonly Part[], facets: FacetNumbers): (facet: HeldFacet) => FacetCounts {
  const rows = parts.map(({ segment }) => facets.rowsOf(segment.data))
  // Read only after all segments have added their values.
  const sums = new Int32Array(facets.end())
  parts.forEach(({ segment, records, isRest }, at) => {
    if (isRest) {
      const all = sumAll(segment, rows[at]!, facets.end())
      for (let number = 0; number < all.length; number++) sums[number]! += all[number]!
    }
    addRows(rows[at]!, records, sums, isRest ? -1 : 1)
  })
  return facets.countsOf(sums)
}

const known = new WeakMap<CountMatrix, { readonly live: number; readonly sums: Int32Array }>()

/** The sums of all live records; kept until one of them is removed. */
function sumAll(segment: Segment, rows: CountMatrix, size: number): Int32Array {
  const before = known.get(rows)
  if (before?.live === segment.live) return before.sums
  const sums = new Int32Array(size)
  addRows(rows, restOf(segment, new Uint32Array(0)), sums, 1)
  known.set(rows, { live: segment.live, sums })
  return sums
}

function countTags(parts: readonly Part[], own: FacetCounts, tags: TagIndex): Facets['kind'] {
  const meetings = parts.map(({ segment }) => tags.meetingsOf(segment.data))
  const met = new Uint32Array(tags.numbered().length)
  parts.forEach((part, at) => addMeetings(part, meetings[at]!, met))
  const counts = tags.countsUpward(own, met)
  return mostFrequent({ names: tags.numbered(), counts }, (id) => tags.tags.get(id)?.path ?? id)
}

function addMeetings(
  { segment: { dead, scratch }, records, isRest }: Part,
  { records: meeting, tags }: Meetings,
  met: Uint32Array,
): void {
  if (meeting.length === 0) return
  const { marks } = scratch()
  for (let i = 0; i < records.length; i++) marks[records[i]!] = 1
  for (let at = 0; at < meeting.length; at++) {
    const record = meeting[at]!
    const isIn = isRest ? 1 - (marks[record]! | dead[record]!) : marks[record]!
    met[tags[at]!]! += isIn
  }
  for (let i = 0; i < records.length; i++) marks[records[i]!] = 0
}

/**
 * The records of a segment to count. When most records match, these are the others, which are subtracted from the
 * counts of all.
 */
interface Part {
  readonly segment: Segment
  readonly records: Uint32Array
  readonly isRest: boolean
}

function partOf({ segment, set: { records } }: SegmentHits): Part {
  const isRest = records.length * 2 > segment.live
  return { segment, records: isRest ? restOf(segment, records) : records, isRest }
}

/** The live records that are not among these. */
function restOf({ data, dead, scratch }: Segment, records: Uint32Array): Uint32Array {
  const { marks } = scratch()
  for (let i = 0; i < records.length; i++) marks[records[i]!] = 1
  const rest = pool.records(data.records)
  let count = 0
  for (let record = 0; record < data.records; record++) {
    // Always written, and overwritten unless it counts: a branch taken half the time costs more.
    rest[count] = record
    count = (count + 1 - (marks[record]! | dead[record]!)) | 0
  }
  marks.fill(0)
  return rest.subarray(0, count)
}

function mostFrequent({ names, counts }: FacetCounts, labelOf = (value: string) => value): Facets['kind'] {
  const met: number[] = []
  for (let at = 0; at < counts.length; at++) if (counts[at] !== 0) met.push(at)
  const least = met.length > MAX_VALUES ? topThreshold(counts, MAX_VALUES) : 1
  const { byRank, ranks } = labelRanks(names, labelOf)
  // One number for each, which sorts by descending count and then by label.
  const keys = new Float64Array(met.length)
  let length = 0
  for (const at of met)
    // The empty name means that a record has no value.
    if (counts[at]! >= least && names[at] !== '') keys[length++] = ranks[at]! - counts[at]! * names.length
  return Array.from(keys.subarray(0, length).sort().subarray(0, MAX_VALUES), (key) => {
    const at = byRank[((key % names.length) + names.length) % names.length]!
    return { value: names[at]!, label: labelOf(names[at]!), count: counts[at]! }
  })
}
