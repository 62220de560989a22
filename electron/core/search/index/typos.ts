import { termText } from './dictionary.ts'
import { editDistance, walkSimilar } from './fuzzy.ts'
import type { Leaf } from './leaf.ts'
import type { Segment } from './segment.ts'
import type { TagIndex } from './tag-index.ts'

const MAX_WORDS = 50
/** Words of this length forgive a second edit where one leads nowhere. */
const SECOND_EDIT_LENGTH = 8
/** Keeps a similar word below any word as typed. */
const SIMILAR_WORD = 0.3

/** The leaf of the words most like one that nothing was found for, or null where no word is alike. */
export function forgiveTypo(leaf: Leaf, segments: readonly Segment[], tags: TagIndex): Leaf | null {
  const limits = leaf.typo.length >= SECOND_EDIT_LENGTH ? [1, 2] : [1]
  for (const limit of limits) {
    const words = similarWords(leaf.typo, limit, segments, tags)
    if (words.length === 0) continue
    const alternatives = words.map(({ word, distance }) => ({
      slots: [{ term: word, prefix: false }],
      weight: SIMILAR_WORD / (1 + distance),
    }))
    return { alternatives, fields: leaf.fields, typo: '' }
  }
  return null
}

/** The nearest first, of equally near ones the most frequent. */
function similarWords(word: string, limit: number, segments: readonly Segment[], tags: TagIndex) {
  const found = new Map<string, { word: string; distance: number; records: number }>()
  const add = (similar: string, distance: number, records: number): void => {
    const entry = found.get(similar) ?? { word: similar, distance, records: 0 }
    entry.records += records
    found.set(similar, entry)
  }
  for (const { data } of segments)
    walkSimilar(data, word, limit, (term, distance) => {
      add(termText(data, term), distance, data.frequencies[term]!)
    })
  for (const tagWord of tags.words) {
    const distance = editDistance(word, tagWord, limit)
    if (distance <= limit) add(tagWord, distance, 0)
  }
  return [...found.values()]
    .sort((a, b) => a.distance - b.distance || b.records - a.records || (a.word < b.word ? -1 : 1))
    .slice(0, MAX_WORDS)
}
