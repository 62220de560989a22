import type { SearchFilters } from '../../shared/model/search-filters.ts'
import type { SavedSearch } from '../../shared/model/saved-search.ts'
import type { Address } from './address.ts'
import { isStillTyped } from './search-request.ts'
import { navigate, readAddress } from './use-address.ts'

type Question = Pick<SavedSearch, 'query' | 'filters' | 'sort' | 'descending'>

/** The change of address that shows what a saved search finds. */
export function addressOf({ query, filters, sort, descending }: Question): Partial<Address> {
  return { query: wholeQuery(query), filters, sort, descending }
}

/** A query whose last word is not being typed any more: the list then holds what is counted, and no longer words. */
export function wholeQuery(query: string): string {
  return isStillTyped(query) ? `${query} ` : query
}

/** Has the list show what the query finds as it will be saved: its last word whole, and not as the beginning of others. */
export function settleQuery(): void {
  navigate({ query: wholeQuery(readAddress().query) }, 'replace')
}

/** True where an address asks for what a saved search asks for, in whatever order. */
export function asksFor(address: Address, saved: Question): boolean {
  return address.query.trim() === saved.query.trim() && sorted(address.filters) === sorted(saved.filters)
}

/** Filters chosen in another order are the same filters. */
function sorted(filters: SearchFilters): string {
  const { kind, tag, language, source, person, verification, from, to } = filters
  const lists = [kind, tag, language, source, person, verification].map((values) => values.toSorted())
  return JSON.stringify([...lists, from, to])
}
