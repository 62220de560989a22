import type { Facets } from '../../../../shared/contract/search.ts'
import { recordKinds, verificationStatuses } from '../../../../shared/model/record.ts'
import type { RecordSet } from './record-set.ts'
import type { Segment } from './segment.ts'
import type { Column, SegmentData } from './segment-data.ts'
import { NO_DAY } from './segment-data.ts'
import type { TagIndex } from './tag-index.ts'

type Counts = Map<string, number>

/** Counts the values of all matched records, each record once for each value; a tag's count includes its children. */
export function countFacets(
  matched: readonly { readonly segment: Segment; readonly set: RecordSet }[],
  tags: TagIndex,
): Facets {
  const counts = { kind: new Map(), verification: new Map(), year: new Map(), tag: new Map() } as Record<
    'kind' | 'verification' | 'year' | 'tag',
    Counts
  >
  const columns = { language: new Map(), source: new Map(), person: new Map() } as Record<
    'language' | 'source' | 'person',
    Counts
  >
  for (const { segment, set } of matched) {
    const { data } = segment
    countCodes(data.kinds, recordKinds, set, counts.kind)
    countCodes(data.verifications, verificationStatuses, set, counts.verification)
    countYears(data, set, counts.year)
    countTags(data.columns.tag, set, tags, counts.tag)
    for (const name of ['language', 'source', 'person'] as const)
      countColumn(data.columns[name], set, columns[name])
  }
  return {
    kind: byCount(counts.kind),
    verification: byCount(counts.verification),
    language: byCount(columns.language),
    source: byCount(columns.source),
    person: byCount(columns.person),
    tag: byCount(counts.tag, (id) => tags.tags.get(id)?.path ?? id),
    year: byCount(counts.year).sort((a, b) => Number(a.value) - Number(b.value)),
  }
}

function byCount(counts: Counts, labelOf = (value: string) => value): Facets['kind'] {
  return Array.from(counts, ([value, count]) => ({ value, label: labelOf(value), count })).sort(
    (a, b) => b.count - a.count || (a.label < b.label ? -1 : 1),
  )
}

function addAll(counts: Counts, values: readonly string[], numbers: Uint32Array): void {
  numbers.forEach((count, at) => {
    if (count > 0) counts.set(values[at]!, (counts.get(values[at]!) ?? 0) + count)
  })
}

function countCodes(
  codes: Uint8Array,
  names: readonly string[],
  { records }: RecordSet,
  counts: Counts,
): void {
  const numbers = new Uint32Array(names.length)
  for (const record of records) numbers[codes[record]!]!++
  addAll(counts, names, numbers)
}

function countColumn({ values, offsets, entries }: Column, { records }: RecordSet, counts: Counts): void {
  const numbers = new Uint32Array(values.length)
  for (const record of records)
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) numbers[entries[at]!]!++
  addAll(counts, values, numbers)
}

/** A record with two tags under one parent counts once for the parent. */
function countTags(column: Column, { records }: RecordSet, tags: TagIndex, counts: Counts): void {
  const names = [...new Set(column.values.flatMap((id) => tags.upward(id)))]
  const number = new Map(names.map((name, at) => [name, at]))
  const upward = column.values.map((id) => tags.upward(id).map((each) => number.get(each)!))
  const numbers = new Uint32Array(names.length)
  const countedFor = new Int32Array(names.length).fill(-1)
  for (const record of records)
    for (let at = column.offsets[record]!; at < column.offsets[record + 1]!; at++)
      for (const tag of upward[column.entries[at]!]!) {
        if (countedFor[tag] === record) continue
        countedFor[tag] = record
        numbers[tag]!++
      }
  addAll(counts, names, numbers)
}

const MAX_YEARS = 200

/** A record counts for every year that its stated range meets, as a filter by that year would find it. */
function countYears({ fromDays, toDays }: SegmentData, { records }: RecordSet, counts: Counts): void {
  const numbers = new Map<number, number>()
  for (const record of records) {
    const from = fromDays[record]!
    const to = toDays[record]!
    if (from === NO_DAY && to === NO_DAY) continue
    const first = yearOf(from === NO_DAY ? to : from)
    const last = Math.min(first + MAX_YEARS, yearOf(to === NO_DAY ? from : to))
    for (let year = first; year <= last; year++) numbers.set(year, (numbers.get(year) ?? 0) + 1)
  }
  for (const [year, count] of numbers) counts.set(String(year), (counts.get(String(year)) ?? 0) + count)
}

const years = new Map<number, number>()

function yearOf(day: number): number {
  let year = years.get(day)
  if (year === undefined) {
    year = new Date(day * 86_400_000).getUTCFullYear()
    years.set(day, year)
  }
  return year
}
