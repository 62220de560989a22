import type { Corpus } from '../corpus/corpus.ts'
import type { FoundLeaf } from '../match/look-up.ts'
import { asWritten } from './spelling.ts'
import { limitsOf, similarWords } from '../match/typos.ts'

const MAX_SUGGESTIONS = 3
/** With more hits than these, the query is taken to mean what it says. */
const FEW_HITS = 5
/** A word in more records than this is not doubted; a rarer one only if another is this many times as frequent. */
const RARE = 2
const MUCH_MORE = 10

/**
 * Complete queries that may have been meant by one that matched few records, with one word replaced by a similar one;
 * most likely first.
 */
export function suggest(
  query: string,
  total: number,
  leaves: readonly FoundLeaf[],
  corpus: Corpus,
): string[] {
  if (total > FEW_HITS) return []
  const suggestions = new Set<string>()
  for (const found of leaves) {
    const { word, typed } = found.asked
    if (word === '' || !query.includes(typed)) continue
    for (const other of betterWords(word, found, corpus))
      suggestions.add(query.replace(typed, () => asWritten(other, corpus)))
  }
  return [...suggestions].slice(0, MAX_SUGGESTIONS)
}

function betterWords(word: string, found: FoundLeaf, corpus: Corpus): string[] {
  const own = found.isForgiven ? 0 : found.frequency
  if (own > RARE) return []
  for (const limit of own > 0 ? [1] : limitsOf(word)) {
    const words = similarWords(word, limit, corpus).filter(
      (each) => each.distance > 0 && each.records > 0 && each.records >= own * MUCH_MORE,
    )
    if (words.length > 0) return words.slice(0, MAX_SUGGESTIONS).map((each) => each.word)
  }
  return []
}
