import type { SearchRequest } from '../../shared/contract/search.ts'
import type { Address } from './address.ts'
import { noFilters } from './address.ts'

/** How many records are read at a time. */
export const PAGE_SIZE = 100

/** The request for the list of an address, from an offset. */
export function listRequest(address: Address, offset = 0): SearchRequest {
  const { query, filters, sort, descending } = address
  return { query, filters, sort, descending, offset, limit: PAGE_SIZE, typing: isStillTyped(query) }
}

/** True while the last word of a query may still be growing; a space or a closing quotation mark ends it. */
export function isStillTyped(query: string): boolean {
  return /[^\s"”»]$/u.test(query)
}

/** True when the list shows every record. */
export function isUnfiltered(address: Address): boolean {
  return address.query.trim() === '' && JSON.stringify(address.filters) === JSON.stringify(noFilters)
}
