import { isStillTyped } from '../../data/search-request.ts'
import { useCallback, useMemo, useState } from 'react'
import type { PassageMatch } from '../../../shared/contract/search.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useQuery } from '../../data/use-query.ts'
import type { Mark } from './marks.ts'

/** The matches of a query inside one record, and the current one. */
export interface Hits {
  readonly total: number
  /** In reading order; fewer than `total` when a record has more than can be stepped through. */
  readonly matches: readonly PassageMatch[]
  /** The place of the current match among all, from 0; null before the first step. */
  readonly current: number | null
  readonly match: PassageMatch | null
  /** Goes to the next (1) or the previous (-1) match, wrapping around at the ends. */
  step(by: 1 | -1): void
  /** Goes to the match at a place from 0. */
  goTo(index: number): void
  /** The highlights of one object's text, by the number of the passage. */
  marksOf(hash: string): ReadonlyMap<number, readonly Mark[]>
}

/** Searches for a query in a record; the match at `at` is the current one until the user steps to another. */
export function useHits(id: RecordId, query: string, at: string): Hits {
  const found = useQuery(
    'search.within',
    query.trim() === '' ? null : { id, query, typing: isStillTyped(query) },
  )
  const matches = useMemo(
    () => (query.trim() === '' || found.isPrevious ? [] : (found.value?.matches ?? [])),
    [query, found.isPrevious, found.value],
  )
  const arrival = useMemo(() => matchAt(matches, at), [matches, at])
  const [stepped, setStepped] = useState<{ readonly to: number; readonly among: readonly PassageMatch[] }>()
  const current = stepped?.among === matches ? stepped.to : arrival
  const step = useCallback(
    (by: 1 | -1) => {
      if (matches.length === 0) return
      const from = current ?? (by === 1 ? -1 : 0)
      setStepped({ to: (from + by + matches.length) % matches.length, among: matches })
    },
    [matches, current],
  )
  const goTo = useCallback((index: number) => setStepped({ to: index, among: matches }), [matches])
  const byObject = useMemo(() => marksByObject(matches), [matches])
  const marksOf = useCallback((hash: string) => byObject.get(hash) ?? NO_MARKS, [byObject])
  const match = current === null ? null : (matches[current] ?? null)
  const total = matches.length > 0 ? (found.value?.total ?? 0) : 0
  return { total, matches, current, match, step, goTo, marksOf }
}

const NO_MARKS: ReadonlyMap<number, readonly Mark[]> = new Map()

function matchAt(matches: readonly PassageMatch[], at: string): number | null {
  if (matches.length === 0) return null
  const found = matches.findIndex((match) => match.locator === at)
  if (found >= 0) return found
  return at === '' ? 0 : null
}

function marksByObject(matches: readonly PassageMatch[]) {
  const objects = new Map<string, Map<number, Mark[]>>()
  matches.forEach(({ hash, passage, range }, order) => {
    const passages = objects.get(hash) ?? new Map<number, Mark[]>()
    objects.set(hash, passages)
    const marks = passages.get(passage) ?? []
    passages.set(passage, marks)
    marks.push({ order, range })
  })
  return objects
}
