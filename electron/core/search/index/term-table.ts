import { sortTerms } from './sort-terms.ts'

/** Words by number while an index is built: open addressing over folded units, without a string for each word. */
export interface TermTable {
  /** The number of the word, given now if it is new. */
  idOf(units: Uint16Array, length: number): number
  readonly size: () => number
  /** Word t is `units()[offsets()[t] … offsets()[t + 1]]`. */
  readonly offsets: () => Uint32Array
  readonly units: () => Uint16Array
  /** The numbers of all words in the order of their units. */
  sorted(): Uint32Array
}

/** Makes an empty table. */
export function createTermTable(): TermTable {
  const table: Table = {
    slots: new Int32Array(1 << 13).fill(-1),
    hashes: new Int32Array(1 << 11),
    offsets: new Uint32Array((1 << 11) + 1),
    units: new Uint16Array(1 << 14),
    size: 0,
  }
  return {
    idOf: (units, length) => idOf(table, units, length),
    size: () => table.size,
    offsets: () => table.offsets,
    units: () => table.units,
    sorted: () => sortTerms(table.units, table.offsets, table.size),
  }
}

interface Table {
  /** Of each slot the term, or -1, and beside it its hash. */
  slots: Int32Array
  hashes: Int32Array
  offsets: Uint32Array
  units: Uint16Array
  size: number
}

function idOf(table: Table, units: Uint16Array, length: number): number {
  const hash = hashOf(units, length)
  const { slots } = table
  const mask = slots.length - 2
  for (let at = (hash * 2) & mask; ; at = (at + 2) & mask) {
    const term = slots[at]!
    if (term < 0) return addTerm(table, units.subarray(0, length), hash)
    if (slots[at + 1] === hash && isTerm(table, term, units, length)) return term
  }
}

function isTerm(table: Table, term: number, units: Uint16Array, length: number): boolean {
  const from = table.offsets[term]!
  if (table.offsets[term + 1]! - from !== length) return false
  for (let i = 0; i < length; i++) if (table.units[from + i] !== units[i]) return false
  return true
}

function addTerm(table: Table, word: Uint16Array, hash: number): number {
  makeRoom(table, word.length)
  const term = table.size++
  const from = table.offsets[term]!
  table.units.set(word, from)
  table.offsets[term + 1] = from + word.length
  table.hashes[term] = hash
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

function makeRoom(table: Table, length: number): void {
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

function hashOf(units: Uint16Array, length: number): number {
  let hash = 2_166_136_261
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ units[i]!, 16_777_619)
  return hash ^ (hash >>> 15)
}

function widen<T extends Uint16Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
