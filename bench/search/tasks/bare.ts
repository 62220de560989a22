import { openEngine } from '../../../electron/core/search/index/engine.ts'
import { corpusPaths } from '../corpus.ts'
import { readQueries, readSearchTags } from '../corpus-read.ts'
import { queryKinds, type QueryKind } from '../queries.ts'
import { timeEach, type Timing } from '../timing.ts'
import { testKeys } from '../../../electron/core/search/testing/test-keys.ts'

export type BareResult = Readonly<Record<QueryKind, Timing>>

/**
 * Queries the engine like the libraries: in the calling thread, for the 20 best hits without snippets. Total and
 * facets are counted anyway.
 */
export async function bare(folder: string): Promise<BareResult> {
  const sets = readQueries(folder)
  const engine = openEngine({ keys: testKeys, cacheFolder: corpusPaths(folder).cache, readOnly: true })
  engine.setTags(readSearchTags(folder))
  const timings: Partial<Record<QueryKind, Timing>> = {}
  const find = ({ request }: (typeof sets)['common'][number]) =>
    engine.find({ ...request, snippets: false }).total
  for (const kind of kinds) for (const query of sets[kind]) find(query)
  for (const kind of kinds)
    timings[kind] = await timeEach(sets[kind], Math.ceil(400 / sets[kind].length), find)
  engine.close()
  // The loop covers every kind.
  return timings as BareResult
}

const kinds = Object.keys(queryKinds) as QueryKind[]
