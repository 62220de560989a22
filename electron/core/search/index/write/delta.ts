import type { Hash } from '../../../../../shared/model/ids.ts'
import type { Passage } from '../../../../../shared/model/passage.ts'
import type { SearchDocument } from '../../../../../shared/model/search-document.ts'
import type { SegmentBuilder } from './segment-builder.ts'
import { createSegmentBuilder } from './segment-builder.ts'
import type { SegmentSet } from './segment-set.ts'
import { SEAL_RECORDS } from './segment-set.ts'

/**
 * How records arrive: one at a time, each to be found at once, or in bulk, to be found once there are enough of them,
 * which keeps the segments of a long build large and few.
 */
export type Pace = 'single' | 'bulk'

/** Records on their way into the index: they become a segment when there are many of them, or on request. */
export interface Delta {
  /** Replaces these records; returns the hashes whose text is missing. */
  update(documents: readonly SearchDocument[], pace: Pace): Hash[]
  /** Moves everything pending into the set. */
  flush(): void
  /** Moves everything into the set that a query must not miss. */
  flushForFind(): void
  /** Drops everything pending. */
  clear(): void
}

/** Creates an empty delta in front of a set of segments. */
export function createDelta(set: SegmentSet, passagesOf: (hash: string) => readonly Passage[] | null): Delta {
  const batches: Readonly<Record<Pace, Batch>> = {
    single: createBatch(set, LIMITS.single),
    bulk: createBatch(set, LIMITS.bulk),
  }

  function update(documents: readonly SearchDocument[], pace: Pace): Hash[] {
    const missing = new Set<Hash>()
    const other = batches[pace === 'single' ? 'bulk' : 'single']
    for (const document of new Map(documents.map((each) => [each.id, each])).values()) {
      // The later version counts, whichever way it arrived.
      if (other.has(document.id)) other.flush()
      batches[pace].add(document, (hash) => {
        const passages = passagesOf(hash)
        // The builder asks only for the hashes of this document.
        if (!passages) missing.add(hash as Hash)
        return passages
      })
    }
    return [...missing]
  }

  return {
    update,
    flush() {
      batches.single.flush()
      batches.bulk.flush()
    },
    flushForFind() {
      batches.single.flush()
      // Of a bulk, no more than a query can wait for.
      if (!batches.bulk.holds(LIMITS.single)) batches.bulk.flush()
    },
    clear() {
      batches.single.clear()
      batches.bulk.clear()
    },
  }
}

/** Closing a segment early bounds the memory for words while it is built; those of a bulk stay below 2^22. */
interface Limits {
  readonly records: number
  readonly words: number
}

const LIMITS: Readonly<Record<Pace, Limits>> = {
  single: { records: SEAL_RECORDS, words: 1_200_000 },
  bulk: { records: 1 << 17, words: 4_190_000 },
}

type Batch = ReturnType<typeof createBatch>

/** Records that become one segment. */
function createBatch(set: SegmentSet, limits: Limits) {
  let builder = createSegmentBuilder()
  let ids = new Set<string>()

  function clear(): void {
    builder = createSegmentBuilder()
    ids = new Set()
  }

  function flush(): void {
    if (ids.size === 0) return
    const data = builder.finish()
    // Only now, so that the old version is found until the new one is.
    for (const id of ids) set.kill(id)
    clear()
    set.add(data)
  }

  const holds = ({ records, words }: Limits): boolean =>
    builder.records() >= records || builder.words() >= words

  return {
    clear,
    flush,
    holds,
    has: (id: string) => ids.has(id),
    add(document: SearchDocument, passagesOf: Parameters<SegmentBuilder['add']>[1]): void {
      // Segments remove records by number, and one being built has none to give yet.
      if (ids.has(document.id)) flush()
      ids.add(document.id)
      builder.add(document, passagesOf)
      if (holds(limits)) flush()
    },
  }
}
