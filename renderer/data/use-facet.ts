import type { SearchAnswer } from '../../shared/contract/search.ts'
import type { Address } from './address.ts'
import { withoutFacet } from './narrowing.ts'
import { listRequest } from './search-request.ts'
import { useQuery } from './use-query.ts'

export type FacetName = keyof SearchAnswer['facets']

/**
 * The reply that counts one facet: the search without that facet's own filter, chosen or typed, so that its other
 * values can be chosen too. When the filter is not set, this is the list's own request, which is sent only once.
 */
export function useFacet(address: Address, name: FacetName): SearchAnswer | undefined {
  const request = listRequest(address)
  const { query, filters } = withoutFacet(address, name)
  const isTyped = query !== address.query
  const isSet = isTyped || JSON.stringify(filters) !== JSON.stringify(address.filters)
  // Once the filter is taken out of a text, its last word is not the one being typed.
  const facetRequest = { ...request, query, filters, limit: 1, typing: request.typing && !isTyped }
  return useQuery('search.find', isSet ? facetRequest : request).value
}
