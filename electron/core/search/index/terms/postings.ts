import {
  bytesAfterFirst,
  createNumbers,
  longVarint,
  pushNumber,
  readVarint,
  type GrowingNumbers,
} from '../segment/bytes.ts'
import type { Term } from './dictionary.ts'
import type { Segment } from '../segment/segment.ts'
import type { SegmentData } from '../segment/segment-data.ts'
import { someTerms, termAt, type SlotTerms } from './slot-terms.ts'
import { blocksWith, isWorthSkipping, readRecord, type PostingBlock } from './skips.ts'

/** Space for the postings of one term: its records in order, and the weight of its occurrences in each. */
export interface PostingBuffer {
  readonly termRecords: Uint32Array
  readonly termWeights: Uint32Array
}

/** Reads the postings of a term into `to`; returns how many there are. */
export function decodePostings({ postings }: SegmentData, term: Term, to: PostingBuffer): number {
  const { termRecords, termWeights } = to
  let at = term.postingsFrom
  let record = -1
  for (let count = 0; count < term.frequency; count++) {
    let step = postings[at++]!
    if (step > 127) {
      step = longVarint(postings, at, step)
      at += bytesAfterFirst(step)
    }
    let weight = step & 1
    if (weight === 0) {
      weight = postings[at++]!
      if (weight > 127) {
        weight = longVarint(postings, at, weight)
        at += bytesAfterFirst(weight)
      }
    }
    record += step >>> 1
    termRecords[count] = record
    termWeights[count] = weight
  }
  return term.frequency
}

/** Adds `by` times the weight of a term's occurrences to each of its records, without a buffer for its postings. */
// The loop above once more: with tens of thousands of short lists, a call or a buffer in between would cost a fifth.
export function addPostings({ postings }: SegmentData, term: Term, weights: Float64Array, by: number): void {
  let at = term.postingsFrom
  let record = -1
  for (let left = term.frequency; left > 0; left--) {
    let step = postings[at++]!
    if (step > 127) {
      step = longVarint(postings, at, step)
      at += bytesAfterFirst(step)
    }
    let weight = step & 1
    if (weight === 0) {
      weight = postings[at++]!
      if (weight > 127) {
        weight = longVarint(postings, at, weight)
        at += bytesAfterFirst(weight)
      }
    }
    record += step >>> 1
    weights[record]! += by * weight
  }
}

/** The terms among many that may occur in one of `records`; of a prefix's many words, hardly any do. */
export function termsIn({ data, scratch }: Segment, terms: SlotTerms, records: Uint32Array): SlotTerms {
  const { marks } = scratch()
  for (const record of records) marks[record] = 1
  const places: number[] = []
  for (let place = 0; place < terms.length; place++) {
    const term = termAt(terms, place)
    if (isWorthSkipping(term, records.length) || holdsMarked(data, term, marks)) places.push(place)
  }
  for (const record of records) marks[record] = 0
  return someTerms(terms, places)
}

function holdsMarked({ postings }: SegmentData, term: Term, marks: Uint8Array): boolean {
  const cursor = { bytes: postings, at: term.postingsFrom }
  let isMarked = 0
  for (let count = 0, record = -1; count < term.frequency; count++) {
    record = readRecord(cursor, record)
    isMarked |= marks[record]!
  }
  return isMarked === 1
}

/** Positions in several records: those in `records[i]` are `positions[offsets[i] … offsets[i + 1]]`, ascending. */
export interface RecordPositions {
  readonly offsets: Uint32Array
  readonly positions: Uint32Array
}

/** The positions of any of `terms` in each of `records`, which are in ascending order. */
export function collectPositions(
  segment: Segment,
  terms: readonly Term[],
  records: Uint32Array,
): RecordPositions {
  const found: RecordPositions[] = []
  for (const term of terms) {
    const each = collectTerm(segment, term, records)
    if (each) found.push(each)
  }
  if (found.length === 0) return { offsets: new Uint32Array(records.length + 1), positions: NONE }
  return found.length === 1 ? found[0]! : unitePositions(found, records.length)
}

