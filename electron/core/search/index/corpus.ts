import type { Segment } from './segment.ts'
import type { SharedValues } from './shared-values.ts'
import type { TagIndex } from './tag-index.ts'

/** All that a query is asked of: the segments as they are at this moment, and the tag tree. */
export interface Corpus {
  readonly segments: readonly Segment[]
  readonly tags: TagIndex
  readonly values: SharedValues
  readonly records: number
  readonly averageLength: number
}

/** The corpus of these segments; lengths and counts go by live records, so no merge changes a score. */
export function createCorpus(segments: readonly Segment[], tags: TagIndex, values: SharedValues): Corpus {
  const records = segments.reduce((sum, each) => sum + each.live, 0)
  const words = segments.reduce((sum, each) => sum + each.liveWords, 0)
  return { segments, tags, values, records, averageLength: records > 0 ? words / records : 1 }
}
