import { MAX_TERM_UNITS } from '../../../../../shared/text/tokenise.ts'
import type { GrowingNumbers } from '../segment/bytes.ts'
import { createNumbers, pushNumber } from '../segment/bytes.ts'
import { sortTerms } from './sort-terms.ts'

/** Numbers words in order of first appearance while an index is built, without creating a string for any. */
export interface TermTable {
  /** Appends a word, given as its folded units. */
  put(units: Uint16Array, length: number): void
  /** How many words were put. */
  readonly length: () => number
  /** The number of each word put; equal words have equal numbers. */
  readonly numbers: () => Uint32Array
  readonly size: () => number
  /** Word t is `units()[offsets()[t] … offsets()[t + 1]]`. */
  readonly offsets: () => Uint32Array
  readonly units: () => Uint16Array
  /** The numbers of all words, sorted by their units. */
  sorted(): Uint32Array
}

/** Creates an empty table. */
export function createTermTable(): TermTable {
  const table: Table = {
    slots: new Int32Array(1 << 13).fill(-1),
    hashes: new Int32Array(1 << 11),
    offsets: new Uint32Array((1 << 11) + 1),
    units: new Uint16Array(1 << 14),
    size: 0,
    touched: 0,
  }
  const staged = createStage()
  const terms = createNumbers(1 << 12)
  return {
    put(units, length) {
      if (staged.count === STAGED) numberStaged(table, staged, terms)
      stage(staged, units, length)
    },
    length: () => terms.length + staged.count,
    numbers() {
      numberStaged(table, staged, terms)
      return terms.values.subarray(0, terms.length)
    },
    size: () => table.size,
    offsets: () => table.offsets,
    units: () => table.units,
    sorted: () => sortTerms(table.units, table.offsets, table.size),
  }
}

const STAGED = 512

/** Words that wait for their numbers. */
interface Stage {
  readonly units: Uint16Array
  readonly offsets: Uint32Array
  readonly hashes: Int32Array
  /** Where in the table each may be. */
  readonly places: Uint32Array
  count: number
}

function createStage(): Stage {
  return {
    units: new Uint16Array(STAGED * MAX_TERM_UNITS),
    offsets: new Uint32Array(STAGED + 1),
    hashes: new Int32Array(STAGED),
    places: new Uint32Array(STAGED),
    count: 0,
  }
}

function stage(staged: Stage, units: Uint16Array, length: number): void {
  const from = staged.offsets[staged.count]!
  let hash = 2_166_136_261
  for (let i = 0; i < length; i++) {
    staged.units[from + i] = units[i]!
    hash = Math.imul(hash ^ units[i]!, 16_777_619)
  }
  staged.hashes[staged.count++] = hash ^ (hash >>> 15)
  staged.offsets[staged.count] = from + length
}

/**
 * Finds or assigns the numbers of the waiting words. The table is larger than the processor's cache, and fetching
 * from it dominates the time; independent fetches run in parallel, so first all slots are touched, then the words
 * they lead to, and only then is anything compared.
 */
function numberStaged(table: Table, staged: Stage, terms: GrowingNumbers): void {
  const { hashes, places, count } = staged
  const mask = table.slots.length - 2
  for (let i = 0; i < count; i++) places[i] = Math.max(0, table.slots[(hashes[i]! * 2) & mask]!)
  for (let i = 0; i < count; i++) places[i] = table.offsets[places[i]!]!
  let touched = 0
  for (let i = 0; i < count; i++) touched |= table.units[places[i]!]!
  // Used, so that the compiler keeps the fetches.
  table.touched |= touched
  for (let i = 0; i < count; i++) pushNumber(terms, idOf(table, staged, i))
  staged.count = 0
}

interface Table {
  /** For each slot its term, or -1, followed by the term's hash. */
  slots: Int32Array
  hashes: Int32Array
  offsets: Uint32Array
  units: Uint16Array
  size: number
  touched: number
}

function idOf(table: Table, staged: Stage, at: number): number {
  const hash = staged.hashes[at]!
  const { slots } = table
  const mask = slots.length - 2
  for (let slot = (hash * 2) & mask; ; slot = (slot + 2) & mask) {
    const term = slots[slot]!
    if (term < 0) return addTerm(table, staged, at)
    if (slots[slot + 1] === hash && isTerm(table, term, staged, at)) return term
  }
}

function isTerm({ units, offsets }: Table, term: number, staged: Stage, at: number): boolean {
  const from = offsets[term]!
  const start = staged.offsets[at]!
  const length = offsets[term + 1]! - from
  if (staged.offsets[at + 1]! - start !== length) return false
  for (let i = 0; i < length; i++) if (units[from + i] !== staged.units[start + i]) return false
  return true
}

function addTerm(table: Table, staged: Stage, at: number): number {
  const word = staged.units.subarray(staged.offsets[at], staged.offsets[at + 1])
  grow(table, word.length)
  const term = table.size++
  const from = table.offsets[term]!
  table.units.set(word, from)
  table.offsets[term + 1] = from + word.length
  table.hashes[term] = staged.hashes[at]!
  placeTerm(table, term)
  return term
}

function placeTerm({ slots, hashes }: Table, term: number): void {
  const mask = slots.length - 2
  let at = (hashes[term]! * 2) & mask
  while (slots[at]! >= 0) at = (at + 2) & mask
  slots[at] = term
  slots[at + 1] = hashes[term]!
}

function grow(table: Table, length: number): void {
  if (table.size + 1 >= table.hashes.length) {
    table.hashes = widen(table.hashes, new Int32Array(table.hashes.length * 2))
    table.offsets = widen(table.offsets, new Uint32Array(table.hashes.length + 1))
  }
  while (table.offsets[table.size]! + length > table.units.length)
    table.units = widen(table.units, new Uint16Array(table.units.length * 2))
  if (table.size * 4 < table.slots.length) return
  table.slots = new Int32Array(table.slots.length * 2).fill(-1)
  for (let term = 0; term < table.size; term++) placeTerm(table, term)
}

function widen<T extends Uint16Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
