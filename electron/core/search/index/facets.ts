import type { Facets } from '../../../../shared/contract/search.ts'
import { recordKinds, verificationStatuses } from '../../../../shared/model/record.ts'
import type { Corpus } from './corpus.ts'
import type { SegmentHits } from './order.ts'
import type { RecordSet } from './record-set.ts'
import type { Column, SegmentData } from './segment-data.ts'
import { NO_DAY } from './segment-data.ts'
import type { CountedColumn } from './shared-values.ts'

/** No reader looks through more; `search.values` lists all. */
const MAX_VALUES = 200

/**
 * Counts the values of all matched records, each record once for each value and a tag's count including its children;
 * of each field the most frequent values.
 */
export function countFacets(matched: readonly SegmentHits[], corpus: Corpus): Facets {
  const { tags } = corpus
  return {
    kind: countCodes(matched, recordKinds, (data) => data.kinds),
    verification: countCodes(matched, verificationStatuses, (data) => data.verifications),
    language: countColumn(matched, 'language', corpus),
    source: countColumn(matched, 'source', corpus),
    person: countColumn(matched, 'person', corpus),
    tag: mostFrequent(countTags(matched, corpus), (id) => tags.tags.get(id)?.path ?? id),
    year: mostFrequent(countYears(matched)).sort((a, b) => Number(a.value) - Number(b.value)),
  }
}

type Counts = ReadonlyMap<string, number>

function mostFrequent(counts: Counts, labelOf = (value: string) => value): Facets['kind'] {
  const least = leastShown(Uint32Array.from(counts.values()))
  return Array.from(counts, ([value, count]) => ({ value, label: '', count }))
    .filter((each) => each.count >= least)
    .map((each) => ({ ...each, label: labelOf(each.value) }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    .slice(0, MAX_VALUES)
}

/** The count of the last value that is shown; sorting numbers is cheap where sorting all labels would not be. */
function leastShown(counts: Uint32Array): number {
  const found = counts.filter((count) => count > 0)
  return found.length <= MAX_VALUES ? 1 : found.sort()[found.length - MAX_VALUES]!
}

function countCodes(
  matched: readonly SegmentHits[],
  names: readonly string[],
  codesOf: (data: SegmentData) => Uint8Array,
): Facets['kind'] {
  const counts = new Uint32Array(names.length)
  for (const { segment, set } of matched) {
    const codes = codesOf(segment.data)
    for (const record of set.records) counts[codes[record]!]!++
  }
  return mostFrequent(named(names, counts))
}

function countColumn(
  matched: readonly SegmentHits[],
  name: CountedColumn,
  { values }: Corpus,
): Facets['kind'] {
  const numbers = matched.map(({ segment }) => values.numbersOf(name, segment.data))
  const names = values.values(name)
  const counts = new Uint32Array(names.length)
  matched.forEach(({ segment, set }, at) => addEntries(segment.data.columns[name], set, numbers[at]!, counts))
  const least = leastShown(counts)
  return mostFrequent(named(names, counts, least))
}

function addEntries(
  { offsets, entries }: Column,
  { records }: RecordSet,
  numbers: Uint32Array,
  counts: Uint32Array,
): void {
  for (const record of records)
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) counts[numbers[entries[at]!]!]!++
}

function named(names: readonly string[], counts: Uint32Array, least = 1): Counts {
  const found = new Map<string, number>()
  counts.forEach((count, at) => {
    if (count > 0 && count >= least) found.set(names[at]!, count)
  })
  return found
}

function countTags(matched: readonly SegmentHits[], { tags }: Corpus): Counts {
  const parts = matched.map(({ segment, set }) => ({ set, ...tags.upwardOf(segment.data) }))
  const names = tags.numbered()
  const counts = new Uint32Array(names.length)
  const countedFor = new Int32Array(names.length)
  for (const { set, column, offsets, numbers } of parts) {
    countedFor.fill(-1)
    for (const record of set.records)
      for (let at = column.offsets[record]!; at < column.offsets[record + 1]!; at++) {
        const entry = column.entries[at]!
        for (let up = offsets[entry]!; up < offsets[entry + 1]!; up++) {
          const tag = numbers[up]!
          // A record with two tags under one parent counts once for the parent.
          if (countedFor[tag] === record) continue
          countedFor[tag] = record
          counts[tag]!++
        }
      }
  }
  return named(names, counts)
}

const FIRST_YEAR = -1000
const YEARS = 4000
const MAX_YEARS = 200

/** A record counts for every year that its stated range meets, as a filter by that year would find it. */
function countYears(matched: readonly SegmentHits[]): Counts {
  const counts = new Uint32Array(YEARS)
  for (const { segment, set } of matched) {
    const { first, last } = yearsOf(segment.data)
    for (const record of set.records)
      for (let year = first[record]!; year <= last[record]!; year++) counts[year]!++
  }
  const found = new Map<string, number>()
  counts.forEach((count, at) => {
    if (count > 0) found.set(String(at + FIRST_YEAR), count)
  })
  return found
}

interface Years {
  readonly first: Int16Array
  readonly last: Int16Array
}

const knownYears = new WeakMap<SegmentData, Years>()

/** The first and last year of each record, counted from `FIRST_YEAR`; the last before the first where it has no date. */
function yearsOf(data: SegmentData): Years {
  const known = knownYears.get(data)
  if (known) return known
  const years = { first: new Int16Array(data.records), last: new Int16Array(data.records).fill(-1) }
  for (let record = 0; record < data.records; record++) {
    const from = data.fromDays[record] === NO_DAY ? data.toDays[record]! : data.fromDays[record]!
    const to = data.toDays[record] === NO_DAY ? from : data.toDays[record]!
    if (from === NO_DAY) continue
    years.first[record] = yearOf(from) - FIRST_YEAR
    years.last[record] = Math.min(years.first[record]! + MAX_YEARS, yearOf(to) - FIRST_YEAR)
  }
  knownYears.set(data, years)
  return years
}

function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear()
}
