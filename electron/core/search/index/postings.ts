import type { GrowingNumbers } from './bytes.ts'
import { createNumbers, finishNumbers, pushNumber, readVarint } from './bytes.ts'
import type { SegmentData } from './segment-data.ts'

/** Calls `visit` for each record that holds a term, in order, with what its occurrences weigh. */
export function eachPosting(
  { postings, postingOffsets }: SegmentData,
  term: number,
  visit: (record: number, weight: number) => void,
): void {
  const end = postingOffsets[term + 1]!
  const cursor = { bytes: postings, at: postingOffsets[term]! }
  let record = -1
  while (cursor.at < end) {
    const step = readVarint(cursor)
    record += step >>> 1
    visit(record, step & 1 ? 1 : readVarint(cursor))
  }
}

/** Positions of several records: those of `records[i]` are `positions[offsets[i] … offsets[i + 1]]`, ascending. */
export interface RecordPositions {
  readonly offsets: Uint32Array
  readonly positions: Uint32Array
}

/** Where any of `terms` stands in each of `records`, which are in ascending order. */
export function collectPositions(
  data: SegmentData,
  terms: readonly number[],
  records: Uint32Array,
): RecordPositions {
  const found: Pairs = { places: createNumbers(), positions: createNumbers() }
  for (const term of terms) collectTerm(data, term, records, found)
  const places = finishNumbers(found.places)
  const positions = finishNumbers(found.positions)
  const offsets = new Uint32Array(records.length + 1)
  for (const place of places) offsets[place + 1]!++
  for (let i = 0; i < records.length; i++) offsets[i + 1]! += offsets[i]!
  // One term comes in the order of the records, and its positions ascend.
  return terms.length === 1
    ? { offsets, positions }
    : { offsets, positions: regroup(places, positions, offsets) }
}

interface Pairs {
  readonly places: GrowingNumbers
  readonly positions: GrowingNumbers
}

function collectTerm(data: SegmentData, term: number, records: Uint32Array, found: Pairs): void {
  const bytes = data.positions.read(data.positionOffsets[term]!, data.positionOffsets[term + 1]!)
  const cursor = { bytes, at: 0 }
  let place = 0
  eachPosting(data, term, (record) => {
    const length = readVarint(cursor)
    const end = cursor.at + length
    while (place < records.length && records[place]! < record) place++
    if (place < records.length && records[place] === record) {
      let position = 0
      while (cursor.at < end) {
        position += readVarint(cursor)
        pushNumber(found.places, place)
        pushNumber(found.positions, position)
      }
    }
    cursor.at = end
  })
}

function regroup(places: Uint32Array, positions: Uint32Array, offsets: Uint32Array): Uint32Array {
  const next = offsets.slice()
  const grouped = new Uint32Array(positions.length)
  places.forEach((place, at) => {
    grouped[next[place]!++] = positions[at]!
  })
  for (let i = 0; i + 1 < offsets.length; i++) grouped.subarray(offsets[i]!, offsets[i + 1]!).sort()
  return grouped
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

/** The index of the position field that a position lies in. */
export function fieldAt(starts: Uint32Array, position: number): number {
  let field = 0
  while (position >= starts[field + 1]!) field++
  return field
}
