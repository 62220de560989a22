import type { SearchFilters } from '../../shared/model/search-filters.ts'
import { changePieces, queryPieces } from '../../shared/query/pieces.ts'
import { printQuery } from '../../shared/query/print.ts'
import type { ListFilter, QueryNode } from '../../shared/query/query.ts'
import { noFilters } from './address.ts'
import { activeFilters, toggleFilter } from './filters.ts'
import type { ActiveFilter, ListFilterName } from './filters.ts'

/** What a search asks for: words and filters as typed, and filters as chosen. */
export interface SearchTerms {
  readonly query: string
  readonly filters: SearchFilters
}

/** Something that narrows a search, as a chip shows it, whether it was chosen on a list or typed into the box. */
export interface Narrowing {
  readonly name: ActiveFilter['name'] | 'date' | 'grade' | 'has' | 'case' | `in-${NarrowingField}`
  /** For `date`, both ends: `2011..2014`, `2011..`, `2014-09`. */
  readonly value: string
  /** Typed with a minus: records that match it are left out. */
  readonly isExcluded?: boolean
}

/** Everything that narrows the search, each once, chosen filters first. */
export function narrowingsOf({ query, filters }: SearchTerms): readonly Narrowing[] {
  const typed = queryPieces(query).flatMap(({ node }) => (node ? narrowingsIn(node) : []))
  const all = [...activeFilters(filters), ...typed]
  return all.filter((each, at) => all.findIndex((other) => isSame(each, other)) === at)
}

/** The search without a narrowing, whether typed or chosen; the rest of the text stays as typed. */
export function withoutNarrowing(terms: SearchTerms, narrowing: Narrowing): SearchTerms {
  const isChosen = activeFilters(terms.filters).some((each) => isSame(each, narrowing))
  return {
    // A narrowing among the chosen filters has the name of a filter.
    filters: isChosen ? toggleFilter(terms.filters, narrowing as ActiveFilter) : terms.filters,
    query: changePieces(terms.query, (node) => withoutIn(node, narrowing)),
  }
}

/** The search with nothing left but its words. */
export function withoutNarrowings({ query }: SearchTerms): SearchTerms {
  return {
    filters: noFilters,
    query: changePieces(query, (node) => (narrowingsIn(node).length > 0 ? null : node)),
  }
}

/**
 * The search with one more filter, or without it if it is active. It joins filters of the same kind: next to a typed
 * kind, another kind becomes an alternative in the text, and would otherwise contradict it.
 */
export function toggleNarrowing(terms: SearchTerms, filter: ActiveFilter): SearchTerms {
  if (narrowingsOf(terms).some((each) => isSame(each, filter))) return withoutNarrowing(terms, filter)
  if (filter.name === 'year') {
    const { query } = withoutFacet(terms, 'year')
    return { query, filters: toggleFilter(terms.filters, filter) }
  }
  const name = typedNames[filter.name]
  const isOfName = (node: QueryNode) => node.type === 'filter' && node.filter === name
  const isTyped = queryPieces(terms.query).some(({ node }) => node && isOfName(node))
  if (!isTyped) return { ...terms, filters: toggleFilter(terms.filters, filter) }
  let isAdded = false
  const query = changePieces(terms.query, (node) => {
    if (node.type !== 'filter' || !isOfName(node) || isAdded) return node
    isAdded = true
    return { ...node, values: [...node.values, filter.value] }
  })
  return { ...terms, query }
}

/**
 * The search without what narrows it by one facet, so that the facet's other values can be counted and chosen. Typed
 * words of a person, source or tag stay, because they are not values of those facets.
 */
export function withoutFacet({ query, filters }: SearchTerms, name: ListFilterName | 'year'): SearchTerms {
  const cleared = name === 'year' ? { from: '', to: '' } : { [name]: [] }
  const isOfFacet = (node: QueryNode) =>
    name === 'year' ? node.type === 'date' : node.type === 'filter' && node.filter === typedNames[name]
  return {
    filters: { ...filters, ...cleared },
    query: changePieces(query, (node) => (isOfFacet(node) ? null : node)),
  }
}

const typedNames: Partial<Record<ActiveFilter['name'], ListFilter>> = {
  kind: 'kind',
  language: 'lang',
  verification: 'verification',
}
const namesOfTyped: Readonly<Record<ListFilter, Narrowing['name']>> = {
  kind: 'kind',
  lang: 'language',
  verification: 'verification',
  grade: 'grade',
  has: 'has',
  case: 'case',
}
/** Fields whose words narrow as a filter does; words of a title or a text are what the user searches for. */
const narrowingFields = ['tag', 'person', 'source', 'place'] as const
type NarrowingField = (typeof narrowingFields)[number]

/** What a part of a query narrows by, if it does nothing else. */
function narrowingsIn(node: QueryNode): readonly Narrowing[] {
  switch (node.type) {
    case 'filter':
      return node.values.map((value) => ({ name: namesOfTyped[node.filter], value }))
    case 'date': {
      const isYear = node.from === node.to && /^\d{4}$/.test(node.from)
      return [{ name: isYear ? 'year' : 'date', value: printQuery(node).slice('date:'.length) }]
    }
    case 'word':
    case 'phrase': {
      const field = narrowingFields.find((each) => each === node.field)
      const isPlain = node.type === 'phrase' && node.near === 0
      return field
        ? [{ name: `in-${field}`, value: isPlain ? node.text : printQuery({ ...node, field: null }) }]
        : []
    }
    case 'not':
      return narrowingsIn(node.node).map((each) => ({ ...each, isExcluded: true }))
    default:
      return []
  }
}

/** The part without the narrowing; if it has several values, the others stay. */
function withoutIn(node: QueryNode, narrowing: Narrowing): QueryNode | null {
  const narrowings = narrowingsIn(node)
  if (!narrowings.some((each) => isSame(each, narrowing))) return node
  if (narrowings.length === 1) return null
  if (node.type === 'not') {
    const inner = withoutIn(node.node, { ...narrowing, isExcluded: false })
    return inner && { type: 'not', node: inner }
  }
  return node.type === 'filter'
    ? { ...node, values: node.values.filter((value) => value !== narrowing.value) }
    : null
}

function isSame(one: Narrowing, other: Narrowing): boolean {
  return (
    one.name === other.name &&
    one.value === other.value &&
    (one.isExcluded ?? false) === (other.isExcluded ?? false)
  )
}
