import Fuse from 'fuse.js'
import type { QuickItem, TextRange } from '../../../../../shared/contract/search.ts'
import { fold, foldWithOffsets } from '../../../../../shared/text/fold.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { LabelSet } from './labels.ts'
import { MAX_CANDIDATES, prepareLabels } from './labels.ts'
import { quickSources, type NamedSearch, type QuickSource } from './quick-sources.ts'

/** The look-up behind the quick-open box; what it prepares is kept until the archive changes. */
export interface QuickLookup {
  /** The labels most similar to a text, best first. */
  find(text: string, limit: number, corpus: Corpus): QuickItem[]
  /** Once the box has been used, prepares a little more of what has changed since; false when nothing has. */
  prepare(corpus: () => Corpus): boolean
  /** Replaces the saved searches on offer. */
  setSearches(searches: readonly NamedSearch[]): void
}

/** Creates the look-up. */
export function createQuickLookup(): QuickLookup {
  const { all, setSearches } = quickSources()
  const prepared = new WeakMap<object, Preparation>()
  let isWanted = false

  function preparationOf({ key, count, labelAt }: QuickSource): Preparation {
    const made = prepared.get(key) ?? createPreparation(prepareLabels(count, labelAt))
    prepared.set(key, made)
    return made
  }

  return {
    setSearches,
    find(text, limit, corpus) {
      isWanted = true
      const folded = fold(text)
      if (folded === '') return []
      const candidates = all(corpus).flatMap((source) =>
        candidatesOf(source, preparationOf(source).finish(), folded),
      )
      return bestMatches(mostSharing(candidates), folded, limit)
    },
    prepare(corpus) {
      if (!isWanted) return false
      const next = all(corpus())
        .map(preparationOf)
        .find((each) => !each.isDone())
      next?.step()
      return next !== undefined
    },
  }
}

interface Preparation {
  readonly isDone: () => boolean
  step(): LabelSet | null
  finish(): LabelSet
}

function createPreparation(work: Generator<undefined, LabelSet>): Preparation {
  let made: LabelSet | null = null
  const step = (): LabelSet | null => {
    const { done, value } = work.next()
    return (made = done ? value : null)
  }
  return {
    isDone: () => made !== null,
    step,
    finish() {
      for (;;) {
        const set = made ?? step()
        if (set) return set
      }
    },
  }
}

type Candidate = Omit<QuickItem, 'highlights'> & { readonly folded: string; readonly shared: number }

function candidatesOf(source: QuickSource, set: LabelSet, folded: string): Candidate[] {
  return set
    .candidates(folded)
    .filter(({ at }) => source.isLive(at))
    .map(({ at, shared }) => {
      const label = source.labelAt(at)
      return { ...source.itemAt(at), label, folded: fold(label), shared }
    })
}

function mostSharing(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates]
    .sort((a, b) => b.shared - a.shared || a.folded.length - b.folded.length)
    .slice(0, MAX_CANDIDATES)
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

/** fuse.js returns closed ranges of the folded text. */
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
