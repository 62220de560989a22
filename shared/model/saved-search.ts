import { z } from 'zod'
import { SearchFilters, SearchSort } from './search-filters.ts'
import { Instant, SavedSearchId } from './ids.ts'

/** A query with a name. It runs whenever it is shown, so its list is always current. */
export const SavedSearch = z.object({
  id: SavedSearchId,
  name: z.string().min(1),
  query: z.string().default(''),
  filters: SearchFilters.prefault({}),
  sort: SearchSort.default('relevance'),
  descending: z.boolean().default(false),
  withdrawn: z.boolean().default(false),
  createdAt: Instant,
  modifiedAt: Instant,
})
export type SavedSearch = z.infer<typeof SavedSearch>
