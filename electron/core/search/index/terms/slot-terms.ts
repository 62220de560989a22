import { MAX_TERM_UNITS } from '../../../../../shared/text/tokenise.ts'
import type { Term } from './dictionary.ts'
import { nextTerm, openTerms, seekTerm } from './dictionary.ts'
import { createMemo, once } from '../segment/memo.ts'
import type { SegmentData } from '../segment/segment-data.ts'
import { countBeginning, firstFrom, lengthOf, termTreeOf } from './term-tree.ts'

/** One word of a sequence; `prefix` also accepts every longer word that starts with it. */
export interface Slot {
  readonly term: string
  readonly prefix: boolean
}

/** A term and the weight of its occurrences. */
export interface WeighedTerm {
  readonly term: Term
  readonly weight: number
}

/**
 * The terms that a slot accepts, in dictionary order. Two letters begin tens of thousands of words, so each term is
 * stored as five numbers, and `termAt` builds the object on demand.
 */
export interface SlotTerms {
  readonly length: number
  readonly numbers: Uint32Array
  /** The first is the word itself, not a longer one. */
  readonly hasWord: boolean
}

const FREQUENCY = 0
const POSTINGS_FROM = 1
const POSTINGS_TO = 2
const POSITIONS_FROM = 3
const POSITIONS_TO = 4
const EACH = 5

/** The weight of a longer word that a prefix matches, relative to the word itself. */
const LONGER_WORD = 0.6

const wordsIn = createMemo<string, SlotTerms>(8192)
/** For when a filter is chosen, a page turned or a letter deleted. */
const endingsIn = createMemo<string, SlotTerms>(8)

/** The terms of a segment that a slot accepts. */
export function termsOfSlot(data: SegmentData, slot: Slot): SlotTerms {
  // A word has dozens of forms, and is looked up again with every letter typed after it.
  return (slot.prefix ? endingsIn : wordsIn)(data, slot.term, () => readTerms(data, slot))
}

function readTerms(data: SegmentData, { term, prefix }: Slot): SlotTerms {
  const tree = termTreeOf(data)
  const text = term.slice(0, MAX_TERM_UNITS)
  const first = firstFrom(tree, text)
  const count = countBeginning(tree, first, text)
  const hasWord = count > 0 && lengthOf(tree, first) === text.length
  if (count === 0 || (!prefix && !hasWord)) return NONE
  const cursor = cursorOf(data)
  seekTerm(cursor, first)
  const length = prefix ? count : 1
  const numbers = new Uint32Array(length * EACH)
  for (let at = 0; at < numbers.length; at += EACH) {
    if (at > 0) nextTerm(cursor)
    numbers[at + FREQUENCY] = cursor.frequency
    numbers[at + POSTINGS_FROM] = cursor.postingsFrom
    numbers[at + POSTINGS_TO] = cursor.postingsTo
    numbers[at + POSITIONS_FROM] = cursor.positionsFrom
    numbers[at + POSITIONS_TO] = cursor.positionsTo
  }
  return { length, numbers, hasWord }
}

/** One of the terms. */
export function termAt({ numbers }: SlotTerms, at: number): Term {
  const from = at * EACH
  return {
    frequency: numbers[from + FREQUENCY]!,
    postingsFrom: numbers[from + POSTINGS_FROM]!,
    postingsTo: numbers[from + POSTINGS_TO]!,
    positionsFrom: numbers[from + POSITIONS_FROM]!,
    positionsTo: numbers[from + POSITIONS_TO]!,
  }
}

/** How many records contain one of the terms. */
export function frequencyAt({ numbers }: SlotTerms, at: number): number {
  return numbers[at * EACH + FREQUENCY]!
}

/** The weight of one of the terms. */
export function weightAt({ hasWord }: SlotTerms, at: number): number {
  return hasWord && at === 0 ? 1 : LONGER_WORD
}

/** All of the terms. */
export function allTerms(terms: SlotTerms): Term[] {
  return Array.from({ length: terms.length }, (_, at) => termAt(terms, at))
}

/** Some of the terms, by ascending index. */
export function someTerms({ numbers, hasWord }: SlotTerms, places: readonly number[]): SlotTerms {
  const some = new Uint32Array(places.length * EACH)
  places.forEach((place, at) => some.set(numbers.subarray(place * EACH, (place + 1) * EACH), at * EACH))
  return { length: places.length, numbers: some, hasWord: hasWord && places[0] === 0 }
}

/** How many records of a segment contain a term, including dead ones. */
export function frequencyOf(data: SegmentData, term: number): number {
  const cursor = cursorOf(data)
  seekTerm(cursor, term)
  return cursor.frequency
}

const NONE: SlotTerms = { length: 0, numbers: new Uint32Array(0), hasWord: false }

/** One cursor for each dictionary: callers keep only copies of what it reads. */
const cursorOf = once(openTerms)
