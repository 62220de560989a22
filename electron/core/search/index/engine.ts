import { join } from 'node:path'
import type { QuickItem, SearchRequest } from '../../../../shared/contract/search.ts'
import type { Hash, RecordId } from '../../../../shared/model/ids.ts'
import type { SearchDocument, SearchTag } from '../../../../shared/model/search-document.ts'
import { createAliases } from './corpus/aliases.ts'
import { createCorpus } from './corpus/corpus.ts'
import { createDelta, type Pace } from './write/delta.ts'
import { createFacetNumbers } from './corpus/facet-rows.ts'
import type { FindAnswer } from './find.ts'
import { find } from './find.ts'
import type { NamedSearch } from './quick/quick-sources.ts'
import { createQuickLookup } from './quick/quick.ts'
import type { Segment } from './segment/segment.ts'
import { openSegmentSet } from './write/segment-set.ts'
import { createSharedValues } from './corpus/shared-values.ts'
import { createTagIndex } from './corpus/tag-index.ts'
import { isLaidOpen, termTreeOf } from './terms/term-tree.ts'
import { openTexts, readPassages } from './corpus/text-cache.ts'
import type { ValueCount, ValueField } from './facets/values.ts'
import { countValues } from './facets/values.ts'
import type { WithinAnswer, WithinRequest } from './within.ts'
import { findWithin } from './within.ts'

/** The index of an archive. All calls but `within` finish before they return; what one changed, the next one sees. */
export interface SearchEngine {
  /** The position given with the last persist that is loaded, or null where everything must be fed anew. */
  readonly covered: () => string | null
  /** The file of the index that was found damaged at the start, below `search`, or null. */
  readonly damaged: () => string | null
  setTags(tags: readonly SearchTag[]): void
  /** Saved searches, for quick-open. */
  setSearches(searches: readonly NamedSearch[]): void
  /** Groups of names, each of which finds all others of its group. */
  setAliases(groups: readonly (readonly string[])[]): void
  /** Replaces these records; answers the hashes whose text is not in the cache. Of a bulk the last are not found before a flush. */
  update(documents: readonly SearchDocument[], pace?: Pace): { missing: readonly Hash[] }
  /** Has everything found that was given. */
  flush(): void
  remove(ids: readonly RecordId[]): void
  clear(): void
  persist(position: string): void
  /** Does a little of what is left to do about the segments; answers whether there is more. Nothing shows of it. */
  tidy(): boolean
  find(request: SearchRequest): FindAnswer
  /** Works in steps, for a text may be long: each yield is a pause. */
  within(document: SearchDocument, request: WithinRequest): Generator<undefined, WithinAnswer>
  quick(text: string, limit: number): QuickItem[]
  values(field: ValueField): ValueCount[]
  close(): void
}

/** Opens the index in `<cacheFolder>/search`; texts are read from `<cacheFolder>/text`. */
export function openEngine(options: {
  readonly cacheFolder: string
  readonly readOnly?: boolean
  /** Where texts lie that the cache folder lacks and could not be given. */
  readonly scratchFolder?: string
}): SearchEngine {
  const { cacheFolder, readOnly = false, scratchFolder = cacheFolder } = options
  const textFolders = scratchFolder === cacheFolder ? [cacheFolder] : [cacheFolder, scratchFolder]
  const set = openSegmentSet(join(cacheFolder, 'search'), readOnly)
  const quick = createQuickLookup()
  const delta = createDelta(set, (hash) => readPassages(textFolders, hash))
  const texts = openTexts(...textFolders)
  const values = createSharedValues()
  const facets = createFacetNumbers()
  let tags = createTagIndex([])
  let aliases = createAliases([])
  const corpus = () => {
    delta.flushForFind()
    return createCorpus(set.segments(), { tags, values, facets, aliases, texts })
  }

  return {
    covered: set.covered,
    damaged: set.damaged,
    setTags(list) {
      tags = createTagIndex(list)
    },
    setSearches: quick.setSearches,
    setAliases(groups) {
      aliases = createAliases(groups)
    },
    update: (documents, pace = 'single') => ({ missing: delta.update(documents, pace) }),
    flush: delta.flush,
    remove(ids) {
      delta.flush()
      for (const id of ids) set.kill(id)
    },
    clear() {
      delta.clear()
      set.clear()
    },
    persist(position) {
      delta.flush()
      set.persist(position)
    },
    tidy: () => set.tidy() || layOpenNext(set.segments()) || quick.prepare(corpus),
    find: (request) => find(request, corpus()),
    within: (document, request) => findWithin(document, request, corpus()),
    quick: (text, limit) => quick.find(text, limit, corpus()),
    values: (field) => countValues(field, corpus()),
    close: set.close,
  }
}

/** Lays the terms of one more segment open before a find has to wait for it; false where all are. */
function layOpenNext(segments: readonly Segment[]): boolean {
  const next = segments.find((each) => !isLaidOpen(each.data))
  if (next) termTreeOf(next.data)
  return next !== undefined
}