const NONE = new Uint32Array(0)

/**
 * The positions of a term in these records, or null if it is in none: positions are on disk and are read for no other
 * term.
 */
function collectTerm(segment: Segment, term: Term, records: Uint32Array): RecordPositions | null {
  const { data, scratch } = segment
  if (isWorthSkipping(term, records.length)) return collectBlocks(blocksWith(data, term, records), records)
  const { termRecords } = scratch()
  // Of the many words with a prefix, most are in none of these records.
  const shared = countShared(termRecords, decodePostings(data, term, scratch()), records)
  if (shared === 0) return null
  const positions = data.positions.peek(term.positionsFrom, term.positionsTo)
  return collectBlocks([{ records: termRecords.subarray(0, shared), positions }], records)
}

function collectBlocks(blocks: Iterable<PostingBlock>, records: Uint32Array): RecordPositions | null {
  const offsets = new Uint32Array(records.length + 1)
  const positions = createNumbers(64)
  const found = { offsets, positions, place: 0 }
  for (const block of blocks) collectBlock(block, records, found)
  while (found.place < records.length) offsets[++found.place] = positions.length
  return positions.length > 0 ? { offsets, positions: positions.values.subarray(0, positions.length) } : null
}

/** Adds what a block of postings contains for the records from `found.place` on. */
function collectBlock(
  block: PostingBlock,
  records: Uint32Array,
  found: { readonly offsets: Uint32Array; readonly positions: GrowingNumbers; place: number },
): void {
  const { offsets, positions } = found
  const cursor = { bytes: block.positions, at: 0 }
  let place = found.place
  for (let i = 0; i < block.records.length; i++) {
    const record = block.records[i]!
    while (place < records.length && records[place]! < record) offsets[++place] = positions.length
    if (place === records.length) break
    const head = readVarint(cursor)
    const end = cursor.at + (head & 1 ? 0 : head >>> 1)
    if (records[place] === record) {
      if (head & 1) pushNumber(positions, head >>> 1)
      for (let position = 0; cursor.at < end;) pushNumber(positions, (position += readVarint(cursor)))
      offsets[++place] = positions.length
    }
    cursor.at = end
  }
  found.place = place
}

/** The number of postings up to the last one whose record is in `records`; 0 if there is none. */
function countShared(termRecords: Uint32Array, total: number, records: Uint32Array): number {
  let shared = 0
  let place = 0
  for (let i = 0; i < total && place < records.length; i++) {
    const record = termRecords[i]!
    while (records[place]! < record) place++
    if (records[place] === record) shared = i + 1
  }
  return shared
}

/** The positions of all parts combined, for each of the records. */
export function unitePositions(parts: readonly RecordPositions[], records: number): RecordPositions {
  const offsets = new Uint32Array(records + 1)
  for (let place = 0; place < records; place++) {
    let count = 0
    for (const part of parts) count += part.offsets[place + 1]! - part.offsets[place]!
    offsets[place + 1] = offsets[place]! + count
  }
  const positions = new Uint32Array(offsets[records]!)
  for (let place = 0; place < records; place++) {
    let at = offsets[place]!
    for (const part of parts)
      for (let i = part.offsets[place]!; i < part.offsets[place + 1]!; i++)
        positions[at++] = part.positions[i]!
    if (at - offsets[place]! > 1) positions.subarray(offsets[place], at).sort()
  }
  return { offsets, positions }
}

/** The first position of each position field of a record, and the position after the last field. */
export function fieldStarts(
  { spans, spanOffsets }: SegmentData,
  record: number,
  starts: Uint32Array,
): Uint32Array {
  const cursor = { bytes: spans, at: spanOffsets[record]! }
  starts[0] = 0
  for (let field = 1; field < starts.length; field++) starts[field] = starts[field - 1]! + readVarint(cursor)
  return starts
}

/** The index of the position field that contains a position. */
export function fieldAt(starts: Uint32Array, position: number): number {
  let field = 0
  while (position >= starts[field + 1]!) field++
  return field
}
