import type { Facets } from '../../../../shared/contract/search.ts'
import type { Corpus } from './corpus.ts'
import { addRows, type CountRows } from './count-rows.ts'
import type { FacetNumbers, FieldFacet } from './facet-rows.ts'
import { labelRanks } from './label-ranks.ts'
import { leastOfMost } from './least-of-most.ts'
import type { SegmentHits } from './order.ts'
import { room } from './room.ts'
import type { Segment } from './segment.ts'
import type { TagIndex } from './tag-index.ts'

/** No reader looks through more; `search.values` lists all. */
const MAX_VALUES = 200

/**
 * Counts the values of all matched records, each record once for each value and a tag's count including its children;
 * of each field the most frequent values.
 */
export function countFacets(matched: readonly SegmentHits[], corpus: Corpus): Facets {
  const parts = matched.map(partOf)
  const fields = countFields(parts, corpus.facets)
  return {
    kind: fields('kind'),
    verification: fields('verification'),
    language: fields('language'),
    source: fields('source'),
    person: fields('person'),
    tag: countTags(parts, corpus.tags),
    // A record counts for every year that its stated range meets, as a filter by that year would find it.
    year: fields('year').sort((a, b) => Number(a.value) - Number(b.value)),
  }
}

function countFields(parts: readonly Part[], facets: FacetNumbers): (facet: FieldFacet) => Facets['kind'] {
  const rows = new Map(parts.map(({ segment }) => [segment, facets.rowsOf(segment.data)]))
  // Asked for when all segments have brought their values.
  const sums = sumUp(parts, facets.count(), (segment) => rows.get(segment)!)
  return (facet) => {
    const { names, numbers } = facets.valuesOf(facet)
    const counts = new Uint32Array(names.length)
    for (let at = 0; at < counts.length; at++) counts[at] = sums[numbers[at]!]!
    return mostFrequent(names, counts)
  }
}

/** The records of a segment to count; where these are most of them, those to take off the counts of all. */
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
  const rest = room.records(data.records)
  let count = 0
  for (let record = 0; record < data.records; record++) {
    // Written over unless it counts: a branch that is taken half the time costs more.
    rest[count] = record
    count = (count + 1 - (marks[record]! | dead[record]!)) | 0
  }
  marks.fill(0)
  return rest.subarray(0, count)
}

const known = new WeakMap<CountRows, { readonly live: number; readonly sums: Int32Array }>()

/** The sums of all parts together, of `size` numbers. */
function sumUp(parts: readonly Part[], size: number, rowsOf: (segment: Segment) => CountRows): Int32Array {
  const sums = new Int32Array(size)
  for (const { segment, records, isRest } of parts) {
    const rows = rowsOf(segment)
    if (isRest) {
      const all = sumAll(segment, size, rows)
      for (let number = 0; number < all.length; number++) sums[number]! += all[number]!
    }
    addRows(rows, records, sums, isRest ? -1 : 1)
  }
  return sums
}

/** The sums of all live records; kept until one of them is taken out. */
function sumAll(segment: Segment, size: number, rows: CountRows): Int32Array {
  const before = known.get(rows)
  if (before?.live === segment.live) return before.sums
  const sums = new Int32Array(size)
  addRows(rows, restOf(segment, new Uint32Array(0)), sums, 1)
  known.set(rows, { live: segment.live, sums })
  return sums
}

function countTags(parts: readonly Part[], tags: TagIndex): Facets['kind'] {
  const rows = new Map(parts.map(({ segment }) => [segment, tags.ownOf(segment.data)]))
  const sums = sumUp(parts, tags.sums(), (segment) => rows.get(segment)!)
  return mostFrequent(tags.numbered(), tags.countsOf(sums), (id) => tags.tags.get(id)?.path ?? id)
}

function mostFrequent(
  names: readonly string[],
  counts: Uint32Array,
  labelOf = (value: string) => value,
): Facets['kind'] {
  const met: number[] = []
  for (let at = 0; at < counts.length; at++) if (counts[at] !== 0) met.push(at)
  const least = met.length > MAX_VALUES ? leastOfMost(counts, MAX_VALUES) : 1
  const { byRank, ranks } = labelRanks(names, labelOf)
  // One number for each, so that the largest counts come first, and of equal ones the first label.
  const keys = new Float64Array(met.length)
  let length = 0
  for (const at of met)
    // The name of nothing stands for records without a value.
    if (counts[at]! >= least && names[at] !== '') keys[length++] = ranks[at]! - counts[at]! * names.length
  return Array.from(keys.subarray(0, length).sort().subarray(0, MAX_VALUES), (key) => {
    const at = byRank[((key % names.length) + names.length) % names.length]!
    return { value: names[at]!, label: labelOf(names[at]!), count: counts[at]! }
  })
}
