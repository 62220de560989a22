import { listRequest } from './search-request.ts'
import { useAddress } from './use-address.ts'
import { useQuery } from './use-query.ts'
import type { Query } from './use-query.ts'

/** The answer that the list shows the head of, for what stands around it; it is asked once for all of them. */
export function useListAnswer(): Query<'search.find'> {
  return useQuery('search.find', listRequest(useAddress()))
}
