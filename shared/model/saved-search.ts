import { z } from 'zod'
import { SearchFilters, SearchSort } from './search-filters.ts'
import { Instant, SavedSearchId } from './ids.ts'

/** A question with a name. It is asked anew whenever it is shown, so it is a list that lives. */
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
