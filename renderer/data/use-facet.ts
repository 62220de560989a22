import type { SearchFilters, SearchAnswer } from '../../shared/contract/search.ts'
import type { Address } from './address.ts'
import { noFilters } from './address.ts'
import { listRequest } from './search-request.ts'
import { useQuery } from './use-query.ts'

export type FacetName = keyof SearchAnswer['facets']

/**
 * The answer that counts one facet: everything asked for but that facet's own filter, so that its other values can be
 * chosen too. Where the filter is not set this is the list's own question, which is asked once.
 */
export function useFacet(address: Address, name: FacetName): SearchAnswer | undefined {
  const own: readonly (keyof SearchFilters)[] = name === 'year' ? ['from', 'to'] : [name]
  const isSet = own.some((filter) => address.filters[filter].length > 0)
  const cleared = Object.fromEntries(own.map((filter) => [filter, noFilters[filter]]))
  const request = { ...listRequest(address), filters: { ...address.filters, ...cleared } }
  return useQuery('search.find', isSet ? { ...request, limit: 1 } : request).value
}
