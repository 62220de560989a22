import type { NamedQuery } from '../../../shared/batches/read-queries.ts'
import type { BatchRow, QuerySummary } from '../../../shared/contract/batches.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { Hit } from '../../../shared/contract/search.ts'
import { AppError } from '../../../shared/errors.ts'

/** What a batch needs: a report of its progress, one page of the results of a query, and a destination for rows. */
export interface BatchRun {
  readonly signal: AbortSignal
  report(change: Partial<Pick<Job, 'doneFiles' | 'totalFiles' | 'current'>>): void
  find(
    query: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly total: number; readonly hits: readonly Hit[]; readonly unread: readonly string[] }>
  write(rows: readonly BatchRow[]): Promise<void>
}

/** The most hits that one search returns. */
const PAGE = 500

/**
 * Searches for one query after another and writes the rows of the first `hits` hits of each, or of all if it is 0.
 * Resolves to a summary of every query that was reached. A cancellation takes effect between two pages, so fewer hits
 * of the last query may be listed.
 */
export async function runBatch(
  queries: readonly NamedQuery[],
  hits: number,
  run: BatchRun,
): Promise<QuerySummary[]> {
  const summaries: QuerySummary[] = []
  run.report({ totalFiles: queries.length })
  for (const [at, named] of queries.entries()) {
    if (run.signal.aborted) break
    run.report({ doneFiles: at, current: named.name || named.query })
    summaries.push(await runQuery({ number: at + 1, ...named }, hits, run))
  }
  run.report({ doneFiles: summaries.length })
  return summaries
}

type NumberedQuery = NamedQuery & { readonly number: number }

async function runQuery(named: NumberedQuery, most: number, run: BatchRun): Promise<QuerySummary> {
  const wanted = most === 0 ? Infinity : most
  const pageAt = async (offset: number) =>
    await run.find(named.query, { offset, limit: Math.min(PAGE, wanted - offset) }).catch(nullIfFailed)
  let page = await pageAt(0)
  const total = page?.total ?? null
  const unread = [...(page?.unread ?? [])]
  let listed = 0
  while (page && page.hits.length > 0) {
    await run.write(page.hits.map((hit, at) => rowOf({ ...named, total }, listed + at + 1, hit)))
    listed += page.hits.length
    if (listed >= Math.min(page.total, wanted) || run.signal.aborted) break
    page = await pageAt(listed)
  }
  if (listed === 0) await run.write([emptyRow({ ...named, total })])
  return { ...named, total, listed, unread }
}

/** A query that fails in the index must not cost the other queries their results. */
function nullIfFailed(cause: unknown): null {
  if (cause instanceof AppError && cause.code === 'search.failed') return null
  throw cause
}

type Head = Pick<BatchRow, 'number' | 'name' | 'query' | 'total'>

function rowOf({ number, name, query, total }: Head, rank: number, hit: Hit): BatchRow {
  const { id, kind, title, dateStated, field, locator, rule, snippet } = hit
  return { number, name, query, total, rank, id, kind, title, dateStated, field, locator, rule, snippet }
}

function emptyRow({ number, name, query, total }: Head): BatchRow {
  const noHit = { rank: null, id: '', kind: '', title: '', dateStated: '' } as const
  return { number, name, query, total, ...noHit, field: '', locator: '', rule: '', snippet: '' }
}
