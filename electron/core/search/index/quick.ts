import Fuse from 'fuse.js'
import type { QuickItem, TextRange } from '../../../../shared/contract/search.ts'
import { fold, foldWithOffsets } from '../../../../shared/text/fold.ts'
import type { Corpus } from './corpus.ts'
import type { Label, LabelSet } from './labels.ts'
import { createLabelSet } from './labels.ts'
import type { Segment } from './segment.ts'
import { idOf, titleOf } from './segment.ts'
import type { SegmentData } from './segment-data.ts'
import { countValues } from './values.ts'

type Candidate = Label & Pick<QuickItem, 'type' | 'detail' | 'value'>

/** Makes the look-up behind the quick-open box; what it prepares is kept until the archive changes. */
export function createQuickLookup(): (text: string, limit: number, corpus: Corpus) => QuickItem[] {
  const titles = new WeakMap<SegmentData, LabelSet>()
  const names = createNameLabels()

  return (text, limit, corpus) => {
    const folded = fold(text)
    if (folded === '') return []
    const candidates: Candidate[] = names(corpus).flatMap(({ type, labels }) =>
      labels.candidates(folded).map((label) => ({ ...label, type, detail: '', value: label.label })),
    )
    for (const tag of corpus.tags.tags.values())
      candidates.push({
        label: tag.path,
        folded: fold(tag.path),
        at: 0,
        type: 'tag',
        detail: '',
        value: tag.id,
      })
    for (const segment of corpus.segments) {
      const labels = titles.get(segment.data) ?? createLabelSet(titlesOf(segment.data))
      titles.set(segment.data, labels)
      candidates.push(...recordCandidates(segment, labels.candidates(folded)))
    }
    return bestMatches(candidates, folded, limit)
  }
}

/** People and sources change with single records, so their labels are made again when a count differs. */
function createNameLabels() {
  let made: { key: string; sets: { type: 'person' | 'source'; labels: LabelSet }[] } = { key: '', sets: [] }
  return ({ segments }: Corpus) => {
    const people = countValues('people', segments).map((each) => each.value)
    const sources = countValues('sources', segments).map((each) => each.value)
    const key = JSON.stringify([people, sources])
    if (key !== made.key)
      made = {
        key,
        sets: [
          { type: 'person', labels: createLabelSet(people) },
          { type: 'source', labels: createLabelSet(sources) },
        ],
      }
    return made.sets
  }
}

function titlesOf(data: SegmentData): string[] {
  return Array.from({ length: data.records }, (_, record) => titleOf(data, record))
}

function recordCandidates({ data, dead }: Segment, labels: readonly Label[]): Candidate[] {
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
