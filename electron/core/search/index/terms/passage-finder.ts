import type { ByteCursor, GrowingBytes } from '../segment/bytes.ts'
import { readVarint, writeBytes, writeVarint } from '../segment/bytes.ts'
import { positionFields } from '../segment/fields.ts'
import { fieldStarts } from './postings.ts'
import type { SegmentData } from '../segment/segment-data.ts'

/** A text of a record as it is indexed; texts are in the order of their positions. */
export interface IndexedText {
  readonly hash: string
  readonly role: 'text' | 'transcript'
  /** How many positions each passage takes, including the gap after it. */
  readonly spans: ArrayLike<number>
}

const HASH_BYTES = 32

/** Writes a text: its hash, its role, its number of passages and the positions each takes. */
export function writeText(to: GrowingBytes, { hash, role, spans }: IndexedText): void {
  writeBytes(to, Buffer.from(hash, 'hex'))
  writeVarint(to, spans.length * 2 + (role === 'transcript' ? 1 : 0))
  for (let at = 0; at < spans.length; at++) writeVarint(to, spans[at]!)
}

/** The texts of a record. */
export function textsOf(data: SegmentData, record: number): IndexedText[] {
  const bytes = data.passages.read(data.passageOffsets[record]!, data.passageOffsets[record + 1]!)
  const cursor = { bytes, at: 0 }
  const texts: IndexedText[] = []
  while (cursor.at < bytes.length) texts.push(readText(cursor))
  return texts
}

function readText(cursor: ByteCursor): IndexedText {
  const hash = Buffer.from(cursor.bytes.subarray(cursor.at, cursor.at + HASH_BYTES)).toString('hex')
  cursor.at += HASH_BYTES
  const head = readVarint(cursor)
  const spans = new Uint32Array(head >>> 1)
  for (let at = 0; at < spans.length; at++) spans[at] = readVarint(cursor)
  return { hash, role: head & 1 ? 'transcript' : 'text', spans }
}

/**
 * A passage in the texts of a record: the hash of its object, its number there, and its first position in the record.
 */
export interface PassageSpan {
  readonly hash: string
  readonly number: number
  readonly start: number
}

/** Finds the passage of one record that contains a position; null before the first text. */
export type PassageFinder = (position: number) => PassageSpan | null

/** Creates the passage finder of a record. */
export function createPassageFinder(data: SegmentData, record: number): PassageFinder {
  const starts = fieldStarts(data, record, new Uint32Array(positionFields.length + 1))
  let from = starts[positionFields.indexOf('text')]!
  const texts = textsOf(data, record).map(({ hash, spans }) => {
    const begins = new Uint32Array(spans.length)
    const first = from
    for (let at = 0; at < spans.length; at++) {
      begins[at] = from
      from += spans[at]!
    }
    return { hash, first, begins }
  })
  return (position) => {
    const text = texts.findLast(({ first, begins }) => begins.length > 0 && first <= position)
    if (!text) return null
    const number = lastBefore(text.begins, position)
    return { hash: text.hash, number, start: text.begins[number]! }
  }
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
