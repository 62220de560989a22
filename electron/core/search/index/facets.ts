import type { Facets } from '../../../../shared/contract/search.ts'
import { recordKinds, verificationStatuses } from '../../../../shared/model/record.ts'
import type { Corpus } from './corpus.ts'
import type { InvertedColumn } from './inverted-column.ts'
import { invertedOf } from './inverted-column.ts'
import { labelRanks } from './label-ranks.ts'
import { leastOfMost } from './least-of-most.ts'
import type { SegmentHits } from './order.ts'
import { room } from './room.ts'
import type { Segment } from './segment.ts'
import type { CountedColumn, NumberedColumn } from './shared-values.ts'
import type { TagIndex } from './tag-index.ts'
import { FIRST_YEAR, YEARS, yearsOf } from './years.ts'

/** No reader looks through more; `search.values` lists all. */
const MAX_VALUES = 200

/**
 * Counts the values of all matched records, each record once for each value and a tag's count including its children;
 * of each field the most frequent values.
 */
export function countFacets(matched: readonly SegmentHits[], corpus: Corpus): Facets {
  const parts = matched.map(partOf)
  return {
    kind: countCodes(parts, recordKinds, ({ data }) => data.kinds),
    verification: countCodes(parts, verificationStatuses, ({ data }) => data.verifications),
    language: countColumn(parts, 'language', corpus),
    source: countColumn(parts, 'source', corpus),
    person: countColumn(parts, 'person', corpus),
    tag: countTags(parts, corpus.tags),
    year: countYears(parts),
  }
}

/** Of a fifth of the records and more, going through the records of each value is quicker than the other way round. */
const MANY = 5

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

/** Adds `by` for each value of each of these records of a segment. `key` is the same as long as the counts are. */
interface Tally {
  readonly key: object
  add(records: Uint32Array, counts: Uint32Array, by: 1 | -1): void
}

const known = new WeakMap<object, { readonly live: number; readonly counts: Uint32Array }>()

/** The counts of all parts together, of `size` values. */
function sumUp(parts: readonly Part[], size: number, tallyOf: (segment: Segment) => Tally): Uint32Array {
  const counts = new Uint32Array(size)
  for (const { segment, records, isRest } of parts) {
    const tally = tallyOf(segment)
    if (isRest) {
      const all = countAll(segment, size, tally)
      for (let value = 0; value < all.length; value++) counts[value]! += all[value]!
    }
    tally.add(records, counts, isRest ? -1 : 1)
  }
  return counts
}

/** The counts of all live records; kept until one of them is taken out. */
function countAll(segment: Segment, size: number, { key, add }: Tally): Uint32Array {
  const before = known.get(key)
  if (before?.live === segment.live) return before.counts
  const counts = new Uint32Array(size)
  add(restOf(segment, new Uint32Array(0)), counts, 1)
  known.set(key, { live: segment.live, counts })
  return counts
}

function countCodes(
  parts: readonly Part[],
  names: readonly string[],
  codesOf: (segment: Segment) => Uint8Array,
): Facets['kind'] {
  return mostFrequent(
    names,
    sumUp(parts, names.length, (segment) => tallyOfCodes(codesOf(segment))),
  )
}

function tallyOfCodes(codes: Uint8Array | Uint32Array): Tally {
  return {
    key: codes,
    add(records, counts, by) {
      for (let i = 0; i < records.length; i++) counts[codes[records[i]!]!]! += by
    },
  }
}

function countColumn(parts: readonly Part[], name: CountedColumn, { values }: Corpus): Facets['kind'] {
  const columns = new Map(parts.map(({ segment }) => [segment, values.numbered(name, segment.data)]))
  // Asked for when all segments have brought their values.
  const names = values.values(name)
  return mostFrequent(
    names,
    sumUp(parts, names.length, (segment) => tallyOfColumn(columns.get(segment)!, segment)),
  )
}

function countTags(parts: readonly Part[], tags: TagIndex): Facets['kind'] {
  const columns = new Map(parts.map(({ segment }) => [segment, tags.upwardOf(segment.data)]))
  const names = tags.numbered()
  return mostFrequent(
    names,
    sumUp(parts, names.length, (segment) => tallyOfColumn(columns.get(segment)!, segment)),
    (id) => tags.tags.get(id)?.path ?? id,
  )
}

function tallyOfColumn(column: NumberedColumn, { scratch }: Segment): Tally {
  const { offsets, numbers, single } = column
  if (single) return tallyOfCodes(single)
  return {
    key: column,
    add(records, counts, by) {
      if (records.length * MANY > offsets.length)
        return addByValue(invertedOf(column), { records, marks: scratch().marks }, counts, by)
      for (let i = 0; i < records.length; i++) {
        const record = records[i]!
        const end = offsets[record + 1]!
        for (let at = offsets[record]!; at < end; at++) counts[numbers[at]!]! += by
      }
    },
  }
}

function addByValue(
  { values, ends, records: holders }: InvertedColumn,
  { records, marks }: { readonly records: Uint32Array; readonly marks: Uint8Array },
  counts: Uint32Array,
  by: 1 | -1,
): void {
  for (let i = 0; i < records.length; i++) marks[records[i]!] = 1
  let at = 0
  for (let i = 0; i < values.length; i++) {
    let count = 0
    for (const end = ends[i]!; at < end; at++) count += marks[holders[at]!]!
    counts[values[i]!]! += by * count
  }
  for (let i = 0; i < records.length; i++) marks[records[i]!] = 0
}

/** A record counts for every year that its stated range meets, as a filter by that year would find it. */
function countYears(parts: readonly Part[]): Facets['kind'] {
  const counts = sumUp(parts, YEARS, ({ data }) => {
    const years = yearsOf(data)
    return {
      key: years,
      add(records, sums, by) {
        const { first, last } = years
        for (let i = 0; i < records.length; i++) {
          const record = records[i]!
          for (let year = first[record]!; year <= last[record]!; year++) sums[year]! += by
        }
      },
    }
  })
  return mostFrequent(YEAR_NAMES, counts).sort((a, b) => Number(a.value) - Number(b.value))
}

const YEAR_NAMES = Array.from({ length: YEARS }, (_, at) => String(at + FIRST_YEAR))

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
