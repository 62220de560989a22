import type { SegmentData } from './segment-data.ts'

/** Columns whose values are counted across segments. */
export type CountedColumn = 'language' | 'source' | 'person' | 'place'

/** One numbering of a column's values for all segments, so that counting needs no strings. */
export interface SharedValues {
  /** The value of each number; grows as segments come. */
  readonly values: (name: CountedColumn) => readonly string[]
  /** The number of each value of a segment's own dictionary. */
  numbersOf(name: CountedColumn, data: SegmentData): Uint32Array
}

/** Makes an empty numbering. */
export function createSharedValues(): SharedValues {
  const columns = {
    language: createColumnNumbers('language'),
    source: createColumnNumbers('source'),
    person: createColumnNumbers('person'),
    place: createColumnNumbers('place'),
  }
  return {
    values: (name) => columns[name].values,
    numbersOf: (name, data) => columns[name].numbersOf(data),
  }
}

function createColumnNumbers(name: CountedColumn) {
  const values: string[] = []
  const numbers = new Map<string, number>()
  const known = new WeakMap<SegmentData, Uint32Array>()

  function numberOf(value: string): number {
    const number = numbers.get(value)
    if (number !== undefined) return number
    values.push(value)
    numbers.set(value, values.length - 1)
    return values.length - 1
  }

  return {
    values,
    numbersOf(data: SegmentData): Uint32Array {
      const made = known.get(data) ?? Uint32Array.from(data.columns[name].values, numberOf)
      known.set(data, made)
      return made
    },
  }
}
