import type { Aliases } from './aliases.ts'
import type { FacetNumbers } from './facet-rows.ts'
import type { Segment } from '../segment/segment.ts'
import type { SharedValues } from './shared-values.ts'
import type { TagIndex } from './tag-index.ts'
import type { Texts } from './text-cache.ts'

/** Everything a query runs against: the segments of this moment, the tag tree, the aliases and the texts. */
export interface Corpus {
  readonly segments: readonly Segment[]
  readonly tags: TagIndex
  readonly values: SharedValues
  readonly facets: FacetNumbers
  readonly aliases: Aliases
  readonly texts: Texts
  readonly records: number
  readonly averageLength: number
  /** Similar words that were already looked up for this corpus. */
  readonly similar: Map<string, readonly SimilarWord[]>
}

/** A word of the index and how many records hold it, including dead ones. */
export interface SimilarWord {
  readonly word: string
  readonly distance: number
  readonly records: number
}

/** The corpus of these segments; lengths and counts cover live records only, so no merge changes a score. */
export function createCorpus(
  segments: readonly Segment[],
  around: Pick<Corpus, 'tags' | 'values' | 'facets' | 'aliases' | 'texts'>,
): Corpus {
  const records = segments.reduce((sum, each) => sum + each.live, 0)
  const words = segments.reduce((sum, each) => sum + each.liveWords, 0)
  const averageLength = records > 0 ? words / records : 1
  return { ...around, segments, records, averageLength, similar: new Map() }
}
