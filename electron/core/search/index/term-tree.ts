import { nextTerm, openTerms } from './dictionary.ts'
import type { SegmentData } from './segment-data.ts'

/**
 * The terms of a dictionary laid open, so that they can be walked as a tree: term t is
 * `units[starts[t] … starts[t + 1]]` and shares its first `shared[t]` units with the term before it.
 */
export interface TermTree {
  readonly terms: number
  readonly units: Uint16Array
  readonly starts: Uint32Array
  readonly shared: Uint8Array
  /** The first term behind t that shares less with its neighbour than t does: leaps over a branch. */
  readonly behind: Uint32Array
  /** How many records hold each term, the dead ones too. */
  readonly frequencies: Uint32Array
}

const known = new WeakMap<SegmentData, TermTree>()

/** The tree of a segment's terms; made at its first use and kept as long as the segment is. */
export function termTreeOf(data: SegmentData): TermTree {
  const tree = known.get(data) ?? layOpen(data)
  known.set(data, tree)
  return tree
}

/** How many units a term has. */
export function lengthOf({ starts }: TermTree, term: number): number {
  return starts[term + 1]! - starts[term]!
}

/** The number of the first term that is not before `text`. */
export function firstFrom({ terms, units, starts }: TermTree, text: string): number {
  let low = 0
  let high = terms
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(units, starts[middle]!, starts[middle + 1]!, text)) low = middle + 1
    else high = middle
  }
  return low
}

function isBefore(units: Uint16Array, start: number, end: number, text: string): boolean {
  const length = Math.min(end - start, text.length)
  for (let i = 0; i < length; i++) {
    const difference = units[start + i]! - text.charCodeAt(i)
    if (difference !== 0) return difference < 0
  }
  return end - start < text.length
}

/** How many terms from `term` on begin with `text`. */
export function countBeginning(tree: TermTree, term: number, text: string): number {
  const { terms, units, starts, shared } = tree
  if (term >= terms || lengthOf(tree, term) < text.length) return 0
  for (let i = 0; i < text.length; i++) if (units[starts[term]! + i] !== text.charCodeAt(i)) return 0
  let end = term + 1
  while (end < terms && shared[end]! >= text.length) end++
  return end - term
}

/** True once the tree of a segment is made. */
export function isLaidOpen(data: SegmentData): boolean {
  return known.has(data)
}

function layOpen(data: SegmentData): TermTree {
  const { terms } = data
  const starts = new Uint32Array(terms + 1)
  const shared = new Uint8Array(terms + 1)
  const frequencies = new Uint32Array(terms)
  let units = new Uint16Array(terms * 8 + 64)
  const cursor = openTerms(data)
  for (let term = 0; nextTerm(cursor); term++) {
    const start = starts[term]!
    const end = start + cursor.length
    if (end > units.length) units = widen(units, end)
    for (let i = 0; i < cursor.length; i++) units[start + i] = cursor.units[i]!
    starts[term + 1] = end
    frequencies[term] = cursor.frequency
    if (term > 0) shared[term] = sharedUnits(units, starts, term)
  }
  return { terms, units, starts, shared, behind: leapsOver(shared, terms), frequencies }
}

/** The dictionary starts each block anew, so what it says of shared units holds inside a block only. */
function sharedUnits(units: Uint16Array, starts: Uint32Array, term: number): number {
  const [before, start, end] = [starts[term - 1]!, starts[term]!, starts[term + 1]!]
  const most = Math.min(start - before, end - start)
  let count = 0
  while (count < most && units[before + count] === units[start + count]) count++
  return count
}

function leapsOver(shared: Uint8Array, terms: number): Uint32Array {
  const behind = new Uint32Array(terms + 1).fill(terms)
  for (let term = terms - 1; term >= 0; term--) {
    let next = term + 1
    while (next < terms && shared[next]! >= shared[term]!) next = behind[next]!
    behind[term] = next
  }
  return behind
}

function widen(units: Uint16Array, least: number): Uint16Array<ArrayBuffer> {
  const wider = new Uint16Array(Math.max(least, Math.ceil(units.length * 1.5)))
  wider.set(units)
  return wider
}
