import type { ColumnName } from './segment-data.ts'
import type { Segment } from './segment.ts'

/** Fields whose values can be listed. */
export type ValueField = 'people' | 'sources' | 'places' | 'languages'

/** A value in use and how many records carry it. */
export interface ValueCount {
  readonly value: string
  readonly count: number
}

const COLUMNS: Readonly<Record<ValueField, ColumnName>> = {
  people: 'person',
  sources: 'source',
  places: 'place',
  languages: 'language',
}

/** The values of a field in live records, the most frequent first. */
export function countValues(field: ValueField, segments: readonly Segment[]): ValueCount[] {
  const counts = new Map<string, number>()
  for (const { data, dead } of segments) {
    const { values, offsets, entries } = data.columns[COLUMNS[field]]
    for (let record = 0; record < data.records; record++) {
      if (dead[record]) continue
      for (let at = offsets[record]!; at < offsets[record + 1]!; at++) {
        const value = values[entries[at]!]!
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
    }
  }
  return Array.from(counts, ([value, count]) => ({ value, count })).sort(
    (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
  )
}
