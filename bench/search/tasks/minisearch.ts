import MiniSearch, { type SearchOptions } from 'minisearch'
import { readPlain, readQueries } from '../corpus-read.ts'
import type { QueryKind } from '../queries.ts'
import { cost, timeEach, type Cost, type Timing } from '../timing.ts'

export interface MiniSearchResult {
  readonly build: Cost
  readonly load: Cost
  readonly indexBytes: number
  readonly timings: Partial<Record<QueryKind, Timing>>
}

const OPTIONS = {
  fields: ['title', 'people', 'sources', 'tags', 'body'],
  storeFields: ['title', 'kind', 'language', 'date'],
  extractField: (record: object, field: string) => {
    const value: unknown = Reflect.get(record, field)
    return Array.isArray(value) ? value.join(' ') : String(value)
  },
}

/**
 * Builds, saves, loads and queries a MiniSearch index of the same records; building includes reading them, as ours
 * does.
 */
export async function minisearch(folder: string): Promise<MiniSearchResult> {
  const sets = readQueries(folder)
  let index = new MiniSearch(OPTIONS)
  const build = await cost(() => index.addAll(readPlain(folder)))
  const json = JSON.stringify(index)
  const load = await cost(() => {
    index = MiniSearch.loadJSON(json, OPTIONS)
  })
  const time = (kind: QueryKind, options: SearchOptions) =>
    timeEach(sets[kind], 2, ({ words }) => index.search(words.join(' '), options).length)
  return {
    build,
    load,
    indexBytes: Buffer.byteLength(json),
    timings: {
      common: await time('common', {}),
      rare: await time('rare', {}),
      and: await time('and', { combineWith: 'AND' }),
      prefix3: await time('prefix3', { prefix: true }),
      typo: await time('typo', { fuzzy: 1 }),
    },
  }
}
