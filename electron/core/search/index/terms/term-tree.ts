import { MAX_TERM_UNITS } from '../../../../../shared/text/tokenise.ts'
import { BLOCK_TERMS } from './dictionary.ts'
import type { SegmentData } from '../segment/segment-data.ts'

/**
 * The terms of a dictionary, decoded into arrays that can be walked as a tree: term t is `codes[starts[t] … starts[t
 * + 1]]` and shares its first `shared[t]` letters with the term before it. Letters are numbered in order of first
 * appearance, so that each takes one byte if there are no more than 256.
 */
export interface TermTree {
  readonly terms: number
  readonly codes: Uint8Array | Uint16Array
  /** The unit of each code, and the code of each unit. */
  readonly alphabet: readonly number[]
  readonly codeOf: ReadonlyMap<number, number>
  readonly starts: Uint32Array
  readonly shared: Uint8Array
  /** The minimum of `shared` in each run of `RUN` terms, by which branches are skipped in runs. */
  readonly leastShared: Uint8Array
}

/** How many terms are in a run. */
const RUN = 32

const known = new WeakMap<SegmentData, TermTree>()

/** The tree of a segment's terms; built on first use and kept as long as the segment. */
export function termTreeOf(data: SegmentData): TermTree {
  const tree = known.get(data) ?? decodeTerms(data)
  known.set(data, tree)
  return tree
}

/** True once the tree of a segment has been built. */
export function hasTermTree(data: SegmentData): boolean {
  return known.has(data)
}

/** The text of a term. */
export function textOf({ codes, starts, alphabet }: TermTree, term: number): string {
  let text = ''
  for (let at = starts[term]!; at < starts[term + 1]!; at++)
    text += String.fromCharCode(alphabet[codes[at]!]!)
  return text
}

/** How many letters a term has. */
export function lengthOf({ starts }: TermTree, term: number): number {
  return starts[term + 1]! - starts[term]!
}

/** The number of the first term that does not sort before `text`. */
export function firstFrom(tree: TermTree, text: string): number {
  let low = 0
  let high = tree.terms
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(tree, middle, text)) low = middle + 1
    else high = middle
  }
  return low
}

function isBefore(tree: TermTree, term: number, text: string): boolean {
  const { codes, alphabet, starts } = tree
  const length = lengthOf(tree, term)
  for (let i = 0; i < length && i < text.length; i++) {
    const difference = alphabet[codes[starts[term]! + i]!]! - text.charCodeAt(i)
    if (difference !== 0) return difference < 0
  }
  return length < text.length
}

/** How many terms from `term` on begin with `text`. */
export function countBeginning(tree: TermTree, term: number, text: string): number {
  const { terms, codes, alphabet, starts, shared } = tree
  if (term >= terms || lengthOf(tree, term) < text.length) return 0
  for (let i = 0; i < text.length; i++)
    if (alphabet[codes[starts[term]! + i]!] !== text.charCodeAt(i)) return 0
  let end = term + 1
  while (end < terms && shared[end]! >= text.length) end++
  return end - term
}

/** The first term after `term` that shares fewer than `letters` with the one before it. */
export function skipBranch({ terms, shared, leastShared }: TermTree, term: number, letters: number): number {
  let next = term + 1
  while (next < terms && shared[next]! >= letters)
    if (next % RUN === 0 && leastShared[next / RUN]! >= letters) next += RUN
    else next++
  return Math.min(next, terms)
}

/** The buffer in which dictionaries are decoded: a new one each time would be garbage twice the size of the trees. */
let buffer = new Uint16Array(0)

/**
 * Decodes an entire dictionary, in the layout described in `dictionary.ts`. This runs for every segment at every
 * start and is the larger part of loading an index, hence one long loop over plain numbers.
 */
function decodeTerms({ terms, termBytes, termBlocks }: SegmentData): TermTree {
  const starts = new Uint32Array(terms + 1)
  const shared = new Uint8Array(terms)
  const alphabet: number[] = []
  // From 1, so that 0 means a letter not seen yet.
  const numbers = new Uint16Array(1 << 16)
  // No letter takes less than a byte, but letters that terms share are written once.
  let codes = buffer.length < termBytes.length ? new Uint16Array(Math.max(64, termBytes.length)) : buffer
  let at = 0
  let start = 0
  let before = 0
  for (let term = 0; term < terms; term++) {
    if (start + MAX_TERM_UNITS > codes.length) codes = widen(codes)
    const isFirst = term % BLOCK_TERMS === 0
    if (isFirst) at = termBlocks[term / BLOCK_TERMS]!
    // No term is longer than 64 letters, so both lengths take one byte.
    const same = termBytes[at++]!
    const end = start + same + termBytes[at++]!
    for (let i = 0; i < same; i++) codes[start + i] = codes[before + i]!
    for (let i = start + same; i < end; i++) {
      let unit = termBytes[at++]!
      if (unit > 127) {
        unit = (unit & 127) | ((termBytes[at]! & 127) << 7)
        if (termBytes[at++]! > 127) unit |= termBytes[at++]! << 14
      }
      if (numbers[unit] === 0) numbers[unit] = alphabet.push(unit)
      codes[i] = numbers[unit]! - 1
    }
    // The dictionary restarts in each block, so its count of shared letters is valid only within a block.
    shared[term] = isFirst && term > 0 ? sharedLetters(codes, before, start, end) : same
    for (let facts = 0; facts < 3; facts++) while (termBytes[at++]! > 127);
    before = start
    start = end
    starts[term + 1] = end
  }
  buffer = codes
  const own = codes.subarray(0, start)
  return {
    terms,
    codes: alphabet.length > 256 ? own.slice() : new Uint8Array(own),
    starts,
    shared,
    leastShared: minimumOfRuns(shared),
    alphabet,
    codeOf: new Map(alphabet.map((unit, code) => [unit, code])),
  }
}

function minimumOfRuns(shared: Uint8Array): Uint8Array {
  const least = new Uint8Array(Math.ceil(shared.length / RUN)).fill(255)
  for (let run = 0; run < least.length; run++) {
    const end = Math.min(shared.length, (run + 1) * RUN)
    for (let term = run * RUN; term < end; term++) if (shared[term]! < least[run]!) least[run] = shared[term]!
  }
  return least
}

function widen(codes: Uint16Array): Uint16Array<ArrayBuffer> {
  const wider = new Uint16Array(codes.length * 2)
  wider.set(codes)
  return wider
}

function sharedLetters(codes: Uint16Array, before: number, start: number, end: number): number {
  const most = Math.min(start - before, end - start)
  let count = 0
  while (count < most && codes[before + count] === codes[start + count]) count++
  return count
}
