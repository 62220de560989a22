import { listRequest } from './search-request.ts'
import { useAddress } from './use-address.ts'
import { useQuery } from './use-query.ts'
import type { Query } from './use-query.ts'

/** The reply whose beginning the list shows, for the parts around it; all of them share one request. */
export function useListAnswer(): Query<'search.find'> {
  return useQuery('search.find', listRequest(useAddress()))
}
