import type { Corpus } from '../corpus/corpus.ts'
import type { CountedColumn } from '../corpus/shared-values.ts'

/** Fields whose values can be listed. */
export type ValueField = 'people' | 'sources' | 'places' | 'languages'

/** A value in use and how many records carry it. */
export interface ValueCount {
  readonly value: string
  readonly count: number
}

const COLUMNS: Readonly<Record<ValueField, CountedColumn>> = {
  people: 'person',
  sources: 'source',
  places: 'place',
  languages: 'language',
}

/** The values of a field in live records, most frequent first. */
export function countValues(field: ValueField, corpus: Corpus): ValueCount[] {
  const name = COLUMNS[field]
  const names = corpus.values.values(name)
  return Array.from(countNumbers(name, corpus), (count, at) => ({ value: names[at]!, count }))
    .filter((each) => each.count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** How many live records carry each value of a column, by the value's shared number. */
export function countNumbers(name: CountedColumn, { segments, values }: Corpus): Uint32Array {
  const columns = segments.map(({ data }) => values.numbered(name, data))
  const counts = new Uint32Array(values.values(name).length)
  segments.forEach(({ data, dead }, at) => {
    const { offsets, numbers } = columns[at]!
    for (let record = 0; record < data.records; record++) {
      if (dead[record]) continue
      for (let entry = offsets[record]!; entry < offsets[record + 1]!; entry++) counts[numbers[entry]!]!++
    }
  })
  return counts
}
