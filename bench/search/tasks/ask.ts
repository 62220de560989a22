import { startSearch, type SearchClient } from '../../../electron/core/search/client.ts'
import { SearchRequest } from '../../../shared/contract/search.ts'
import { corpusPaths } from '../corpus.ts'
import { readDocuments, readQueries, readSearchTags } from '../corpus-read.ts'
import { queryKinds, type QueryKind, type QuerySets } from '../queries.ts'
import { memory, percentile, timeEach, type Timing } from '../timing.ts'
import { testKeys } from '../../../electron/core/search/testing/test-keys.ts'

export interface AskResult {
  readonly timings: Readonly<Record<QueryKind, Timing>>
  /** The same with one hit per page: what remains is the cost of finding and counting. */
  readonly oneHit: Readonly<Record<QueryKind, Timing>>
  /** From zero to the first result, in a process that has just started. */
  readonly firstAnswerMs: number
  readonly openedBytes: number
  readonly askedBytes: number
  /** From passing a changed record to finding its new word. */
  readonly commitMs: number
}

/**
 * Runs every query on the index of a corpus, through the worker; each result has total, facets and 20 hits with
 * snippets.
 */
export async function ask(folder: string): Promise<AskResult> {
  const sets = readQueries(folder)
  const started = performance.now()
  const search = await startSearch({ keys: testKeys, cacheFolder: corpusPaths(folder).cache, readOnly: true })
  await search.setTags(readSearchTags(folder))
  await search.find(sets.rare[0]!.request)
  const firstAnswerMs = performance.now() - started
  const openedBytes = memory().now
  const timings = await timeKinds(search, sets)
  const askedBytes = memory().now
  const oneHit = await timeKinds(search, sets, { limit: 1 })
  const commitMs = await timeCommits(search, folder)
  await search.close()
  return { timings, oneHit, firstAnswerMs, openedBytes, askedBytes, commitMs }
}

async function timeKinds(search: SearchClient, sets: QuerySets, fields: Partial<SearchRequest> = {}) {
  const timings: Partial<Record<QueryKind, Timing>> = {}
  for (const kind of Object.keys(queryKinds) as QueryKind[])
    timings[kind] = await timeEach(sets[kind], Math.ceil(200 / sets[kind].length), async ({ request }) => {
      return (await search.find({ ...request, ...fields })).total
    })
  // The loop covers every kind.
  return timings as Record<QueryKind, Timing>
}

async function timeCommits(search: SearchClient, folder: string): Promise<number> {
  const times: number[] = []
  for await (const document of readDocuments(folder)) {
    const word = `changed${times.length}`
    const started = performance.now()
    await search.update([{ ...document, description: word }])
    const { total } = await search.find(SearchRequest.parse({ query: word }))
    if (total !== 1) throw new Error(`${word} was given and not found`)
    times.push(performance.now() - started)
    if (times.length === 40) break
  }
  return percentile(times, 0.95)
}
