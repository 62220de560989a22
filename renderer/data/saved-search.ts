import type { SearchFilters } from '../../shared/model/search-filters.ts'
import type { SavedSearch } from '../../shared/model/saved-search.ts'
import type { Address } from './address.ts'
import { isStillTyped } from './search-request.ts'
import { navigate, readAddress } from './use-address.ts'

type SearchSettings = Pick<SavedSearch, 'query' | 'filters' | 'sort' | 'descending'>

/** The change of address that shows what a saved search finds. */
export function addressOf({ query, filters, sort, descending }: SearchSettings): Partial<Address> {
  return { query: completeQuery(query), filters, sort, descending }
}

/** A query whose last word is no longer being typed: the list then matches the count and does not complete the word. */
export function completeQuery(query: string): string {
  return isStillTyped(query) ? `${query} ` : query
}

/** Makes the list show what the query will find once it is saved: its last word is complete, not a prefix of others. */
export function settleQuery(): void {
  navigate({ query: completeQuery(readAddress().query) }, 'replace')
}

/** True when an address asks for the same as a saved search, in whatever order. */
export function asksFor(address: Address, saved: SearchSettings): boolean {
  return address.query.trim() === saved.query.trim() && sorted(address.filters) === sorted(saved.filters)
}

/** The same filters chosen in another order are equal. */
function sorted(filters: SearchFilters): string {
  const { kind, tag, language, source, person, verification, from, to } = filters
  const lists = [kind, tag, language, source, person, verification].map((values) => values.toSorted())
  return JSON.stringify([...lists, from, to])
}
