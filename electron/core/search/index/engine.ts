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
import { hasTermTree, termTreeOf } from './terms/term-tree.ts'
import { openTexts, readPassages } from './corpus/text-cache.ts'
import type { ValueCount, ValueField } from './facets/values.ts'
import { countValues } from './facets/values.ts'
import type { WithinAnswer, WithinRequest } from './within.ts'
import { findWithin } from './within.ts'

/**
 * The index of an archive. All calls except `within` finish before they return, and each sees what the ones before it
 * changed.
 */
export interface SearchEngine {
  /** The position given with the latest persist that was loaded, or null when everything must be indexed again. */
  readonly covered: () => string | null
  /** The index file that was found damaged at the start, relative to `search`, or null. */
  readonly damaged: () => string | null
  setTags(tags: readonly SearchTag[]): void
  /** Saved searches, for quick-open. */
  setSearches(searches: readonly NamedSearch[]): void
  /** Groups of names, in which each name also finds the others. */
  setAliases(groups: readonly (readonly string[])[]): void
  /**
   * Replaces these records; returns the hashes whose text is not in the cache. The last records of a bulk update are
   * not found before a flush.
   */
  update(documents: readonly SearchDocument[], pace?: Pace): { missing: readonly Hash[] }
  /** Makes everything received so far searchable. */
  flush(): void
  remove(ids: readonly RecordId[]): void
  clear(): void
  persist(position: string): void
  /**
   * Does a small part of the outstanding work on segments; returns whether there is more. It never changes a result.
   */
  tidy(): boolean
  find(request: SearchRequest): FindAnswer
  /** Works in steps because a text may be long: each yield is a pause. */
  within(document: SearchDocument, request: WithinRequest): Generator<undefined, WithinAnswer>
  quick(text: string, limit: number): QuickItem[]
  values(field: ValueField): ValueCount[]
  close(): void
}

/** Opens the index in `<cacheFolder>/search`; texts are read from `<cacheFolder>/text`. */
export function openEngine(options: {
  readonly cacheFolder: string
  /** The keys with which the files of the index and the texts are marked. */
  readonly keys: { readonly index: Uint8Array; readonly text: Uint8Array }
  readonly readOnly?: boolean
  /** A second text cache, for texts that the cache folder lacks and that could not be written there. */
  readonly scratchFolder?: string
}): SearchEngine {
  const { cacheFolder, keys, readOnly = false, scratchFolder = cacheFolder } = options
  const textFolders = scratchFolder === cacheFolder ? [cacheFolder] : [cacheFolder, scratchFolder]
  const set = openSegmentSet(join(cacheFolder, 'search'), { key: keys.index, readOnly })
  const quick = createQuickLookup()
  const delta = createDelta(set, (hash) => readPassages(textFolders, hash, keys.text))
  const texts = openTexts(textFolders, keys.text)
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
    tidy: () => set.tidy() || buildNextTree(set.segments()) || quick.prepare(corpus),
    find: (request) => find(request, corpus()),
    within: (document, request) => findWithin(document, request, corpus()),
    quick: (text, limit) => quick.find(text, limit, corpus()),
    values: (field) => countValues(field, corpus()),
    close: set.close,
  }
}

/** Builds the term tree of one more segment before a query has to wait for it; false when all have one. */
function buildNextTree(segments: readonly Segment[]): boolean {
  const next = segments.find((each) => !hasTermTree(each.data))
  if (next) termTreeOf(next.data)
  return next !== undefined
}
