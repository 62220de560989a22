import type { Corpus } from '../corpus/corpus.ts'
import type { Leaf } from '../query/leaf.ts'
import type { LeafMatches } from './match-leaf.ts'
import { matchLeaf } from './match-leaf.ts'
import { filterExact } from './filter-exact.ts'
import type { Segment } from '../segment/segment.ts'
import { addSimilar, forgiveTypo } from './typos.ts'
import type { SegmentAlternative } from './alternatives.ts'

/** A looked-up leaf: `leaf` is the one that matched, which may consist of similar words. */
export interface FoundLeaf {
  readonly leaf: Leaf
  /** One for each segment of the corpus. */
  readonly matches: readonly LeafMatches[]
  /** The alternatives that a segment of the corpus has words for. */
  readonly alternativesIn: (segment: Segment) => readonly SegmentAlternative[]
  /** Live records in all segments. */
  readonly frequency: number
  readonly rarity: number
  /** The word in which typos are forgiven, '' for none, and how it was typed. */
  readonly asked: { readonly word: string; readonly typed: string }
  /** Found through similar words only. */
  readonly isForgiven: boolean
}

/** Looks a leaf up in every segment; typos are forgiven only when nothing at all matches as typed. */
export function lookUp(leaf: Leaf, corpus: Corpus): FoundLeaf {
  if (leaf.fuzzy > 0) return lookUpAsIs(addSimilar(leaf, corpus), corpus)
  const found = lookUpAsIs(leaf, corpus)
  if (found.frequency > 0 || leaf.typo === '') return found
  const similar = forgiveTypo(leaf, corpus)
  return similar ? { ...lookUpAsIs(similar, corpus), asked: found.asked, isForgiven: true } : found
}

function lookUpAsIs(leaf: Leaf, corpus: Corpus): FoundLeaf {
  const matches = corpus.segments.map((segment) => {
    const folded = matchLeaf(segment, leaf, corpus.tags)
    return leaf.exact !== '' ? filterExact(folded, segment, leaf, corpus) : folded
  })
  const frequency = matches.reduce((sum, each) => sum + each.count, 0)
  return {
    leaf,
    matches,
    alternativesIn: (segment) => matches[corpus.segments.indexOf(segment)]!.alternatives,
    frequency,
    rarity: inverseFrequency(corpus.records, frequency),
    asked: { word: leaf.typo, typed: leaf.typed },
    isForgiven: false,
  }
}

/** The weight of a word by how few records hold it (Robertson–Spärck Jones as in BM25, never negative). */
function inverseFrequency(records: number, frequency: number): number {
  return Math.log(1 + (records - frequency + 0.5) / (frequency + 0.5))
}
