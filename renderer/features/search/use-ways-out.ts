import { queryPieces } from '../../../shared/query/pieces.ts'
import { noFilters } from '../../data/address.ts'
import { narrowingsOf, withoutNarrowing } from '../../data/narrowing.ts'
import type { SearchTerms } from '../../data/narrowing.ts'
import { listRequest } from '../../data/search-request.ts'
import { useAddress } from '../../data/use-address.ts'
import { useQueries } from '../../data/use-queries.ts'
import { useFilterLabel } from './use-filter-label.ts'

/** A search close to one that found nothing, and how many records it finds. */
export interface WayOut {
  /** The part that is dropped, or with `isKept` the only one that is kept. */
  readonly part: string
  readonly isKept: boolean
  readonly asked: SearchTerms
  readonly total: number
}

type Way = Omit<WayOut, 'total'>
/** Null while they are being counted. */
type Counted = Way & { readonly total: number | null }

/** How many words are tried, each in a search of its own, and how many of them are offered. */
const WORDS_TRIED = 6
const WORDS_OFFERED = 3

/**
 * The search without one of its filters or words; first come the words without which it finds most: the rarest. If
 * dropping any one of them leads nowhere, the search for each word alone.
 */
export function useWaysOut(): readonly WayOut[] {
  const address = useAddress()
  const labelOf = useFilterLabel()
  const filters = useCounted(
    narrowingsOf(address).map((each) => ({
      part: labelOf(each),
      isKept: false,
      asked: withoutNarrowing(address, each),
    })),
  )
  const words = wordsOf(address.query)
  const fewer = useCounted(words.length > 1 ? words.map((word) => withoutWord(address, word)) : [])
  const tried = [...filters, ...fewer]
  const isStuck = tried.length > 0 && tried.every(({ total }) => total === 0)
  const alone = useCounted(isStuck ? words.map((word) => onlyWord(address, word)) : [])
  return isStuck ? best(alone) : [...filters.filter(isLeading), ...best(fewer)]
}

function useCounted(ways: readonly Way[]): readonly Counted[] {
  const address = useAddress()
  const answers = useQueries(
    'search.find',
    ways.map(({ asked }) => ({ ...listRequest({ ...address, ...asked }), limit: 1 })),
  )
  return ways.map((way, at) => ({ ...way, total: answers[at]?.value?.total ?? null }))
}

const isLeading = (way: Counted): way is WayOut => way.total !== null && way.total > 0

function best(ways: readonly Counted[]): readonly WayOut[] {
  return ways
    .filter(isLeading)
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

function withoutWord({ query, filters }: SearchTerms, { start, end }: Word): Way {
  const left = `${query.slice(0, start).trimEnd()} ${query.slice(end).trimStart()}`.trim()
  return { part: query.slice(start, end), isKept: false, asked: { query: left, filters } }
}

function onlyWord({ query }: SearchTerms, { start, end }: Word): Way {
  const part = query.slice(start, end)
  return { part, isKept: true, asked: { query: part, filters: noFilters } }
}
