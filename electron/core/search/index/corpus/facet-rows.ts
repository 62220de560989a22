import { recordKinds, verificationStatuses } from '../../../../../shared/model/record.ts'
import { makeRows, NOTHING, type CountRows } from './count-matrix.ts'
import { once } from '../segment/memo.ts'
import type { Column, SegmentData } from '../segment/segment-data.ts'
import { eachYear } from './years.ts'

/** Facets whose values the records themselves hold; of tags, these are the ones that a record carries and not those above them. */
export type HeldFacet = 'kind' | 'verification' | 'language' | 'source' | 'person' | 'tag' | 'year'

/** The values of one facet, and how many records have each. */
export interface FacetCounts {
  readonly names: readonly string[]
  readonly counts: Uint32Array
}

/** One numbering of the values of all facets for all segments, so that counting needs no strings. */
export interface FacetNumbers {
  /** The values of each record, of all facets together: one place in memory a record. */
  rowsOf(data: SegmentData): CountRows
  /** The least number that is not given; grows as segments come. */
  readonly end: () => number
  /** What the sums of rows say of a facet. */
  countsOf(sums: Int32Array): (facet: HeldFacet) => FacetCounts
}

/** Makes an empty numbering. */
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
  const together = createTogether(numbers)

  function numberRows(data: SegmentData): CountRows {
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
    return makeRows(data.records, (record, own) => {
      pushNumbers(languages!, record, own)
      // The first language, or none, is told together with the kind and the verification.
      const language = own[0] ?? 0
      own[0] = together.numberOf(
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
      together.takeApart(sums)
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

/** Numbers that stand for a kind, a verification and a language at once, of which there are few: three in the place of one. */
function createTogether(given: NextNumber) {
  const known = new Map<number, number>()
  const parts: { readonly number: number; readonly of: readonly number[] }[] = []
  return {
    /** `language` may be 0 for none. */
    numberOf(kind: number, status: number, language: number): number {
      // Kinds and verifications are numbered before all else, and are few.
      const key = (language * FEW + kind) * FEW + status
      const number = known.get(key) ?? given.next++
      if (!known.has(key)) parts.push({ number, of: [kind, status, language] })
      known.set(key, number)
      return number
    },
    takeApart(sums: Int32Array): void {
      for (const { number, of } of parts) for (const each of of) sums[each]! += sums[number]!
    },
  }
}
