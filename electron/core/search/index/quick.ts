import Fuse from 'fuse.js'
import type { QuickItem, TextRange } from '../../../../shared/contract/search.ts'
import { fold, foldWithOffsets } from '../../../../shared/text/fold.ts'
import type { Corpus } from './corpus.ts'
import type { LabelSet, SharingLabel } from './labels.ts'
import { bestSharing, createLabelSet } from './labels.ts'
import type { Segment } from './segment.ts'
import { idOf, titleOf } from './segment.ts'
import type { SegmentData } from './segment-data.ts'
import { countValues } from './values.ts'

type Candidate = SharingLabel & Pick<QuickItem, 'type' | 'detail' | 'value'>

/** Makes the look-up behind the quick-open box; what it prepares is kept until the archive changes. */
export function createQuickLookup(): (text: string, limit: number, corpus: Corpus) => QuickItem[] {
  const titles = new WeakMap<SegmentData, LabelSet>()
  const labels = createNameLabels()

  function recordLabels(segment: Segment, folded: string): Candidate[] {
    const made = titles.get(segment.data) ?? createLabelSet(titlesOf(segment.data))
    titles.set(segment.data, made)
    return recordCandidates(segment, made.candidates(folded))
  }

  return (text, limit, corpus) => {
    const folded = fold(text)
    if (folded === '') return []
    const candidates = [
      ...labels(corpus).flatMap(({ type, set, values }) =>
        set.candidates(folded).map((label) => ({ ...label, type, detail: '', value: values[label.at]! })),
      ),
      ...corpus.segments.flatMap((segment) => recordLabels(segment, folded)),
    ]
    return bestMatches(bestSharing(candidates), folded, limit)
  }
}

interface NamedLabels {
  readonly type: 'person' | 'source' | 'tag'
  readonly set: LabelSet
  readonly values: readonly string[]
}

/** Names change with single records; they are made ready again only when a record or the tag tree did change. */
function createNameLabels(): (corpus: Corpus) => readonly NamedLabels[] {
  let made: readonly NamedLabels[] = []
  let madeFor: readonly unknown[] = []
  return (corpus) => {
    const state = [corpus.tags, corpus.records, ...corpus.segments.map((each) => each.data)]
    if (state.length === madeFor.length && state.every((each, at) => each === madeFor[at])) return made
    const people = countValues('people', corpus).map((each) => each.value)
    const sources = countValues('sources', corpus).map((each) => each.value)
    const tags = [...corpus.tags.tags.values()]
    madeFor = state
    made = [
      { type: 'person', set: createLabelSet(people), values: people },
      { type: 'source', set: createLabelSet(sources), values: sources },
      { type: 'tag', set: createLabelSet(tags.map((tag) => tag.path)), values: tags.map((tag) => tag.id) },
    ]
    return made
  }
}

function titlesOf(data: SegmentData): string[] {
  return Array.from({ length: data.records }, (_, record) => titleOf(data, record))
}

function recordCandidates({ data, dead }: Segment, labels: readonly SharingLabel[]): Candidate[] {
  return labels
    .filter((label) => !dead[label.at])
    .map((label) => {
      const id = idOf(data, label.at)
      return { ...label, type: 'record', detail: id, value: id }
    })
}

function bestMatches(candidates: readonly Candidate[], folded: string, limit: number): QuickItem[] {
  const fuse = new Fuse(candidates, {
    keys: ['folded'],
    includeMatches: true,
    ignoreLocation: true,
    isCaseSensitive: true,
    threshold: 0.4,
    minMatchCharLength: Math.min(2, folded.length),
  })
  return fuse.search(folded, { limit }).map(({ item, matches }) => ({
    type: item.type,
    label: item.label,
    detail: item.detail,
    value: item.value,
    highlights: originalRanges(item.label, matches?.[0]?.indices ?? []),
  }))
}

/** fuse.js gives closed ranges of the folded text. */
function originalRanges(label: string, indices: readonly (readonly [number, number])[]): TextRange[] {
  const { offsets } = foldWithOffsets(label)
  const ranges: TextRange[] = []
  for (const [first, last] of indices) {
    const [start, end] = [offsets[first]!, offsets[last + 1]!]
    const before = ranges.at(-1)
    if (before && start <= before[1]) before[1] = Math.max(before[1], end)
    else ranges.push([start, end])
  }
  return ranges
}
