import { z } from 'zod'
import { SavedSearchId } from '../model/ids.ts'
import { SavedSearch } from '../model/saved-search.ts'
import { editOf, method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'
import { SearchFilters, SearchSort } from '../model/search-filters.ts'

/** A saved search with how many records it finds now. */
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
    'Answers every saved search with its exact count, sorted by name.',
    z.object({}),
    z.array(ListedSearch),
    { reads: ['searches', 'index', 'tags', 'aliases'] },
  ),
  'saved-searches.create': method(
    'Keeps a query with its filters and order under a name that no other saved search has.',
    SavedFields,
    SavedSearch,
    { writes: true },
  ),
  'saved-searches.edit': method(
    'Gives a saved search another name, query, filters or order.',
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
