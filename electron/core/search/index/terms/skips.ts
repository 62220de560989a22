import { createNumbers, finishNumbers, pushNumber, readVarint } from '../segment/bytes.ts'
import type { Term } from './dictionary.ts'
import { createMemo } from '../segment/memo.ts'
import type { SegmentData } from '../segment/segment-data.ts'

const BLOCK = 64

/**
 * Where each block of 64 postings of a term begins, in its postings and its positions, and the last record before it,
 * plus one. Each list ends with an entry for the end of the last block.
 */
interface Skips {
  readonly before: Uint32Array
  readonly postingsAt: Uint32Array
  readonly positionsAt: Uint32Array
}

// Built when a word is first shown: about a megabyte for the most common words of a million records.
const skipsIn = createMemo<number, Skips>(256)

/** True when so few records are wanted that most blocks can be skipped. */
export function isWorthSkipping({ frequency }: Term, records: number): boolean {
  return frequency > 4 * BLOCK * records
}

/** Some consecutive postings of a term, with their positions. */
export interface PostingBlock {
  readonly records: Uint32Array
  readonly positions: Uint8Array
}

/** The blocks of postings that would contain these records, ascending; each is valid until the next one. */
export function* blocksWith(data: SegmentData, term: Term, records: Uint32Array): Generator<PostingBlock> {
  const skips = skipsIn(data, term.postingsFrom, () => makeSkips(data, term))
  const { before, positionsAt } = skips
  const found = new Uint32Array(BLOCK)
  let block = -1
  for (const record of records) {
    if (block >= 0 && record < before[block + 1]!) continue
    block = blockOf(before, record)
    if (block + 1 === before.length) return
    const count = readBlock(data, term, skips, block, found)
    yield {
      records: found.subarray(0, count),
      positions: data.positions.peek(
        term.positionsFrom + positionsAt[block]!,
        term.positionsFrom + positionsAt[block + 1]!,
      ),
    }
  }
}

function makeSkips({ postings, positions }: SegmentData, term: Term): Skips {
  const [before, postingsAt, positionsAt] = [createNumbers(), createNumbers(), createNumbers()]
  const cursor = { bytes: postings, at: term.postingsFrom }
  const places = { bytes: positions.peek(term.positionsFrom, term.positionsTo), at: 0 }
  let record = -1
  for (let at = 0; at <= term.frequency; at++) {
    if (at % BLOCK === 0 || at === term.frequency) {
      pushNumber(before, record + 1)
      pushNumber(postingsAt, cursor.at)
      pushNumber(positionsAt, places.at)
    }
    if (at === term.frequency) break
    record = readRecord(cursor, record)
    const head = readVarint(places)
    if (!(head & 1)) places.at += head >>> 1
  }
  return {
    before: finishNumbers(before),
    postingsAt: finishNumbers(postingsAt),
    positionsAt: finishNumbers(positionsAt),
  }
}

function readBlock(
  { postings }: SegmentData,
  { frequency }: Term,
  { before, postingsAt }: Skips,
  block: number,
  to: Uint32Array,
): number {
  const cursor = { bytes: postings, at: postingsAt[block]! }
  const count = Math.min(BLOCK, frequency - block * BLOCK)
  let record = before[block]! - 1
  for (let at = 0; at < count; at++) to[at] = record = readRecord(cursor, record)
  return count
}

/** The record of the posting at the cursor, given the record before it; advances the cursor. */
export function readRecord(cursor: { readonly bytes: Uint8Array; at: number }, before: number): number {
  const step = readVarint(cursor)
  if (!(step & 1)) readVarint(cursor)
  return before + (step >>> 1)
}

/** The last block that begins at or before a record; the end of the list if the record is after all blocks. */
function blockOf(before: Uint32Array, record: number): number {
  let low = 0
  let high = before.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (before[middle]! <= record) low = middle
    else high = middle
  }
  return low
}
