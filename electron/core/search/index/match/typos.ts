import type { Corpus, SimilarWord } from '../corpus/corpus.ts'
import { createDistance, walkSimilar } from '../terms/fuzzy.ts'
import type { Alternative, Leaf } from '../query/leaf.ts'
import { alternative } from '../query/leaf.ts'
import { textOf, termTreeOf } from '../terms/term-tree.ts'
import { frequencyOf } from '../terms/slot-terms.ts'

const MAX_WORDS = 50
/** Words of this length allow a second edit when one finds nothing. */
const SECOND_EDIT_LENGTH = 8
/** Ranks a similar word below any word as typed. */
const SIMILAR_WORD = 0.3
/** So small that no number of similar words outweighs the word itself. */
const BESIDE_EXACT = 0.0001

/** A leaf of the words most similar to one that matched nothing, or null when no word is similar. */
export function forgiveTypo(leaf: Leaf, corpus: Corpus): Leaf | null {
  for (const limit of limitsOf(leaf.typo)) {
    const words = similarWords(leaf.typo, limit, corpus)
    if (words.length > 0) return { ...leaf, alternatives: words.map(toAlternative(SIMILAR_WORD)), typo: '' }
  }
  return null
}

/** A leaf with similar words in addition to the word as typed, which they never outrank. */
export function addSimilar(leaf: Leaf, corpus: Corpus): Leaf {
  const similar = similarWords(leaf.typo, leaf.fuzzy, corpus).filter((each) => each.distance > 0)
  return {
    ...leaf,
    alternatives: [...leaf.alternatives, ...similar.map(toAlternative(BESIDE_EXACT))],
    typo: '',
  }
}

/** The numbers of edits to allow in a word, to be tried in this order. */
export function limitsOf(word: string): number[] {
  return word.length >= SECOND_EDIT_LENGTH ? [1, 2] : [1]
}

function toAlternative(weight: number): (similar: SimilarWord) => Alternative {
  return ({ word, distance }) => alternative([word], { weight: weight / (1 + distance), rule: 'typo' })
}

/** Nearest first, and the more frequent first among equally near ones. */
export function similarWords(word: string, limit: number, corpus: Corpus): readonly SimilarWord[] {
  const key = `${limit} ${word}`
  const known = corpus.similar.get(key) ?? walkAll(word, limit, corpus)
  corpus.similar.set(key, known)
  return known
}

function walkAll(word: string, limit: number, { segments, tags }: Corpus): SimilarWord[] {
  const found = new Map<string, { word: string; distance: number; records: number }>()
  const add = (similar: string, distance: number, records: number): void => {
    const entry = found.get(similar) ?? { word: similar, distance, records: 0 }
    entry.records += records
    found.set(similar, entry)
  }
  for (const { data } of segments) {
    const tree = termTreeOf(data)
    walkSimilar(tree, word, limit, (term, distance) => {
      add(textOf(tree, term), distance, frequencyOf(data, term))
    })
  }
  const distanceTo = createDistance(word, limit)
  for (const tagWord of tags.words) {
    const distance = distanceTo(tagWord)
    if (distance <= limit) add(tagWord, distance, 0)
  }
  return [...found.values()]
    .sort((a, b) => a.distance - b.distance || b.records - a.records || (a.word < b.word ? -1 : 1))
    .slice(0, MAX_WORDS)
}
