import type { Hash } from '../../../../shared/model/ids.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { SearchDocument } from '../../../../shared/model/search-document.ts'
import type { SegmentBuilder } from './segment-builder.ts'
import { createSegmentBuilder } from './segment-builder.ts'
import type { SegmentSet } from './segment-set.ts'
import { SEAL_RECORDS } from './segment-set.ts'

/**
 * How records come: one by one, each to be found at once, or many that are found once there are enough of them, which
 * makes the segments of a long build large and few.
 */
export type Pace = 'single' | 'bulk'

/** Records on their way into the index: a segment is made of them when they are many, or asked for. */
export interface Delta {
  /** Replaces these records; answers the hashes whose text is not there. */
  update(documents: readonly SearchDocument[], pace: Pace): Hash[]
  /** Puts what is under way into the set. */
  flush(): void
  /** The same, unless that is part of a bulk and so much that a find would have to wait for it. */
  flushIfQuick(): void
  /** Forgets what is under way. */
  clear(): void
}

/** Memory that words take while a segment is built is bounded by closing it early. */
const LIMITS: Readonly<Record<Pace, { readonly records: number; readonly words: number }>> = {
  single: { records: SEAL_RECORDS, words: 1_200_000 },
  bulk: { records: 1 << 17, words: 5_000_000 },
}

/** Makes an empty delta before a set of segments. */
export function createDelta(set: SegmentSet, passagesOf: (hash: string) => readonly Passage[] | null): Delta {
  let builder = createSegmentBuilder()
  let ids = new Set<string>()
  let pace: Pace = 'single'

  function clear(): void {
    builder = createSegmentBuilder()
    ids = new Set()
  }

  function flush(): void {
    if (ids.size === 0) return
    const data = builder.finish()
    clear()
    set.add(data)
  }

  function flushIfQuick(): void {
    if (pace === 'single' || !isFull(builder, 'single')) flush()
  }

  function update(documents: readonly SearchDocument[], newPace: Pace): Hash[] {
    pace = newPace
    const missing = new Set<Hash>()
    for (const document of new Map(documents.map((each) => [each.id, each])).values()) {
      // A segment takes records out by number, and one under way has none to give yet.
      if (ids.has(document.id)) flush()
      set.kill(document.id)
      ids.add(document.id)
      builder.add(document, (hash) => {
        const passages = passagesOf(hash)
        // The builder asks for the hashes of this document only.
        if (!passages) missing.add(hash as Hash)
        return passages
      })
      if (isFull(builder, pace)) flush()
    }
    return [...missing]
  }

  return { update, flush, flushIfQuick, clear }
}

function isFull(builder: SegmentBuilder, pace: Pace): boolean {
  return builder.records() >= LIMITS[pace].records || builder.words() >= LIMITS[pace].words
}
