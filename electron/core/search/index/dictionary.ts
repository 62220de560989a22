import { MAX_TERM_UNITS } from '../../../../shared/text/tokenise.ts'
import { readVarint } from './bytes.ts'
import type { SegmentData } from './segment-data.ts'

/*
 * Terms lie in blocks of 16. Of each: how many units it shares with the term before it in the block, how many follow,
 * these units, then its frequency and the lengths of its postings and positions, all as varints.
 */

/** How many terms a block holds. */
export const BLOCK_TERMS = 16

/** A term of a segment: how many records hold it, its length in units, and where its postings and positions lie. */
export interface Term {
  readonly frequency: number
  readonly length: number
  readonly postingsFrom: number
  readonly postingsTo: number
  readonly positionsFrom: number
  readonly positionsTo: number
}

/** A place in the dictionary; `units` are those of the term it stands on, and are written over by the next. */
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

/** A cursor before the first term of a block, the first of all unless said. */
export function openTerms(data: SegmentData, block = 0): TermCursor {
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
  seekBlock(cursor, block)
  return cursor
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

/** The term a cursor stands on, to keep. */
export function currentTerm(cursor: TermCursor): Term {
  const { frequency, length, postingsFrom, postingsTo, positionsFrom, positionsTo } = cursor
  return { frequency, length, postingsFrom, postingsTo, positionsFrom, positionsTo }
}

/** A term of a segment, or null. */
export function findTerm(data: SegmentData, term: string): Term | null {
  const cursor = seekTerm(data, term)
  return cursor && cursor.length === term.length && startsWith(cursor, term) ? currentTerm(cursor) : null
}

/** Calls `visit` for each term of a segment that starts with `prefix`, in order. */
export function eachWithPrefix(data: SegmentData, prefix: string, visit: (cursor: TermCursor) => void): void {
  const cursor = seekTerm(data, prefix)
  if (!cursor) return
  do {
    if (!startsWith(cursor, prefix)) return
    visit(cursor)
  } while (nextTerm(cursor))
}

/** A cursor on the first term that is not before `term`, or null where all are. */
function seekTerm(data: SegmentData, term: string): TermCursor | null {
  const units = Uint16Array.from(term, (_, at) => term.charCodeAt(at)).subarray(0, MAX_TERM_UNITS)
  let low = 0
  let high = data.termBlocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareBlock(data, middle, units) <= 0) low = middle + 1
    else high = middle
  }
  const cursor = openTerms(data, Math.max(0, low - 1))
  while (nextTerm(cursor))
    if (compareTerms(cursor.units, cursor.length, units, units.length) >= 0) return cursor
  return null
}

/** The order of the first term of a block beside some units. */
function compareBlock({ termBytes, termBlocks }: SegmentData, block: number, units: Uint16Array): number {
  const cursor = { bytes: termBytes, at: termBlocks[block]! + 1 }
  const own = readVarint(cursor)
  const shared = Math.min(own, units.length)
  for (let i = 0; i < shared; i++) {
    const difference = readVarint(cursor) - units[i]!
    if (difference !== 0) return difference
  }
  return own - units.length
}

/** The order of two terms. */
export function compareTerms(left: Uint16Array, leftLength: number, right: Uint16Array, rightLength: number) {
  const shared = Math.min(leftLength, rightLength)
  for (let i = 0; i < shared; i++) {
    const difference = left[i]! - right[i]!
    if (difference !== 0) return difference
  }
  return leftLength - rightLength
}

function startsWith({ units, length }: TermCursor, prefix: string): boolean {
  if (length < prefix.length) return false
  for (let i = 0; i < prefix.length; i++) if (units[i] !== prefix.charCodeAt(i)) return false
  return true
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
