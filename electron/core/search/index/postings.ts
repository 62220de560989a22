import { readVarint } from './bytes.ts'
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
  const found = terms.map((term) => collectTerm(data, term, records))
  return found.length === 1 ? found[0]! : unitePositions(found, records.length)
}

function collectTerm(data: SegmentData, term: number, records: Uint32Array): RecordPositions {
  const bytes = data.positions.read(data.positionOffsets[term]!, data.positionOffsets[term + 1]!)
  const offsets = new Uint32Array(records.length + 1)
  // No position takes less than a byte.
  const positions = new Uint32Array(bytes.length)
  const cursor = { bytes, at: 0 }
  let place = 0
  let count = 0
  eachPosting(data, term, (record) => {
    const length = readVarint(cursor)
    const end = cursor.at + length
    while (place < records.length && records[place]! < record) offsets[++place] = count
    if (place < records.length && records[place] === record) {
      let position = 0
      while (cursor.at < end) positions[count++] = position += readVarint(cursor)
      offsets[++place] = count
    }
    cursor.at = end
  })
  while (place < records.length) offsets[++place] = count
  return { offsets, positions }
}

function unitePositions(parts: readonly RecordPositions[], records: number): RecordPositions {
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
    positions.subarray(offsets[place]!, at).sort()
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

/** The index of the position field that a position lies in. */
export function fieldAt(starts: Uint32Array, position: number): number {
  let field = 0
  while (position >= starts[field + 1]!) field++
  return field
}
