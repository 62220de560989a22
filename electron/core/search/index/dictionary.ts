import type { SegmentData } from './segment-data.ts'

/** The number of a term in a segment's dictionary, or -1. */
export function findTerm(data: SegmentData, term: string): number {
  const at = lowerBound(data, term)
  return at < data.terms && compareTerm(data, at, term) === 0 ? at : -1
}

/** The terms [from, to) of a segment that start with `prefix`. */
export function findPrefix(data: SegmentData, prefix: string): readonly [number, number] {
  const from = lowerBound(data, prefix)
  let low = from
  let high = data.terms
  while (low < high) {
    const middle = (low + high) >> 1
    if (startsWith(data, middle, prefix)) low = middle + 1
    else high = middle
  }
  return [from, low]
}

/** A term as a string. */
export function termText(data: SegmentData, term: number): string {
  return String.fromCharCode(...data.termUnits.subarray(data.termOffsets[term]!, data.termOffsets[term + 1]!))
}

function lowerBound(data: SegmentData, term: string): number {
  let low = 0
  let high = data.terms
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareTerm(data, middle, term) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareTerm({ termUnits, termOffsets }: SegmentData, at: number, term: string): number {
  const from = termOffsets[at]!
  const length = termOffsets[at + 1]! - from
  const shared = Math.min(length, term.length)
  for (let i = 0; i < shared; i++) {
    const difference = termUnits[from + i]! - term.charCodeAt(i)
    if (difference !== 0) return difference
  }
  return length - term.length
}

function startsWith({ termUnits, termOffsets }: SegmentData, at: number, prefix: string): boolean {
  const from = termOffsets[at]!
  if (termOffsets[at + 1]! - from < prefix.length) return false
  for (let i = 0; i < prefix.length; i++) if (termUnits[from + i] !== prefix.charCodeAt(i)) return false
  return true
}
