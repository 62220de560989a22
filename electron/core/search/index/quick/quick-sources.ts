import type { QuickItem } from '../../../../../shared/contract/search.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { idOf, titleOf } from '../segment/segment.ts'
import type { Segment } from '../segment/segment.ts'
import type { CountedColumn } from '../corpus/shared-values.ts'
import type { TagIndex } from '../corpus/tag-index.ts'
import { countNumbers } from '../facets/values.ts'
import { once } from '../segment/memo.ts'

/** Labels of one kind, by number. `key` stays the same as long as its labels do. */
export interface QuickSource {
  readonly key: object
  readonly count: number
  readonly labelAt: (at: number) => string
  /** Whether a label still belongs to something in the archive. */
  readonly isLive: (at: number) => boolean
  readonly itemAt: (at: number) => Pick<QuickItem, 'type' | 'detail' | 'value'>
}

/** A saved search as quick-open offers it. */
export interface NamedSearch {
  readonly id: string
  readonly name: string
  readonly query: string
}

/** The labels of an archive: titles, people, sources, tags and saved searches. */
export interface QuickSources {
  all(corpus: Corpus): readonly QuickSource[]
  /** Replaces the saved searches. */
  setSearches(searches: readonly NamedSearch[]): void
}

/** Collects the labels of an archive. */
export function quickSources(): QuickSources {
  const people = namesOf('person')
  const sources = namesOf('source')
  const tags = once((index: TagIndex) => sourceOfTags(index))
  const titles = once((segment: Segment) => sourceOfTitles(segment))
  let saved = sourceOfSearches([])
  return {
    all: (corpus) => [
      saved,
      ...people(corpus),
      ...sources(corpus),
      tags(corpus.tags),
      ...corpus.segments.map(titles),
    ],
    setSearches(searches) {
      saved = sourceOfSearches(searches)
    },
  }
}

function sourceOfTitles({ data, dead }: Segment): QuickSource {
  return {
    key: data,
    count: data.records,
    labelAt: (at) => titleOf(data, at),
    isLive: (at) => !dead[at],
    itemAt: (at) => ({ type: 'record', detail: idOf(data, at), value: idOf(data, at) }),
  }
}

function sourceOfSearches(searches: readonly NamedSearch[]): QuickSource {
  return {
    key: searches,
    count: searches.length,
    labelAt: (at) => searches[at]!.name,
    isLive: () => true,
    itemAt: (at) => ({ type: 'search', detail: searches[at]!.query, value: searches[at]!.id }),
  }
}

function sourceOfTags(index: TagIndex): QuickSource {
  const tags = [...index.tags.values()]
  return {
    key: index,
    count: tags.length,
    labelAt: (at) => tags[at]!.path,
    isLive: () => true,
    itemAt: (at) => ({ type: 'tag', detail: '', value: tags[at]!.id }),
  }
}

/** New names arrive as records do, each batch as a run; beyond this many runs all are prepared again as one. */
const MAX_RUNS = 12

/** Names are only ever added, so new names form a new run of labels and the existing ones stay. */
function namesOf(column: Extract<CountedColumn, 'person' | 'source'>) {
  let runs: { readonly key: object; readonly from: number; readonly to: number }[] = []
  let counts = new Uint32Array(0)
  let countedFor: readonly unknown[] = []
  return (corpus: Corpus): QuickSource[] => {
    const state = [corpus.records, ...corpus.segments.map((each) => each.data)]
    if (state.length !== countedFor.length || state.some((each, at) => each !== countedFor[at]))
      counts = Uint32Array.from(countNumbers(column, corpus))
    countedFor = state
    const names = corpus.values.values(column)
    const known = runs.at(-1)?.to ?? 0
    if (names.length > known && runs.length >= MAX_RUNS) runs = [{ key: {}, from: 0, to: names.length }]
    else if (names.length > known) runs.push({ key: {}, from: known, to: names.length })
    return runs.map(({ key, from, to }) => ({
      key,
      count: to - from,
      labelAt: (at) => names[from + at]!,
      isLive: (at) => counts[from + at]! > 0,
      itemAt: (at) => ({ type: column, detail: '', value: names[from + at]! }),
    }))
  }
}
