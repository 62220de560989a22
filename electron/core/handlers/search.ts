import type { SearchRequest } from '../../../shared/contract/search.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'
import { existing } from './records.ts'

/** The handlers of `search.*` on an open archive. */
export function searchHandlers(
  archive: Archive,
  documentOf: (record: HoldfastRecord) => Parameters<Archive['search']['within']>[0],
): HandlersOf<'search'> {
  return {
    'search.find': async (request, { signal }) => await find(archive, request, signal),
    'search.within': async ({ id, ...request }, { signal }) => {
      const record = await existing(archive, id)
      const { total, matches } = await archive.search.within(documentOf(record), request, signal)
      return { total, matches: [...matches] }
    },
    'search.quick': async ({ text, limit }) => await archive.search.quick(text, limit),
    'search.values': async ({ field }) => await archive.search.values(field),
  }
}

async function find(archive: Archive, request: SearchRequest, signal: AbortSignal | undefined) {
  const found = await archive.search.find(request, signal)
  return {
    ...found,
    hits: [...found.hits],
    unread: [...found.unread],
    building: archive.indexer.isBuilding,
  }
}
