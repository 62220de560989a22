import { nextTerm, openTerms } from './dictionary.ts'
import type { SegmentData } from './segment-data.ts'

/**
 * The terms of a dictionary laid open, so that they can be walked as a tree: term t is `codes[starts[t] … starts[t + 1]]`
 * and shares its first `shared[t]` letters with the term before it. Letters are numbered as they are met, so that one takes
 * a byte where there are no more than 256.
 */
export interface TermTree {
  readonly terms: number
  readonly codes: Uint8Array | Uint16Array
  /** The unit of each code, and the code of each unit. */
  readonly alphabet: readonly number[]
  readonly codeOf: ReadonlyMap<number, number>
  readonly starts: Uint32Array
  readonly shared: Uint8Array
  /** The least of `shared` in each run of `RUN` terms: branches are leapt over in runs. */
  readonly leastShared: Uint8Array
}

/** How many terms a run holds. */
const RUN = 32

const known = new WeakMap<SegmentData, TermTree>()

/** The tree of a segment's terms; made at its first use and kept as long as the segment is. */
export function termTreeOf(data: SegmentData): TermTree {
  const tree = known.get(data) ?? layOpen(data)
  known.set(data, tree)
  return tree
}

/** True once the tree of a segment is made. */
export function isLaidOpen(data: SegmentData): boolean {
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

/** The number of the first term that is not before `text`. */
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

/** The first term behind `term` that shares fewer than `letters` with the one before it. */
export function behindBranch(
  { terms, shared, leastShared }: TermTree,
  term: number,
  letters: number,
): number {
  let next = term + 1
  while (next < terms && shared[next]! >= letters)
    if (next % RUN === 0 && leastShared[next / RUN]! >= letters) next += RUN
    else next++
  return Math.min(next, terms)
}

function layOpen(data: SegmentData): TermTree {
  const { terms } = data
  const starts = new Uint32Array(terms + 1)
  const shared = new Uint8Array(terms)
  const letters = createLetters(terms * 8 + 64)
  const cursor = openTerms(data)
  for (let term = 0; nextTerm(cursor); term++) {
    letters.add(cursor.units, cursor.length)
    starts[term + 1] = letters.length()
    if (term > 0) shared[term] = sharedLetters(letters.codes(), starts, term)
  }
  const codes = letters.codes().slice(0, letters.length())
  const leastShared = new Uint8Array(Math.ceil(terms / RUN)).map((_, run) =>
    Math.min(...shared.subarray(run * RUN, (run + 1) * RUN)),
  )
  return { terms, codes, starts, shared, leastShared, alphabet: letters.alphabet, codeOf: letters.codeOf }
}

/** Letters by number, which grow as they are added. */
function createLetters(capacity: number) {
  let codes: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> = new Uint8Array(capacity)
  let length = 0
  const alphabet: number[] = []
  const codeOf = new Map<number, number>()

  function learn(unit: number): number {
    alphabet.push(unit)
    codeOf.set(unit, alphabet.length - 1)
    if (alphabet.length === 257) codes = Uint16Array.from(codes)
    return alphabet.length - 1
  }

  return {
    alphabet,
    codeOf,
    codes: () => codes,
    length: () => length,
    add(units: Uint16Array, count: number): void {
      if (length + count > codes.length) {
        const wider = codes instanceof Uint8Array ? new Uint8Array(length * 2) : new Uint16Array(length * 2)
        wider.set(codes)
        codes = wider
      }
      for (let i = 0; i < count; i++) {
        // Learning a letter may put other codes in place of these.
        const code = codeOf.get(units[i]!) ?? learn(units[i]!)
        codes[length++] = code
      }
    },
  }
}

/** The dictionary starts each block anew, so what it says of shared letters holds inside a block only. */
function sharedLetters(codes: Uint8Array | Uint16Array, starts: Uint32Array, term: number): number {
  const [before, start, end] = [starts[term - 1]!, starts[term]!, starts[term + 1]!]
  const most = Math.min(start - before, end - start)
  let count = 0
  while (count < most && codes[before + count] === codes[start + count]) count++
  return count
}
