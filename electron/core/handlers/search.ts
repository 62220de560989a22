import type { Hit, SearchRequest } from '../../../shared/contract/search.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import type { Archive } from '../archive.ts'
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

type FoundHit = Awaited<ReturnType<Archive['search']['find']>>['hits'][number]

async function find(archive: Archive, request: SearchRequest, signal: AbortSignal | undefined) {
  const answer = await archive.search.find(request, signal)
  const rows = await Promise.all(answer.hits.map((hit) => archive.store.row('records', hit.id)))
  const hits = answer.hits.flatMap((hit, index) => {
    const record = rows[index]
    return record ? [hitOf(hit, record)] : []
  })
  return { ...answer, unread: [...answer.unread], hits, building: archive.indexer.isBuilding }
}

function hitOf(hit: FoundHit, record: HoldfastRecord): Hit {
  const { kind, title, dateStated, dateEdtf, languages, people, sources, tags } = record
  return {
    ...hit,
    kind,
    title,
    dateStated,
    dateEdtf,
    languages,
    people,
    sources,
    tags,
    names: record.objects.map((object) => object.name),
    verification: record.verification.status,
    sizeBytes: record.objects.reduce((sum, object) => sum + object.sizeBytes, 0),
    durationMs:
      record.objects.find((object) => object.facts.durationMs !== undefined)?.facts.durationMs ?? null,
  }
}
