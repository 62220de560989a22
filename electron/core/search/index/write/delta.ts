import type { Hash } from '../../../../../shared/model/ids.ts'
import type { Passage } from '../../../../../shared/model/passage.ts'
import type { SearchDocument } from '../../../../../shared/model/search-document.ts'
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
  /** Puts all that is under way into the set. */
  flush(): void
  /** Puts what a find must not miss into the set. */
  flushForFind(): void
  /** Forgets what is under way. */
  clear(): void
}

/** Makes an empty delta before a set of segments. */
export function createDelta(set: SegmentSet, passagesOf: (hash: string) => readonly Passage[] | null): Delta {
  const batches: Readonly<Record<Pace, Batch>> = {
    single: createBatch(set, LIMITS.single),
    bulk: createBatch(set, LIMITS.bulk),
  }

  function update(documents: readonly SearchDocument[], pace: Pace): Hash[] {
    const missing = new Set<Hash>()
    const other = batches[pace === 'single' ? 'bulk' : 'single']
    for (const document of new Map(documents.map((each) => [each.id, each])).values()) {
      // What comes later counts, whichever way it came.
      if (other.has(document.id)) other.flush()
      batches[pace].add(document, (hash) => {
        const passages = passagesOf(hash)
        // The builder asks for the hashes of this document only.
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
      // Of a bulk, no more than a find can wait for.
      if (!batches.bulk.holds(LIMITS.single)) batches.bulk.flush()
    },
    clear() {
      batches.single.clear()
      batches.bulk.clear()
    },
  }
}

/** Memory that words take while a segment is built is bounded by closing it early; that of a bulk stays below 2^22. */
interface Limits {
  readonly records: number
  readonly words: number
}

const LIMITS: Readonly<Record<Pace, Limits>> = {
  single: { records: SEAL_RECORDS, words: 1_200_000 },
  bulk: { records: 1 << 17, words: 4_190_000 },
}

type Batch = ReturnType<typeof createBatch>

/** Records that are made into one segment. */
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
    // Only now, so that a record is found as it was until it is found as it is.
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
      // A segment takes records out by number, and one under way has none to give yet.
      if (ids.has(document.id)) flush()
      ids.add(document.id)
      builder.add(document, passagesOf)
      if (holds(limits)) flush()
    },
  }
}
