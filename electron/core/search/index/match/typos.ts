import type { Corpus, SimilarWord } from '../corpus/corpus.ts'
import { createDistance, walkSimilar } from '../terms/fuzzy.ts'
import type { Alternative, Leaf } from '../query/leaf.ts'
import { alternative } from '../query/leaf.ts'
import { textOf, termTreeOf } from '../terms/term-tree.ts'
import { frequencyOf } from '../terms/slot-terms.ts'

const MAX_WORDS = 50
/** Words of this length forgive a second edit where one leads nowhere. */
const SECOND_EDIT_LENGTH = 8
/** Keeps a similar word below any word as typed. */
const SIMILAR_WORD = 0.3
/** So little that no number of them makes up for the word itself. */
const BESIDE_EXACT = 0.0001

/** The leaf of the words most like one that nothing was found for, or null where no word is alike. */
export function forgiveTypo(leaf: Leaf, corpus: Corpus): Leaf | null {
  for (const limit of limitsOf(leaf.typo)) {
    const words = similarWords(leaf.typo, limit, corpus)
    if (words.length > 0) return { ...leaf, alternatives: words.map(toAlternative(SIMILAR_WORD)), typo: '' }
  }
  return null
}

/** A leaf with the words alike beside the word as typed, which they never outrank. */
export function addSimilar(leaf: Leaf, corpus: Corpus): Leaf {
  const similar = similarWords(leaf.typo, leaf.fuzzy, corpus).filter((each) => each.distance > 0)
  return {
    ...leaf,
    alternatives: [...leaf.alternatives, ...similar.map(toAlternative(BESIDE_EXACT))],
    typo: '',
  }
}

/** The errors that are forgiven in a word, one after another. */
export function limitsOf(word: string): number[] {
  return word.length >= SECOND_EDIT_LENGTH ? [1, 2] : [1]
}

function toAlternative(weight: number): (similar: SimilarWord) => Alternative {
  return ({ word, distance }) => alternative([word], { weight: weight / (1 + distance), rule: 'typo' })
}

/** The nearest first, of equally near ones the most frequent. */
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
