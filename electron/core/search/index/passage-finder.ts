import { readVarint } from './bytes.ts'
import { positionFields } from './fields.ts'
import { fieldStarts } from './postings.ts'
import { storedOf } from './segment.ts'
import type { SegmentData } from './segment-data.ts'

/** A passage of a record's texts: the hash of its object, its number there, and its first position in the record. */
export interface PassageSpan {
  readonly hash: string
  readonly number: number
  readonly start: number
}

/** Finds the passage of one record that a position lies in; null before the first text. */
export type PassageFinder = (position: number) => PassageSpan | null

/** Makes the finder of a record's passages. */
export function createPassageFinder(data: SegmentData, record: number): PassageFinder {
  const { texts } = storedOf(data, record)
  const starts = fieldStarts(data, record, new Uint32Array(positionFields.length + 1))
  const firstText = starts[positionFields.indexOf('text')]!
  const { begins, firsts } = readBegins(data, record, { texts: texts.length, from: firstText })
  return (position) => {
    const at = position < firstText ? -1 : lastBefore(begins, position)
    if (at < 0) return null
    let text = 0
    while (firsts[text + 1]! <= at) text++
    return { hash: texts[text]!.hash, number: at - firsts[text]!, start: begins[at]! }
  }
}

/** The first position of each passage of all texts, and the number among all of the first passage of each text. */
function readBegins(
  data: SegmentData,
  record: number,
  { texts, from }: { texts: number; from: number },
): { begins: Uint32Array; firsts: number[] } {
  const bytes = data.passages.read(data.passageOffsets[record]!, data.passageOffsets[record + 1]!)
  const cursor = { bytes, at: 0 }
  // No passage takes less than a byte.
  const begins = new Uint32Array(bytes.length)
  const firsts = [0]
  let count = 0
  let position = from
  for (let text = 0; text < texts; text++) {
    for (let left = readVarint(cursor); left > 0; left--) {
      begins[count++] = position
      position += readVarint(cursor)
    }
    firsts.push(count)
  }
  return { begins: begins.subarray(0, count), firsts }
}

function lastBefore(begins: Uint32Array, position: number): number {
  let low = 0
  let high = begins.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (begins[middle]! <= position) low = middle + 1
    else high = middle
  }
  return low - 1
}
