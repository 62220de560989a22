import type { GrowingBytes } from './bytes.ts'
import {
  createBytes,
  createNumbers,
  finishBytes,
  finishNumbers,
  pushNumber,
  readVarint,
  writeBytes,
  writeVarint,
} from './bytes.ts'
import { writePosting } from './invert.ts'
import type { MergePart } from './merge.ts'
import { eachPosting } from './postings.ts'
import type { SegmentData } from './segment-data.ts'
import { bytesInMemory } from './segment-data.ts'

/** The dictionary, postings and positions of the records that stay; a word that none of them holds is left out. */
export function mergePostings(parts: readonly MergePart[]) {
  const to = createTarget()
  const heads: Head[] = parts.map((part) => ({ part, positions: readAll(part.data), term: 0 }))
  for (;;) {
    const least = leastTerm(heads)
    if (!least) break
    const { data, term } = least
    const same = heads.filter((head) => hasTerm(head, data, term))
    let before = -1
    let records = 0
    for (const head of same) {
      const written = copyTerm(head, before, to)
      before = written.last
      records += written.records
      head.term++
    }
    if (records > 0) endTerm(to, data, term, records)
  }
  return finishTarget(to)
}

function createTarget() {
  const offsets = () => {
    const numbers = createNumbers()
    pushNumber(numbers, 0)
    return numbers
  }
  return {
    units: createNumbers(),
    termOffsets: offsets(),
    postings: createBytes(1 << 16),
    postingOffsets: offsets(),
    positions: createBytes(1 << 16),
    positionOffsets: offsets(),
    frequencies: createNumbers(),
  }
}
type Target = ReturnType<typeof createTarget>

function endTerm(to: Target, data: SegmentData, term: number, records: number): void {
  for (let i = data.termOffsets[term]!; i < data.termOffsets[term + 1]!; i++)
    pushNumber(to.units, data.termUnits[i]!)
  pushNumber(to.termOffsets, to.units.length)
  pushNumber(to.postingOffsets, to.postings.length)
  pushNumber(to.positionOffsets, to.positions.length)
  pushNumber(to.frequencies, records)
}

function finishTarget(to: Target) {
  return {
    terms: to.frequencies.length,
    termOffsets: finishNumbers(to.termOffsets),
    termUnits: Uint16Array.from(finishNumbers(to.units)),
    postings: finishBytes(to.postings),
    postingOffsets: finishNumbers(to.postingOffsets),
    positions: bytesInMemory(finishBytes(to.positions)),
    positionOffsets: finishNumbers(to.positionOffsets),
    frequencies: finishNumbers(to.frequencies),
  }
}

function copyTerm(
  { part, positions: bytes, term }: Head,
  before: number,
  to: { readonly postings: GrowingBytes; readonly positions: GrowingBytes },
): { last: number; records: number } {
  const { data, numbers } = part
  const cursor = { bytes, at: data.positionOffsets[term]! }
  let last = before
  let records = 0
  eachPosting(data, term, (record, weight) => {
    const length = readVarint(cursor)
    const number = numbers[record]!
    if (number >= 0) {
      writePosting(to.postings, number - last, weight)
      writeVarint(to.positions, length)
      writeBytes(to.positions, bytes, cursor.at, cursor.at + length)
      last = number
      records++
    }
    cursor.at += length
  })
  return { last, records }
}

interface Head {
  readonly part: MergePart
  /** All of them: a merge reads every byte once, and a read for each word would be a system call for each. */
  readonly positions: Uint8Array
  term: number
}

function readAll({ positions }: SegmentData): Uint8Array {
  return positions.read(0, positions.length)
}

function hasTerm({ part, term }: Head, data: SegmentData, other: number): boolean {
  return term < part.data.terms && compareTerms(part.data, term, data, other) === 0
}

function leastTerm(heads: readonly Head[]): { data: SegmentData; term: number } | null {
  let least: { data: SegmentData; term: number } | null = null
  for (const { part, term } of heads) {
    if (term >= part.data.terms) continue
    if (!least || compareTerms(part.data, term, least.data, least.term) < 0) least = { data: part.data, term }
  }
  return least
}

function compareTerms(left: SegmentData, leftTerm: number, right: SegmentData, rightTerm: number): number {
  let i = left.termOffsets[leftTerm]!
  let j = right.termOffsets[rightTerm]!
  const iEnd = left.termOffsets[leftTerm + 1]!
  const jEnd = right.termOffsets[rightTerm + 1]!
  while (i < iEnd && j < jEnd) {
    const difference = left.termUnits[i++]! - right.termUnits[j++]!
    if (difference !== 0) return difference
  }
  return iEnd - i - (jEnd - j)
}
