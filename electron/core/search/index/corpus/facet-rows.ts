import { recordKinds, verificationStatuses } from '../../../../../shared/model/choices.ts'
import { createCountMatrix, NOTHING, type CountMatrix } from './count-matrix.ts'
import { once } from '../segment/memo.ts'
import type { Column, SegmentData } from '../segment/segment-data.ts'
import { eachYear } from './years.ts'

/**
 * Facets whose values are stored with the record; for tags, only those the record carries itself, not their parents.
 */
export type HeldFacet = 'kind' | 'verification' | 'language' | 'source' | 'person' | 'tag' | 'year'

/** The values of one facet, and how many records have each. */
export interface FacetCounts {
  readonly names: readonly string[]
  readonly counts: Uint32Array
}

/** One numbering of the values of all facets across all segments, so that counting needs no strings. */
export interface FacetNumbers {
  /** The values of each record, of all facets together: one memory access per record. */
  rowsOf(data: SegmentData): CountMatrix
  /** The first number that is not in use; grows as segments are added. */
  readonly end: () => number
  /** Reads the counts of one facet from the sums of the rows. */
  countsOf(sums: Int32Array): (facet: HeldFacet) => FacetCounts
}

/** Creates an empty numbering. */
export function createFacetNumbers(): FacetNumbers {
  const numbers = { next: NOTHING }
  const facets = {
    kind: createValues(numbers),
    verification: createValues(numbers),
    language: createValues(numbers),
    source: createValues(numbers),
    person: createValues(numbers),
    tag: createValues(numbers),
    year: createValues(numbers),
  }
  const combinations = createCombinations(numbers)

  function numberRows(data: SegmentData): CountMatrix {
    const { columns, kinds, verifications } = data
    const kindNumbers = recordKinds.map(facets.kind.numberOf)
    const statusNumbers = verificationStatuses.map(facets.verification.numberOf)
    const numbered = (['language', 'source', 'person', 'tag'] as const).map((name) => ({
      column: columns[name],
      numbers: columns[name].values.map(facets[name].numberOf),
    }))
    const [languages, ...others] = numbered
    const years = new Map<number, number>()
    const yearNumber = (year: number) => {
      const number = years.get(year) ?? facets.year.numberOf(String(year))
      years.set(year, number)
      return number
    }
    return createCountMatrix(data.records, (record, own) => {
      pushNumbers(languages!, record, own)
      // The first language, or none, is combined with the kind and the verification.
      const language = own[0] ?? 0
      own[0] = combinations.numberOf(
        kindNumbers[kinds[record]!]!,
        statusNumbers[verifications[record]!]!,
        language,
      )
      eachYear(data, record, (year) => own.push(yearNumber(year)))
      for (const each of others) pushNumbers(each, record, own)
    })
  }

  return {
    rowsOf: once(numberRows),
    end: () => numbers.next,
    countsOf(sums) {
      combinations.split(sums)
      return (facet) => {
        const { names, numbers: own } = facets[facet]
        const counts = new Uint32Array(names.length)
        for (let at = 0; at < counts.length; at++) counts[at] = sums[own[at]!]!
        return { names, counts }
      }
    },
  }
}

interface NumberedColumn {
  readonly column: Column
  readonly numbers: readonly number[]
}

function pushNumbers(
  { column: { offsets, entries }, numbers }: NumberedColumn,
  record: number,
  to: number[],
): void {
  for (let at = offsets[record]!; at < offsets[record + 1]!; at++) to.push(numbers[entries[at]!]!)
}

interface NextNumber {
  next: number
}

function createValues(given: NextNumber) {
  const names: string[] = []
  const numbers: number[] = []
  const known = new Map<string, number>()
  return {
    names,
    numbers,
    numberOf(name: string): number {
      const before = known.get(name)
      if (before !== undefined) return before
      const number = given.next++
      known.set(name, number)
      names.push(name)
      numbers.push(number)
      return number
    },
  }
}

const FEW = 256

/**
 * Numbers for combinations of kind, verification and language. There are few of them, and one number replaces three.
 */
function createCombinations(given: NextNumber) {
  const known = new Map<number, number>()
  const parts: { readonly number: number; readonly of: readonly number[] }[] = []
  return {
    /** `language` is 0 for none. */
    numberOf(kind: number, status: number, language: number): number {
      // Kinds and verifications are numbered before everything else, and are few.
      const key = (language * FEW + kind) * FEW + status
      const number = known.get(key) ?? given.next++
      if (!known.has(key)) parts.push({ number, of: [kind, status, language] })
      known.set(key, number)
      return number
    },
    split(sums: Int32Array): void {
      for (const { number, of } of parts) for (const each of of) sums[each]! += sums[number]!
    },
  }
}
