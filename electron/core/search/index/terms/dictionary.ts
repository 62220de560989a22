import { MAX_TERM_UNITS } from '../../../../../shared/text/tokenise.ts'
import type { SegmentData } from '../segment/segment-data.ts'

/*
 * Terms are in blocks of 16. Each term has: how many units it shares with the previous term in the block, how many
 * follow, those units, then its frequency and the lengths of its postings and positions, all as varints.
 */

/** How many terms are in a block. */
export const BLOCK_TERMS = 16

/** A term of a segment: how many records contain it, and where its postings and positions are. */
export interface Term {
  readonly frequency: number
  readonly postingsFrom: number
  readonly postingsTo: number
  readonly positionsFrom: number
  readonly positionsTo: number
}

/** A place in the dictionary; `units` are those of the current term and are overwritten by the next. */
export interface TermCursor extends Term {
  readonly data: SegmentData
  readonly units: Uint16Array
  term: number
  at: number
  length: number
  frequency: number
  postingsFrom: number
  postingsTo: number
  positionsFrom: number
  positionsTo: number
}

/** A cursor before the first term. */
export function openTerms(data: SegmentData): TermCursor {
  const cursor: TermCursor = {
    data,
    units: new Uint16Array(MAX_TERM_UNITS),
    term: -1,
    at: 0,
    length: 0,
    frequency: 0,
    postingsFrom: 0,
    postingsTo: 0,
    positionsFrom: 0,
    positionsTo: 0,
  }
  seekBlock(cursor, 0)
  return cursor
}

/** Moves to a term, which must exist. */
export function seekTerm(cursor: TermCursor, term: number): void {
  seekBlock(cursor, Math.floor(term / BLOCK_TERMS))
  while (cursor.term < term) nextTerm(cursor)
}

function seekBlock(cursor: TermCursor, block: number): void {
  const { termBlocks, blockPostings, blockPositions } = cursor.data
  cursor.term = block * BLOCK_TERMS - 1
  cursor.at = termBlocks[block] ?? 0
  cursor.postingsTo = blockPostings[block] ?? 0
  cursor.positionsTo = blockPositions[block] ?? 0
}

/** Moves to the next term; false at the end. */
export function nextTerm(cursor: TermCursor): boolean {
  const { data, units } = cursor
  if (cursor.term + 1 >= data.terms) return false
  cursor.term++
  let length = nextNumber(cursor)
  const end = length + nextNumber(cursor)
  while (length < end) units[length++] = nextNumber(cursor)
  cursor.length = end
  cursor.frequency = nextNumber(cursor)
  cursor.postingsFrom = cursor.postingsTo
  cursor.postingsTo += nextNumber(cursor)
  cursor.positionsFrom = cursor.positionsTo
  cursor.positionsTo += nextNumber(cursor)
  return true
}

/** Compares two terms by their units. */
export function compareTerms(left: Uint16Array, leftLength: number, right: Uint16Array, rightLength: number) {
  const shared = Math.min(leftLength, rightLength)
  for (let i = 0; i < shared; i++) {
    const difference = left[i]! - right[i]!
    if (difference !== 0) return difference
  }
  return leftLength - rightLength
}

function nextNumber(cursor: TermCursor): number {
  const { termBytes } = cursor.data
  let byte = termBytes[cursor.at++]!
  if (byte < 128) return byte
  let value = byte & 127
  for (let shift = 7; byte > 127; shift += 7) {
    byte = termBytes[cursor.at++]!
    value |= (byte & 127) << shift
  }
  return value >>> 0
}
