import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { SearchDocument, SearchTag } from '../../shared/model/search-document.ts'
import { corpusPaths, type PlainRecord } from './corpus.ts'
import type { QuerySets } from './queries.ts'

// The files read here were written by corpus.ts.

export async function* readDocuments(folder: string): AsyncGenerator<SearchDocument> {
  const input = createReadStream(corpusPaths(folder).documents, { highWaterMark: 1 << 20 })
  for await (const line of createInterface({ input })) yield JSON.parse(line) as SearchDocument
}

export function readSearchTags(folder: string): SearchTag[] {
  return JSON.parse(readFileSync(corpusPaths(folder).tags, 'utf8')) as SearchTag[]
}

export function readQueries(folder: string): QuerySets {
  return JSON.parse(readFileSync(corpusPaths(folder).queries, 'utf8')) as QuerySets
}

export function readPlain(folder: string): PlainRecord[] {
  const text = readFileSync(corpusPaths(folder).plain, 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PlainRecord)
}
