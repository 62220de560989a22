import { randomUUID } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { QueryList } from '../../../shared/batches/read-queries.ts'
import { readQueries } from '../../../shared/batches/read-queries.ts'
import type { BatchResult } from '../../../shared/contract/batches.ts'
import { MOST_QUERIES } from '../../../shared/contract/batches.ts'
import type { Params, Reply } from '../../../shared/contract/index.ts'
import { SearchRequest } from '../../../shared/contract/search.ts'
import { AppError } from '../../../shared/errors.ts'
import { runBatch } from './run-batch.ts'
import type { TableFile } from './table-file.ts'
import { createTableFile } from './table-file.ts'
import { asStoreError } from '../disk/durable.ts'
import { decodeText } from '../extract/text/encoding.ts'
import type { SearchClient } from '../search/client.ts'
import type { Jobs, RunningJob } from '../session/jobs.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from '../session/tickets.ts'
import { makeFolder } from '../disk/make-folder.ts'

/** Lists of queries whose results are collected in a table. */
export interface Batches {
  /** Starts a list as a job. Throws `batches.*` when the list cannot be read. */
  start(request: Params<'batches.start'>): Promise<{ job: string }>
  /** Resolves to the result when the job has ended. Throws `jobs.not-found`, `store.*`. */
  result(job: string): Promise<BatchResult>
  /** One part of the table, in the requested format. Throws `jobs.not-found`, `batches.no-part`. */
  table(request: Params<'batches.table'>): Promise<Reply<'batches.table'>>
}

/** What batches need of an archive. */
export interface BatchServices {
  readonly store: Store
  readonly jobs: Jobs
  readonly tickets: Tickets
  readonly search: Pick<SearchClient, 'find'>
  readonly indexer: { complete(): Promise<void> }
  readonly readOnly: boolean
  readonly cacheFolder: string
}

interface Batch {
  readonly ended: Promise<BatchResult>
  readonly table: TableFile
  isOver: boolean
}

const REMEMBERED = 5
const MOST_MEGABYTES = 16

/**
 * Creates the batch searches of an archive. Their tables are in its cache and are removed when the archive is closed,
 * or after five more batches; tables left by an earlier session are removed now.
 */
export async function createBatches(services: BatchServices): Promise<Batches & { close(): Promise<void> }> {
  const folder = join(services.cacheFolder, 'batches')
  await rm(folder, { recursive: true, force: true })
  const batches = new Map<string, Batch>()

  const existing = (job: string): Batch => {
    const batch = batches.get(job)
    if (!batch) throw new AppError('jobs.not-found')
    return batch
  }
  const forget = async (job: string, { ended, table }: Batch): Promise<void> => {
    batches.delete(job)
    await ended.catch(() => undefined)
    // A file that cannot be removed now is removed when the archive is next opened.
    await table.remove().catch(() => undefined)
  }
  return {
    async start({ list, hits, match }) {
      const read = refuseInvalid(await readList(list, services.tickets))
      await makeFolder(folder, 1)
      const table = await createTableFile(join(folder, `${randomUUID()}.jsonl`))
      const { id, ended } = services.jobs.run('batch', async (job) => {
        return await search(services, job, { read, hits, match, table })
      })
      const batch: Batch = { ended, table, isOver: false }
      // Whoever requests the result gets the error; this avoids an unhandled rejection if nobody does.
      void ended.catch(() => undefined).finally(() => (batch.isOver = true))
      batches.set(id, batch)
      const oldest = [...batches].find(([, { isOver }]) => isOver)
      if (batches.size > REMEMBERED && oldest) void forget(...oldest)
      return { job: id }
    },
    result: async (job) => await existing(job).ended,
    async table({ job, ...request }) {
      const { ended, table } = existing(job)
      const { parts, queries } = await ended
      if (request.part >= parts) throw new AppError('batches.no-part', { parts, part: request.part })
      const text = await table.read(request)
      // The table leaves the archive with its first part; an archive opened read-only records no exports.
      if (request.part === 0 && !services.readOnly)
        await services.store.commit({
          act: 'exporting',
          detail: { kind: 'search-table', as: request.format, queries },
          changes: [],
        })
      return { text, parts }
    },
    async close() {
      for (const entry of batches) await forget(...entry)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Work extends Pick<Params<'batches.start'>, 'hits' | 'match'> {
  readonly read: QueryList
  readonly table: TableFile
}

async function search(
  services: BatchServices,
  job: RunningJob,
  { read, hits, match, table }: Work,
): Promise<BatchResult> {
  await untilIndexed(services, job.signal)
  const summaries = await runBatch(read.queries, hits, {
    signal: job.signal,
    report: job.report,
    find: (query, page) => services.search.find(SearchRequest.parse({ query, match, ...page })),
    write: async (rows) => await table.write(rows).catch(throwStoreError),
  })
  await table.finish().catch(throwStoreError)
  return {
    job: job.id,
    cancelled: job.signal.aborted,
    queries: read.queries.length,
    summaries,
    problems: [...read.problems],
    parts: table.parts(),
  }
}

/** A table that is kept must not lack records that the index has not covered yet. */
async function untilIndexed({ indexer }: BatchServices, signal: AbortSignal): Promise<void> {
  const cancelled = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  await Promise.race([indexer.complete(), cancelled])
}

function throwStoreError(cause: unknown): never {
  throw asStoreError(cause)
}

async function readList(list: Params<'batches.start'>['list'], tickets: Tickets): Promise<QueryList> {
  if ('text' in list) return readQueries(list.text, list.layout)
  const path = tickets.pathOf(list.ticket)
  const name = basename(path)
  const facts = await stat(path).catch(unreadable(name))
  if (!facts.isFile()) throw new AppError('batches.unreadable', { name, problem: 'not a file' })
  if (facts.size > MOST_MEGABYTES * 1e6)
    throw new AppError('batches.too-large', { name, most: MOST_MEGABYTES })
  const { text } = await decodeText(await readFile(path).catch(unreadable(name)))
  if (text.includes('\0')) throw new AppError('batches.unreadable', { name, problem: 'not text' })
  return readQueries(text, 'csv')
}

function unreadable(name: string) {
  return (cause: NodeJS.ErrnoException): never => {
    throw new AppError('batches.unreadable', { name, problem: cause.code ?? cause.message }, { cause })
  }
}

function refuseInvalid(read: QueryList): QueryList {
  const queries = read.queries.length
  if (queries > MOST_QUERIES) throw new AppError('batches.too-many-queries', { queries, most: MOST_QUERIES })
  // A list in which every line is wrong is accepted, so that the problem of each line is reported.
  if (queries === 0 && read.problems.length === 0) throw new AppError('batches.no-queries')
  return read
}
