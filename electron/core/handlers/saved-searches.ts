import type { ListedSearch } from '../../../shared/contract/saved-searches.ts'
import { SearchRequest } from '../../../shared/contract/search.ts'
import { SearchFilters } from '../../../shared/model/search-filters.ts'
import { AppError } from '../../../shared/errors.ts'
import { SavedSearchId } from '../../../shared/model/ids.ts'
import type { SavedSearch } from '../../../shared/model/saved-search.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Archive } from '../archive/archive.ts'
import { receiptOf, type HandlersOf } from './handler.ts'

const NAME_LIMIT = 200

type Fields = Pick<SavedSearch, 'name' | 'query' | 'filters' | 'sort' | 'descending'>

/** The handlers of `saved-searches.*` on an open archive. */
export function savedSearchHandlers(archive: Archive): HandlersOf<'saved-searches'> {
  const commit = async (id: SavedSearchId, set: Partial<SavedSearch>, isNew = false) =>
    receiptOf(
      await archive.store.commit({
        act: 'metadata modification',
        changes: [{ table: 'searches', id, set, isNew }],
      }),
    )
  return {
    'saved-searches.list': async (_, { signal }) => await listWithCounts(archive, signal),
    'saved-searches.create': async (fields) => {
      const set = checkFields(archive, fields, null)
      const id = SavedSearchId.parse(`s-${archive.store.nextId()}`)
      await commit(id, { ...set, withdrawn: false }, true)
      return existingSearch(archive, id)
    },
    'saved-searches.edit': async ({ id, set }) => {
      const { name, query, filters, sort, descending } = existingSearch(archive, id)
      const checked = checkFields(archive, { name, query, filters, sort, descending, ...set }, id)
      const requested = Object.entries(checked).filter(([field]) => field in set)
      return await commit(id, Object.fromEntries(requested))
    },
    'saved-searches.withdraw': async ({ id }) => {
      existingSearch(archive, id)
      return await commit(id, { withdrawn: true })
    },
  }
}

// One at a time, so that queries that the user types meanwhile run in between.
async function listWithCounts(archive: Archive, signal: AbortSignal | undefined): Promise<ListedSearch[]> {
  const counted: ListedSearch[] = []
  for (const saved of listed(archive)) {
    const { query, filters } = saved
    const request = SearchRequest.parse({ query, filters, limit: 1, snippets: false })
    counted.push({ ...saved, count: (await archive.search.find(request, signal)).total })
  }
  return counted.sort((one, other) => one.name.localeCompare(other.name))
}

const listed = (archive: Archive): SavedSearch[] =>
  [...archive.rows('searches').values()].filter((saved) => !saved.withdrawn)

function existingSearch(archive: Archive, id: SavedSearchId): SavedSearch {
  const saved = archive.rows('searches').get(id)
  if (!saved || saved.withdrawn) throw new AppError('saved-searches.not-found', { id })
  return saved
}

function checkFields(archive: Archive, fields: Fields, own: SavedSearchId | null): Fields {
  const name = fields.name.replace(/\s+/gu, ' ').trim()
  const query = fields.query.trim()
  if (name === '' || name.length > NAME_LIMIT) throw new AppError('saved-searches.invalid-name')
  const asksNothing = JSON.stringify(fields.filters) === JSON.stringify(SearchFilters.parse({}))
  if (query === '' && asksNothing) throw new AppError('saved-searches.empty')
  const isTaken = listed(archive).some((each) => each.id !== own && fold(each.name) === fold(name))
  if (isTaken) throw new AppError('saved-searches.exists', { name })
  return { ...fields, name, query }
}
