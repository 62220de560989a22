import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A retrieval test collection: documents, queries, and which documents are relevant to which query. */
export interface Collection {
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[]
  readonly queries: readonly { readonly id: string; readonly text: string }[]
  /** For each query, the relevant documents and their degree of relevance, from 1. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Reads `docs.jsonl`, `queries.jsonl` and `qrels.jsonl` of a folder, each plain or gzipped. */
export function readCollection(folder: string): Collection {
  const judgements = new Map<string, Map<string, number>>()
  for (const { q, d, rel } of readLines<{ q: string; d: string; rel: number }>(folder, 'qrels.jsonl')) {
    if (rel <= 0) continue
    const ofQuery = judgements.get(q) ?? new Map<string, number>()
    judgements.set(q, ofQuery.set(d, rel))
  }
  return {
    documents: readLines<{ id: string; title?: string; text?: string }>(folder, 'docs.jsonl').map(
      ({ id, title = '', text = '' }) => ({ id, title, text }),
    ),
    queries: readLines<Collection['queries'][number]>(folder, 'queries.jsonl'),
    judgements,
  }
}

function readLines<Line>(folder: string, name: string): Line[] {
  const plain = join(folder, name)
  const text = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`))
  return text
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
}
