import { queryPieces } from '../../../shared/query/pieces.ts'
import { noFilters } from '../../data/address.ts'
import { narrowingsOf, withoutNarrowing } from '../../data/narrowing.ts'
import type { SearchTerms } from '../../data/narrowing.ts'
import { listRequest } from '../../data/search-request.ts'
import { useAddress } from '../../data/use-address.ts'
import { useQueries } from '../../data/use-queries.ts'
import { useFilterLabel } from './use-filter-label.ts'

/** A search close to one that found nothing, and how many records it finds. */
export interface NearbySearch {
  /** The part that is dropped, or with `isKept` the only one that is kept. */
  readonly part: string
  readonly isKept: boolean
  readonly terms: SearchTerms
  readonly total: number
}

type Candidate = Omit<NearbySearch, 'total'>
/** Null while they are being counted. */
type Counted = Candidate & { readonly total: number | null }

/** How many words are tried, each in a search of its own, and how many of them are offered. */
const WORDS_TRIED = 6
const WORDS_OFFERED = 3

/**
 * The search without one of its filters or words; first come the words without which it finds most: the rarest. If
 * dropping any one of them leads nowhere, the search for each word alone.
 */
export function useNearbySearches(): readonly NearbySearch[] {
  const address = useAddress()
  const labelOf = useFilterLabel()
  const filters = useCounted(
    narrowingsOf(address).map((each) => ({
      part: labelOf(each),
      isKept: false,
      terms: withoutNarrowing(address, each),
    })),
  )
  const words = wordsOf(address.query)
  const fewer = useCounted(words.length > 1 ? words.map((word) => withoutWord(address, word)) : [])
  const tried = [...filters, ...fewer]
  const isDeadEnd = tried.length > 0 && tried.every(({ total }) => total === 0)
  const alone = useCounted(isDeadEnd ? words.map((word) => onlyWord(address, word)) : [])
  return isDeadEnd ? best(alone) : [...filters.filter(hasResults), ...best(fewer)]
}

function useCounted(candidates: readonly Candidate[]): readonly Counted[] {
  const address = useAddress()
  const replies = useQueries(
    'search.find',
    candidates.map(({ terms }) => ({ ...listRequest({ ...address, ...terms }), limit: 1 })),
  )
  return candidates.map((candidate, at) => ({ ...candidate, total: replies[at]?.value?.total ?? null }))
}

const hasResults = (candidate: Counted): candidate is NearbySearch =>
  candidate.total !== null && candidate.total > 0

function best(candidates: readonly Counted[]): readonly NearbySearch[] {
  return candidates
    .filter(hasResults)
    .toSorted((one, other) => other.total - one.total)
    .slice(0, WORDS_OFFERED)
}

interface Word {
  readonly start: number
  readonly end: number
}

/** The parts of a query that are searched for: those that neither narrow it nor exclude anything. */
function wordsOf(query: string): readonly Word[] {
  const isWord = ({ start, end }: Word) =>
    narrowingsOf({ query: query.slice(start, end), filters: noFilters }).length === 0
  return queryPieces(query)
    .filter((piece) => piece.node && piece.node.type !== 'not' && isWord(piece))
    .slice(0, WORDS_TRIED)
}

function withoutWord({ query, filters }: SearchTerms, { start, end }: Word): Candidate {
  const remainder = `${query.slice(0, start).trimEnd()} ${query.slice(end).trimStart()}`.trim()
  return { part: query.slice(start, end), isKept: false, terms: { query: remainder, filters } }
}

function onlyWord({ query }: SearchTerms, { start, end }: Word): Candidate {
  const part = query.slice(start, end)
  return { part, isKept: true, terms: { query: part, filters: noFilters } }
}
