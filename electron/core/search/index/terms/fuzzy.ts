import type { TermTree } from './term-tree.ts'
import { skipBranch } from './term-tree.ts'

/**
 * Calls `visit` with each term of a tree within `limit` edits of `word`; swapping two neighbours is one edit (optimal
 * string alignment). Terms with a common prefix share the rows for it, and a prefix that is already too far is
 * skipped with all its terms.
 */
export function walkSimilar(
  tree: TermTree,
  word: string,
  limit: number,
  visit: (term: number, distance: number) => void,
): void {
  const { terms, codes, codeOf, starts, shared } = tree
  // A letter that is in no term has no code.
  const letters = unitsOf(word).map((unit) => codeOf.get(unit) ?? NO_CODE)
  const walk = createWalk(letters, limit)
  for (let term = 0; term < terms;) {
    const start = starts[term]!
    const length = starts[term + 1]! - start
    if (walk.depth > shared[term]!) walk.depth = shared[term]!
    let isNear = true
    while (isNear && walk.depth < length) isNear = push(walk, codes[start + walk.depth]!)
    if (!isNear) term = skipBranch(tree, term, walk.depth)
    else {
      const distance = distanceOf(walk)
      if (distance <= limit) visit(term, distance)
      term++
    }
  }
}

const NO_CODE = 0xffff_ffff

/**
 * Measures the edits between a word and others; swapping two neighbours is one edit. Anything above `limit` is
 * returned as `limit + 1`.
 */
export function createDistance(word: string, limit: number): (other: string) => number {
  const walk = createWalk(unitsOf(word), limit)
  return (other) => {
    walk.depth = 0
    if (Math.abs(other.length - word.length) > limit) return limit + 1
    for (let i = 0; i < other.length; i++) if (!push(walk, other.charCodeAt(i))) return limit + 1
    return Math.min(distanceOf(walk), limit + 1)
  }
}

/** The rows of the edit table for the units on the path, one after another from row 0. */
interface Walk {
  readonly word: Uint32Array
  readonly limit: number
  readonly path: Uint32Array
  readonly rows: Uint8Array
  depth: number
}

function createWalk(letters: readonly number[], limit: number): Walk {
  const word = Uint32Array.from(letters)
  const path = new Uint32Array(word.length + limit + 2)
  const rows = new Uint8Array((path.length + 1) * (word.length + 1))
  for (let j = 0; j <= word.length; j++) rows[j] = j
  return { word, limit, path, rows, depth: 0 }
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}

/**
 * Adds one more letter; false when no longer term can come close enough. The path then ends with the letter that was
 * too much.
 */
function push(walk: Walk, unit: number): boolean {
  const { word, path, limit } = walk
  // A swap reaches back two rows, but whatever it reaches would also have led to this row with one edit.
  const isNear = walk.depth < word.length + limit && fillRow(walk, unit) <= limit
  path[walk.depth++] = unit
  return isNear
}

/** Only entries near the diagonal are filled; all others are above the limit. */
function distanceOf({ rows, depth, word, limit }: Walk): number {
  if (Math.abs(depth - word.length) > limit) return limit + 1
  return rows[depth * (word.length + 1) + word.length]!
}

/** Fills the row for the path plus `unit`; returns its smallest entry. */
function fillRow({ word, path, rows, depth, limit }: Walk, unit: number): number {
  const width = word.length + 1
  const above = depth * width
  const row = above + width
  const twoAbove = above - width
  const before = depth > 0 ? path[depth - 1]! : -1
  const first = Math.max(1, depth + 1 - limit)
  const last = Math.min(word.length, depth + 1 + limit)
  let least = (rows[row] = depth + 1)
  if (first > 1) rows[row + first - 1] = limit + 1
  if (last < word.length) rows[row + last + 1] = limit + 1
  for (let j = first; j <= last; j++) {
    const own = word[j - 1]!
    let best = rows[above + j - 1]! + (own === unit ? 0 : 1)
    const deleted = rows[above + j]! + 1
    const inserted = rows[row + j - 1]! + 1
    if (deleted < best) best = deleted
    if (inserted < best) best = inserted
    if (own === before && j > 1 && word[j - 2] === unit) {
      const swapped = rows[twoAbove + j - 2]! + 1
      if (swapped < best) best = swapped
    }
    rows[row + j] = best
    if (best < least) least = best
  }
  return least
}
