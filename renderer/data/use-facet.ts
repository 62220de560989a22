import type { SearchAnswer } from '../../shared/contract/search.ts'
import type { Address } from './address.ts'
import { withoutFacet } from './narrowing.ts'
import { listRequest } from './search-request.ts'
import { useQuery } from './use-query.ts'

export type FacetName = keyof SearchAnswer['facets']

/**
 * The answer that counts one facet: everything asked for but that facet's own filter, chosen or typed, so that its other
 * values can be chosen too. Where the filter is not set this is the list's own question, which is asked once.
 */
export function useFacet(address: Address, name: FacetName): SearchAnswer | undefined {
  const asked = listRequest(address)
  const { query, filters } = withoutFacet(address, name)
  const isTyped = query !== address.query
  const isSet = isTyped || JSON.stringify(filters) !== JSON.stringify(address.filters)
  // What is left of a text whose filter is taken out is not what is being typed.
  const counted = { ...asked, query, filters, limit: 1, typing: asked.typing && !isTyped }
  return useQuery('search.find', isSet ? counted : asked).value
}
