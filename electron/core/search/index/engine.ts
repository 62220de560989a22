import { join } from 'node:path'
import type { PassageMatch, QuickItem, SearchRequest } from '../../../../shared/contract/search.ts'
import type { Hash, RecordId } from '../../../../shared/model/ids.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { SearchDocument, SearchTag } from '../../../../shared/model/search-document.ts'
import { createCorpus } from './corpus.ts'
import type { FindAnswer } from './find.ts'
import { find } from './find.ts'
import { createQuickLookup } from './quick.ts'
import type { SegmentBuilder } from './segment-builder.ts'
import { createSegmentBuilder } from './segment-builder.ts'
import type { SegmentSet } from './segment-set.ts'
import { openSegmentSet, SEAL_RECORDS } from './segment-set.ts'
import { createSharedValues } from './shared-values.ts'
import { createTagIndex } from './tag-index.ts'
import { readPassages } from './text-cache.ts'
import type { ValueCount, ValueField } from './values.ts'
import { countValues } from './values.ts'
import { findWithin } from './within.ts'

/** The index of an archive. All calls finish before they return; what one changed, the next one sees. */
export interface SearchEngine {
  /** The position given with the last persist that is loaded, or null where everything must be fed anew. */
  readonly covered: () => string | null
  setTags(tags: readonly SearchTag[]): void
  /** Replaces these records; answers the hashes whose text is not in the cache. */
  update(documents: readonly SearchDocument[]): { missing: readonly Hash[] }
  remove(ids: readonly RecordId[]): void
  clear(): void
  persist(position: string): void
  find(request: SearchRequest): FindAnswer
  within(document: SearchDocument, query: string, typing: boolean): PassageMatch[]
  quick(text: string, limit: number): QuickItem[]
  values(field: ValueField): ValueCount[]
  close(): void
}

/** Memory that words take while a segment is built is bounded by closing it early. */
const SEGMENT_WORDS = 2_000_000

/** Opens the index in `<cacheFolder>/search`; texts are read from `<cacheFolder>/text`. */
export function openEngine(options: {
  readonly cacheFolder: string
  readonly readOnly?: boolean
}): SearchEngine {
  const { cacheFolder, readOnly = false } = options
  const set = openSegmentSet(join(cacheFolder, 'search'), readOnly)
  const quick = createQuickLookup()
  const passagesOf = (hash: string) => readPassages(cacheFolder, hash)
  const values = createSharedValues()
  let tags = createTagIndex([])
  const corpus = () => createCorpus(set.segments(), tags, values)

  return {
    covered: set.covered,
    setTags(list) {
      tags = createTagIndex(list)
    },
    update(documents) {
      const newest = new Map(documents.map((document) => [document.id, document]))
      for (const id of newest.keys()) set.kill(id)
      return { missing: addDocuments(set, [...newest.values()], passagesOf) }
    },
    remove(ids) {
      for (const id of ids) set.kill(id)
    },
    clear: set.clear,
    persist: set.persist,
    find: (request) => find(request, corpus(), passagesOf),
    within: (document, query, typing) => findWithin(document, { query, typing }, corpus(), passagesOf),
    quick: (text, limit) => quick(text, limit, corpus()),
    values: (field) => countValues(field, corpus()),
    close: set.close,
  }
}

/** Adds records as new segments; answers the hashes that have no passages. */
function addDocuments(
  set: SegmentSet,
  documents: readonly SearchDocument[],
  passagesOf: (hash: string) => readonly Passage[] | null,
): Hash[] {
  const missing = new Set<Hash>()
  let builder = createSegmentBuilder()
  for (const document of documents) {
    builder.add(document, (hash) => {
      const passages = passagesOf(hash)
      // The builder asks for the hashes of this document only.
      if (!passages) missing.add(hash as Hash)
      return passages
    })
    if (!isFull(builder)) continue
    set.add(builder.finish())
    builder = createSegmentBuilder()
  }
  set.add(builder.finish())
  return [...missing]
}

function isFull(builder: SegmentBuilder): boolean {
  return builder.records() >= SEAL_RECORDS || builder.words() >= SEGMENT_WORDS
}
