import { once } from '../segment/memo.ts'
import type { SegmentData } from '../segment/segment-data.ts'

/** Columns whose values are counted across segments. */
export type CountedColumn = 'language' | 'source' | 'person' | 'place'

/** Values by number: those of record r are `numbers[offsets[r] … offsets[r + 1]]`. */
export interface NumberedColumn {
  readonly offsets: Uint32Array
  readonly numbers: Uint32Array
}

/** One numbering of a column's values across all segments, so that counting needs no strings. */
export interface SharedValues {
  /** The value of each number; grows as segments are added. */
  readonly values: (name: CountedColumn) => readonly string[]
  /** A segment's column in these numbers. */
  numbered(name: CountedColumn, data: SegmentData): NumberedColumn
}

/** Creates an empty numbering. */
export function createSharedValues(): SharedValues {
  const columns = {
    language: createColumnNumbers('language'),
    source: createColumnNumbers('source'),
    person: createColumnNumbers('person'),
    place: createColumnNumbers('place'),
  }
  return {
    values: (name) => columns[name].values,
    numbered: (name, data) => columns[name].numbered(data),
  }
}

function createColumnNumbers(name: CountedColumn) {
  const values: string[] = []
  const numbers = new Map<string, number>()

  function numberOf(value: string): number {
    const number = numbers.get(value)
    if (number !== undefined) return number
    values.push(value)
    numbers.set(value, values.length - 1)
    return values.length - 1
  }

  function numberColumn({ columns }: SegmentData): NumberedColumn {
    const { offsets, entries, values: own } = columns[name]
    const shared = Uint32Array.from(own, numberOf)
    const numbers = entries.map((entry) => shared[entry]!)
    return { offsets, numbers }
  }

  return { values, numbered: once(numberColumn) }
}
