import { MAX_TERM_UNITS } from '../../../../shared/text/tokenise.ts'
import type { Term } from './dictionary.ts'
import { currentTerm, nextTerm, openTerms, seekTerm } from './dictionary.ts'
import type { Slot } from './leaf.ts'
import { createMemo, once } from './memo.ts'
import type { SegmentData } from './segment-data.ts'
import { countBeginning, firstFrom, lengthOf, termTreeOf } from './term-tree.ts'

/** A term with what it counts. */
export interface WeighedTerm {
  readonly term: Term
  readonly weight: number
}

/** A longer word that a prefix leads to counts less than the word itself. */
const LONGER_WORD = 0.6

const wordsIn = createMemo<string, readonly WeighedTerm[]>(8192)
/** A filter is chosen, a page turned, while the word stays as it is. */
const endingsIn = createMemo<string, readonly WeighedTerm[]>(2)

/** The terms of a segment that a slot takes. */
export function termsOfSlot(data: SegmentData, slot: Slot): readonly WeighedTerm[] {
  // A word has dozens of forms, and is looked up anew with every letter of the words behind it.
  return (slot.prefix ? endingsIn : wordsIn)(data, slot.term, () => readTerms(data, slot))
}

function readTerms(data: SegmentData, { term, prefix }: Slot): readonly WeighedTerm[] {
  const tree = termTreeOf(data)
  const text = term.slice(0, MAX_TERM_UNITS)
  const first = firstFrom(tree, text)
  const count = countBeginning(tree, first, text)
  const isWhole = count > 0 && lengthOf(tree, first) === text.length
  if (count === 0 || (!prefix && !isWhole)) return NONE
  const cursor = cursorOf(data)
  seekTerm(cursor, first)
  const terms: WeighedTerm[] = [{ term: currentTerm(cursor), weight: isWhole ? 1 : LONGER_WORD }]
  for (let left = prefix ? count - 1 : 0; left > 0; left--) {
    nextTerm(cursor)
    terms.push({ term: currentTerm(cursor), weight: LONGER_WORD })
  }
  return terms
}

/** How many records of a segment hold a term, the dead ones too. */
export function frequencyOf(data: SegmentData, term: number): number {
  const cursor = cursorOf(data)
  seekTerm(cursor, term)
  return cursor.frequency
}

const NONE: readonly WeighedTerm[] = []

/** One cursor for each dictionary: nothing is kept of it but copies. */
const cursorOf = once(openTerms)
