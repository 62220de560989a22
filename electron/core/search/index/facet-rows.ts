import { recordKinds, verificationStatuses } from '../../../../shared/model/record.ts'
import { makeRows, NOTHING, type CountRows } from './count-rows.ts'
import { once } from './memo.ts'
import type { Column, SegmentData } from './segment-data.ts'
import { eachYear } from './years.ts'

/** Facets whose values the records themselves hold; tags are counted by their tree. */
export type FieldFacet = 'kind' | 'verification' | 'language' | 'source' | 'person' | 'year'

/** One of each facet, and two or three more. */
const WIDTH = 8

/** The values of one facet, with the number of each. */
export interface FacetValues {
  readonly names: readonly string[]
  readonly numbers: readonly number[]
}

/** One numbering of the values of all facets for all segments, so that counting needs no strings. */
export interface FacetNumbers {
  /** The values of each record, of all facets together: one place in memory a record. */
  rowsOf(data: SegmentData): CountRows
  /** Grows as segments come. */
  valuesOf(facet: FieldFacet): FacetValues
  readonly count: () => number
}

/** Makes an empty numbering. */
export function createFacetNumbers(): FacetNumbers {
  let next = NOTHING
  const createValues = () => {
    const names: string[] = []
    const numbers: number[] = []
    const known = new Map<string, number>()
    return {
      names,
      numbers,
      numberOf(name: string): number {
        const before = known.get(name)
        if (before !== undefined) return before
        known.set(name, next)
        names.push(name)
        return numbers[numbers.push(next++) - 1]!
      },
    }
  }
  const facets = {
    kind: createValues(),
    verification: createValues(),
    language: createValues(),
    source: createValues(),
    person: createValues(),
    year: createValues(),
  }

  function numberRows(data: SegmentData): CountRows {
    const { columns, kinds, verifications } = data
    const kindNumbers = recordKinds.map(facets.kind.numberOf)
    const statusNumbers = verificationStatuses.map(facets.verification.numberOf)
    const numbered = (['language', 'source', 'person'] as const).map((name) => ({
      column: columns[name],
      numbers: Uint32Array.from(columns[name].values, facets[name].numberOf),
    }))
    const years = new Map<number, number>()
    const yearNumber = (year: number) => {
      const number = years.get(year) ?? facets.year.numberOf(String(year))
      years.set(year, number)
      return number
    }
    return makeRows(data.records, WIDTH, (record, push) => {
      push(kindNumbers[kinds[record]!]!)
      push(statusNumbers[verifications[record]!]!)
      for (const { column, numbers } of numbered) pushValues(column, record, numbers, push)
      eachYear(data, record, (year) => push(yearNumber(year)))
    })
  }

  return { rowsOf: once(numberRows), valuesOf: (facet) => facets[facet], count: () => next }
}

function pushValues(
  { offsets, entries }: Column,
  record: number,
  numbers: Uint32Array,
  push: (number: number) => void,
): void {
  for (let at = offsets[record]!; at < offsets[record + 1]!; at++) push(numbers[entries[at]!]!)
}
