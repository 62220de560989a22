import { z } from 'zod'
import { SavedSearchId } from '../model/ids.ts'
import { SavedSearch } from '../model/saved-search.ts'
import { editOf, method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'
import { SearchFilters, SearchSort } from '../model/search-filters.ts'

/** A saved search with the number of records it finds now. */
export const ListedSearch = SavedSearch.extend({ count: z.int() })
export type ListedSearch = z.infer<typeof ListedSearch>

const SavedFields = z.object({
  name: z.string(),
  query: z.string().default(''),
  filters: SearchFilters.prefault({}),
  sort: SearchSort.default('relevance'),
  descending: z.boolean().default(false),
})

export const savedSearches = {
  'saved-searches.list': method(
    'Replies with every saved search and its exact count, sorted by name.',
    z.object({}),
    z.array(ListedSearch),
    { reads: ['searches', 'index', 'tags', 'aliases'] },
  ),
  'saved-searches.create': method(
    'Saves a query with its filters and order under a name that no other saved search has.',
    SavedFields,
    SavedSearch,
    { writes: true },
  ),
  'saved-searches.edit': method(
    'Changes the name, query, filters or order of a saved search.',
    z.object({ id: SavedSearchId, set: editOf(SavedFields) }),
    ChangeReceipt,
    { writes: true },
  ),
  'saved-searches.withdraw': method(
    'Takes a saved search off the list; no record is touched.',
    z.object({ id: SavedSearchId }),
    ChangeReceipt,
    { writes: true },
  ),
}
