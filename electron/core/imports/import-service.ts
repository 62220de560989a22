import { join } from 'node:path'
import type { ImportResult } from '../../../shared/contract/imports.ts'
import { SearchRequest } from '../../../shared/contract/search.ts'
import { AppError } from '../../../shared/errors.ts'
import type { RecordId, TagId } from '../../../shared/model/ids.ts'
import type { Extractor } from '../extract/client.ts'
import type { SearchClient } from '../search/client.ts'
import type { Jobs, RunningJob } from '../session/jobs.ts'
import { serialize } from '../session/serialize.ts'
import type { Store } from '../store/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { ImportTarget } from './import-files.ts'
import { baseName } from './record-draft.ts'
import { runImport, type ImportRequest } from './run-import.ts'
import type { Tickets } from '../session/tickets.ts'

/** Imports of files and folders into an archive. */
export interface Imports {
  /** Starts an import as a job, which waits for the imports requested before. */
  start(request: ImportStart): { job: string }
  /** The result of an import that has ended; null while it runs, or when its result was dropped. */
  result(job: string): ImportResult | null
  /** Resolves to the result when the import has ended. Throws `jobs.not-found`. */
  wait(job: string): Promise<ImportResult>
}

/** What to import, and the record to attach it to unless each file gets a new one. */
export interface ImportStart {
  readonly tickets: readonly string[]
  readonly tags: readonly TagId[]
  readonly record?: RecordId
}

/** What imports need of an archive. */
export interface ImportServices {
  readonly path: string
  readonly store: Store
  readonly vault: Vault
  readonly jobs: Jobs
  readonly tickets: Tickets
  readonly extractor: Pick<Extractor, 'extract'>
  readonly search: Pick<SearchClient, 'find'>
  readonly indexer: { settled(): Promise<void> }
  /** Called when an import has ended and its records can be found. */
  readonly onEnd: () => Promise<void>
}

const REMEMBERED = 20

/** Creates the imports of an archive, which run one after another; the latest results are kept. */
export function createImports(services: ImportServices): Imports {
  const { path, jobs, tickets, indexer } = services
  const running = new Map<string, Promise<ImportResult>>()
  const results = new Map<string, ImportResult>()
  const runInTurn = serialize(async (job: RunningJob, request: ImportRequest) => {
    const result = await runImport(job, request, targetOf(services, request.record))
    await indexer.settled()
    await services.onEnd()
    results.set(job.id, result)
    if (results.size > REMEMBERED) results.delete(results.keys().next().value!)
    return result
  })

  return {
    start({ tickets: chosen, tags, record }) {
      const roots = chosen.map((ticket) => ({ ticket, path: tickets.pathOf(ticket) }))
      const request = { roots, tags, record, archive: path, uploads: join(path, 'inbox', 'uploads') }
      // A job from the start, so that one that waits is shown and can be stopped.
      const { id, ended } = jobs.run('import', (job) => runInTurn(job, request))
      running.set(id, ended)
      const forget = () => running.delete(id)
      ended.then(forget, forget)
      return { job: id }
    },
    result: (job) => results.get(job) ?? null,
    async wait(job) {
      const result = (await running.get(job)) ?? results.get(job)
      if (!result) throw new AppError('jobs.not-found')
      return result
    },
  }
}

function targetOf(
  services: ImportServices,
  onto: RecordId | undefined,
): ImportTarget & { action: string; discard: Parameters<typeof runImport>[2]['discard'] } {
  const { store, vault } = services
  const action = store.nextAction()
  const placed = new Set<string>()
  const recordWith = async (hash: string): Promise<RecordId | null> => {
    const holders = (await store.row('objects', hash))?.records ?? []
    // Two records may contain the same bytes, but one record contains them only once.
    for (const id of onto ? holders.filter((holder) => holder === onto) : holders) {
      const record = await store.row('records', id)
      if (record && !record.withdrawn && record.objects.some((object) => object.hash === hash))
        return record.id
    }
    return null
  }
  return {
    action,
    recordWith,
    async store(path, onBytes, signal) {
      const stored = await vault.putFile(path, { onBytes, signal })
      if (stored.isNew) placed.add(stored.hash)
      return stored
    },
    read: async (object) =>
      await services.extractor.extract(object).catch((cause: unknown) => {
        throw isDiskFull(cause) ? new AppError('store.disk-full', {}, { cause }) : cause
      }),
    videoNamed: async (base) => await findVideo(services, base),
    async create(fields) {
      const id = store.nextId() as RecordId // an accession number by construction
      await store.commit({ act: 'ingestion', action, changes: [newRecord(id, fields)] })
      return id
    },
    async attach(record, object) {
      await store.commit({
        act: 'ingestion',
        action,
        changes: [{ table: 'records', id: record, add: { objects: [object] } }],
      })
    },
    async discard(hash) {
      // An object that was there before stays, as does one that any ledger line names.
      if (!placed.has(hash) || (await store.row('objects', hash))) return
      // An object that a failing disk keeps is harmless; losing the report on all files would not be.
      await vault.discard(hash).catch(() => undefined)
    },
  }
}

// The store refuses it if the id is taken: an import never writes onto a record.
const newRecord = (id: RecordId, set: Record<string, unknown>) => ({
  table: 'records' as const,
  id,
  set,
  isNew: true,
})

async function findVideo({ search, store }: ImportServices, base: string): Promise<RecordId | null> {
  const query = `"${base.replaceAll('"', ' ')}"`
  const { hits } = await search.find(SearchRequest.parse({ query, filters: { kind: ['video'] }, limit: 200 }))
  const found: RecordId[] = []
  for (const { id } of hits) {
    const record = await store.row('records', id)
    if (
      record?.objects.some((object) => object.role === 'original' && isSameName(baseName(object.name), base))
    )
      found.push(record.id)
  }
  // If two videos have the same name, the user must choose.
  return found.length === 1 ? found[0]! : null
}

// Some systems decompose the letters of a name (NFD), others compose them (NFC).
const isSameName = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC')

// The worker's errors arrive as text.
function isDiskFull(cause: unknown): boolean {
  return cause instanceof AppError && /ENOSPC|EDQUOT/.test(String(cause.facts['problem']))
}
