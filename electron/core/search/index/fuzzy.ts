import type { TermCursor } from './dictionary.ts'
import { blockBehindStart, isLastOfBlock, nextBlock, nextTerm, openTerms, seekBlock } from './dictionary.ts'
import type { SegmentData } from './segment-data.ts'

/**
 * Calls `visit` for each term of a dictionary within `limit` edits of `word`, a swap of neighbours being one edit
 * (optimal string alignment). The sorted dictionary is walked as a tree: terms that start alike share their rows, and a
 * start that is already too far is left behind with all its terms.
 */
export function walkSimilar(
  data: SegmentData,
  word: string,
  limit: number,
  visit: (term: TermCursor, distance: number) => void,
): void {
  const walk = createWalk(word, limit)
  const cursor = openTerms(data)
  for (let isTerm = nextTerm(cursor); isTerm;) {
    const { units, length } = cursor
    keepShared(walk, units, length)
    while (walk.depth < length && push(walk, units[walk.depth]!));
    if (walk.pruned) {
      isTerm = skipStart(cursor, walk.path, walk.depth)
      walk.depth--
      continue
    }
    if (distanceOf(walk) <= limit) visit(cursor, distanceOf(walk))
    isTerm = nextTerm(cursor)
  }
}

/** The edits between two words, a swap of neighbours being one; anything above `limit` is `limit + 1`. */
export function editDistance(left: string, right: string, limit: number): number {
  const walk = createWalk(left, limit)
  for (let i = 0; i < right.length; i++) if (!push(walk, right.charCodeAt(i))) return limit + 1
  return Math.min(distanceOf(walk), limit + 1)
}

/** The rows of the edit table for the units on the path, row 0 first. */
interface Walk {
  readonly word: string
  readonly limit: number
  readonly path: Uint16Array
  readonly rows: readonly Uint8Array[]
  depth: number
  pruned: boolean
}

function createWalk(word: string, limit: number): Walk {
  const path = new Uint16Array(word.length + limit + 2)
  const rows = Array.from({ length: path.length + 1 }, () => new Uint8Array(word.length + 1))
  for (let j = 0; j <= word.length; j++) rows[0]![j] = j
  return { word, limit, path, rows, depth: 0, pruned: false }
}

/** Goes back to where the path and these units part. */
function keepShared(walk: Walk, units: Uint16Array, length: number): void {
  let shared = 0
  while (shared < walk.depth && shared < length && units[shared] === walk.path[shared]) shared++
  walk.depth = shared
  walk.pruned = false
}

/** Takes one unit more; false where no longer term can come near enough. */
function push(walk: Walk, unit: number): boolean {
  if (walk.depth >= walk.word.length + walk.limit) {
    walk.pruned = true
    return false
  }
  // A swap reaches back two rows, but what it reaches would also have led to this row for one edit.
  walk.pruned = fillRow(walk, unit) > walk.limit
  walk.path[walk.depth++] = unit
  return !walk.pruned
}

/** Only the entries near the diagonal are filled, for all others are above the limit. */
function distanceOf({ rows, depth, word, limit }: Walk): number {
  return Math.abs(depth - word.length) > limit ? limit + 1 : rows[depth]![word.length]!
}

/** Fills the row of the path with `unit` behind it; answers its least entry. */
function fillRow({ word, path, rows, depth, limit }: Walk, unit: number): number {
  const above = rows[depth]!
  const row = rows[depth + 1]!
  const twoAbove = depth > 0 ? rows[depth - 1]! : null
  const first = Math.max(1, depth + 1 - limit)
  const last = Math.min(word.length, depth + 1 + limit)
  let least = (row[0] = depth + 1)
  if (first > 1) row[first - 1] = limit + 1
  if (last < word.length) row[last + 1] = limit + 1
  for (let j = first; j <= last; j++) {
    const own = word.charCodeAt(j - 1)
    let best = Math.min(above[j - 1]! + (own === unit ? 0 : 1), above[j]! + 1, row[j - 1]! + 1)
    if (twoAbove && j > 1 && own === path[depth - 1] && word.charCodeAt(j - 2) === unit)
      best = Math.min(best, twoAbove[j - 2]! + 1)
    row[j] = best
    if (best < least) least = best
  }
  return least
}

/** Moves behind the terms that start with `depth` units of `path`; false at the end. Whole blocks are leapt over. */
function skipStart(cursor: TermCursor, path: Uint16Array, depth: number): boolean {
  const { data, units } = cursor
  while (!isLastOfBlock(cursor)) {
    if (!nextTerm(cursor)) return false
    if (cursor.shared < depth && !isAlike(units, cursor.length, path, depth)) return true
  }
  const block = nextBlock(cursor)
  const behind = blockBehindStart(data, block, path, depth)
  // Where blocks start alike, the first that is not may be inside the last of them.
  if (behind > block) seekBlock(cursor, behind - 1)
  while (nextTerm(cursor)) if (!isAlike(units, cursor.length, path, depth)) return true
  return false
}

function isAlike(units: Uint16Array, length: number, path: Uint16Array, depth: number): boolean {
  if (length < depth) return false
  for (let i = depth - 1; i >= 0; i--) if (units[i] !== path[i]) return false
  return true
}
