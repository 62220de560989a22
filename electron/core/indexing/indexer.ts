import type { RecordId, TagId } from '../../../shared/model/ids.ts'
import { recordsIn, type LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'
import type { Tag } from '../../../shared/model/tag.ts'
import type { Publish } from '../../../shared/contract/events.ts'
import type { Jobs, RunningJob } from '../session/jobs.ts'
import { serialize } from '../session/serialize.ts'
import { searchDocumentOf, searchTagsOf } from './search-document.ts'
import type { SearchClient } from '../search/client.ts'
import type { Store } from '../store/store.ts'

export interface IndexerServices {
  readonly store: Store
  readonly search: SearchClient
  readonly jobs: Pick<Jobs, 'run'>
  readonly tags: () => ReadonlyMap<TagId, Tag>
  /** Extracts the text of an object into the text cache again. */
  readonly restoreText: (object: ContentObject) => Promise<void>
  readonly publish: Publish
  readonly onFailure: (cause: unknown) => void
}

/** Keeps the search index in step with the catalogue. */
export interface Indexer {
  /** Resolves when everything committed before the call is searchable. */
  settled(): Promise<void>
  /** Resolves when the index covers the whole archive. */
  complete(): Promise<void>
  /** True while the whole index is being built. */
  readonly isBuilding: boolean
}

/** An indexer as its owner drives it. */
export interface RunningIndexer extends Indexer {
  /** Notes what entries changed; the index follows in order, many records at a time. */
  note(entries: readonly LedgerEntry[]): void
  /**
   * Brings a worker that has just started up to date: sends it the tags and the ledger entries that it does not cover
   * yet, or with null everything.
   */
  begin(tail: readonly LedgerEntry[] | null): void
  /** True when the index lacks something; then it must not be saved as covering the ledger. */
  readonly hasFailed: boolean
}

const BATCH = 200

/** Creates an indexer, which applies what `note` receives to the index, one batch after another. */
export function createIndexer(services: IndexerServices): RunningIndexer {
  const pending = new Set<RecordId>()
  /** Records that a rebuild adds; those that the user changes meanwhile go first. */
  const feed = new Set<RecordId>()
  let tagsChanged = false
  let building = false
  let working: Promise<void> = Promise.resolve()
  let scheduled = false
  let failed = false
  let catchingUp: Promise<void> = Promise.resolve()

  function fail(cause: unknown): void {
    failed = true
    services.onFailure(cause)
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    working = work().catch(fail)
  }

  const work = serialize(async () => {
    scheduled = false
    try {
      while (tagsChanged || pending.size > 0 || feed.size > 0) await step()
    } finally {
      services.publish({ event: 'changed', tables: ['index'] })
    }
  })

  async function step(): Promise<void> {
    if (tagsChanged) {
      tagsChanged = false
      await services.search.setTags(searchTagsOf(services.tags()))
    }
    const pace = pending.size > 0 ? 'single' : 'bulk'
    const batch = takeSome(pace === 'single' ? pending : feed)
    if (batch.length > 0) await indexRecords(services, { ids: batch, pace }, fail)
  }

  function note(entries: readonly LedgerEntry[]): void {
    for (const entry of entries) {
      for (const id of recordsIn(entry)) pending.add(id)
      if (entry.changes.some((change) => change.table === 'tags')) tagsChanged = true
    }
    schedule()
  }

  async function follow(tail: readonly LedgerEntry[]): Promise<void> {
    note(tail)
    await working
  }

  async function rebuild(job: RunningJob): Promise<void> {
    building = true
    try {
      await services.search.clear()
      // Counted concurrently: the first record must be searchable without waiting for the total.
      const counting = countListed(services.store, job).catch(fail)
      let fed = 0
      for await (const record of services.store.rows('records')) {
        if (job.signal.aborted) break
        if (record.withdrawn) continue
        feed.add(record.id)
        fed += 1
        if (feed.size < BATCH) continue
        await indexFed(job, fed)
      }
      await indexFed(job, fed)
      await services.search.flush()
      await counting
      // A rebuild that was cancelled covers nothing.
      failed ||= job.signal.aborted
    } finally {
      building = false
      services.publish({ event: 'changed', tables: ['index'] })
    }
  }

  async function indexFed(job: RunningJob, fed: number): Promise<void> {
    schedule()
    await working
    job.report({ doneFiles: fed })
  }

  return {
    note,
    begin(tail) {
      tagsChanged = true
      catchingUp = (tail ? follow(tail) : services.jobs.run('index', rebuild).ended).catch(fail)
    },
    async complete() {
      await catchingUp
      await working
    },
    async settled() {
      await working
    },
    get isBuilding() {
      return building
    },
    get hasFailed() {
      return failed
    },
  }
}

function takeSome(from: Set<RecordId>): RecordId[] {
  const some = [...from].slice(0, BATCH)
  for (const id of some) from.delete(id)
  return some
}

async function countListed(store: Store, job: RunningJob): Promise<void> {
  let total = 0
  for await (const { withdrawn } of store.rows('records')) {
    if (job.signal.aborted) return
    if (!withdrawn) total += 1
  }
  job.report({ totalFiles: total })
}

// A text that cannot be extracted again is missing from the index, but the other records of its batch are not.
async function indexRecords(
  services: IndexerServices,
  { ids, pace }: { readonly ids: readonly RecordId[]; readonly pace: 'single' | 'bulk' },
  fail: (cause: unknown) => void,
): Promise<void> {
  const rows = await Promise.all(ids.map((id) => services.store.row('records', id)))
  const listed = rows.filter((row): row is HoldfastRecord => row !== undefined && row.withdrawn === null)
  const gone = ids.filter((_, index) => rows[index]?.withdrawn !== null)
  if (gone.length > 0) await services.search.remove(gone)
  if (listed.length === 0) return
  const { missing } = await services.search.update(listed.map(searchDocumentOf), pace)
  const lacking = listed.filter((record) => record.objects.some(({ hash }) => missing.includes(hash)))
  for (const { objects } of lacking) {
    for (const object of objects)
      if (missing.includes(object.hash)) await services.restoreText(object).catch(fail)
  }
  if (lacking.length > 0) await services.search.update(lacking.map(searchDocumentOf), pace)
}
