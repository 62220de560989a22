import { Worker } from 'node:worker_threads'
import type { QuickItem, SearchRequest } from '../../../shared/contract/search.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Hash, RecordId } from '../../../shared/model/ids.ts'
import type { SearchDocument, SearchTag } from '../../../shared/model/search-document.ts'
import type { Pace } from './index/write/delta.ts'
import type { FindAnswer } from './index/find.ts'
import type { NamedSearch } from './index/quick/quick-sources.ts'
import type { ValueCount, ValueField } from './index/facets/values.ts'
import type { WithinAnswer, WithinRequest } from './index/within.ts'
import type { SearchKeys, SearchMethod, WorkerOptions, WorkerReply, WorkerRequest } from './protocol.ts'
import { endWorker } from '../threads/end-worker.ts'
import { leaveSpare, takeSpare } from '../threads/spare-workers.ts'
import { workerUrl } from '../threads/worker-url.ts'

export type { FindAnswer } from './index/find.ts'

/**
 * The search index of an open archive, in a worker. Calls run in the order made, so a query sees every update that
 * was awaited before it. Every call throws `search.failed` once the worker is gone; start another one then.
 */
export interface SearchClient {
  /** The position given with the latest persist that was loaded; null when every record must be indexed again. */
  readonly covered: string | null
  /** The index file that was found damaged at the start, as a path in the cache folder, or null. */
  readonly damaged: string | null
  setTags(tags: readonly SearchTag[]): Promise<void>
  /** Saved searches, for quick-open; the worker keeps them for its lifetime. */
  setSearches(searches: readonly NamedSearch[]): Promise<void>
  /** Groups of names, in which each name also finds the others; the worker keeps them for its lifetime. */
  setAliases(groups: readonly (readonly string[])[]): Promise<void>
  /**
   * Replaces these records; resolves to the hashes whose text is missing from the text cache. The last records of a
   * bulk update are not found before the next `flush`.
   */
  update(documents: readonly SearchDocument[], pace?: Pace): Promise<{ missing: readonly Hash[] }>
  /** Makes everything received so far searchable. */
  flush(): Promise<void>
  remove(ids: readonly RecordId[]): Promise<void>
  /** Empties the index, on disk too. */
  clear(): Promise<void>
  /** Writes everything received so far to disk, as covering `position`. */
  persist(position: string): Promise<void>
  /** Runs a query. An abort rejects with the signal's reason; a query that is still waiting is then never run. */
  find(request: SearchRequest, signal?: AbortSignal): Promise<FindAnswer>
  /**
   * The matches in a record's texts, in reading order. Other calls are served meanwhile, and an abort ends the work.
   */
  within(document: SearchDocument, request: WithinRequest, signal?: AbortSignal): Promise<WithinAnswer>
  quick(text: string, limit: number): Promise<QuickItem[]>
  values(field: ValueField): Promise<ValueCount[]>
  /** Stops the worker. What was not persisted is covered by no position, so it is indexed again at the next start. */
  close(): Promise<void>
}

/** Opens `<cacheFolder>/search` in a worker; throws `search.failed` when it cannot start. */
export async function startSearch(options: {
  readonly cacheFolder: string
  readonly keys: SearchKeys
  readonly readOnly?: boolean
  /** A second text cache, for texts that are missing from a cache folder that cannot be written. */
  readonly scratchFolder?: string
}): Promise<SearchClient> {
  const { cacheFolder, keys, readOnly = false, scratchFolder = cacheFolder } = options
  const { call, stop } = connect(
    openWorker({ cacheFolder, keys: { index: keys.index, text: keys.text }, readOnly, scratchFolder }),
  )
  const covered = await call<string | null>('covered', [])
  const damaged = await call<string | null>('damaged', [])
  return {
    covered,
    damaged: damaged && `search/${damaged}`,
    setTags: (tags) => call('setTags', [tags]),
    setSearches: (searches) => call('setSearches', [searches]),
    setAliases: (groups) => call('setAliases', [groups]),
    update: (documents, pace) => call('update', [documents, pace]),
    flush: () => call('flush', []),
    remove: (ids) => call('remove', [ids]),
    clear: () => call('clear', []),
    persist: (position) => call('persist', [position]),
    find: (request, signal) => call('find', [request], signal),
    within: (document, request, signal) => call('within', [document, request], signal),
    quick: (text, limit) => call('quick', [text, limit]),
    values: (field) => call('values', [field]),
    close: () => stop(() => call<boolean>('close', [])),
  }
}

// The garbage of a query or a build is short-lived: a small nursery saves a hundred megabytes and no time is lost.
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

/** A worker with the index of these options open. */
function openWorker(options: WorkerOptions): Worker {
  const spare = takeSpare(workerUrl('search'))
  if (!spare) return new Worker(workerUrl('search'), { workerData: options, resourceLimits })
  send(spare, { type: 'open', options })
  return spare
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

// A worker serves one client after another, and a late reply must not be mistaken for the reply to another call.
let next = 0

/** The calls in flight to one worker; once it has failed, all of them and every later one fail. */
function connect(worker: Worker) {
  const pending = createPending(worker)

  function call<T>(method: SearchMethod, params: readonly unknown[], signal?: AbortSignal): Promise<T> {
    const failure = pending.failure()
    if (failure) return Promise.reject(failure)
    if (signal?.aborted) return Promise.reject(signal.reason)
    const number = next++
    return new Promise<T>((resolve, reject) => {
      const cancel = (): void => {
        pending.take(number)
        send(worker, { type: 'cancel', number })
        reject(signal?.reason)
      }
      const settle = (done: (value: never) => void) => (value: unknown) => {
        signal?.removeEventListener('abort', cancel)
        // The worker replies with the return value of the engine's method of that name.
        done(value as never)
      }
      pending.add(number, { resolve: settle(resolve), reject: settle(reject) })
      signal?.addEventListener('abort', cancel, { once: true })
      send(worker, { type: 'call', number, method, params })
    })
  }

  /** A worker that is gone keeps nothing open. */
  async function stop(closeIndex: () => Promise<boolean>): Promise<void> {
    const isKept = pending.failure() ? false : await closeIndex()
    const isGone = pending.failure() !== null
    pending.fail(new Error('the search worker was stopped'))
    pending.detach()
    if (isGone) return
    if (isKept) await leaveSpare(workerUrl('search'), worker)
    else await endWorker(worker, () => send(worker, { type: 'end' }))
  }

  return { call, stop }
}

function send(worker: Worker, request: WorkerRequest): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  worker.postMessage(request)
}

function createPending(worker: Worker) {
  const waiting = new Map<number, Pending>()
  let failure: AppError | null = null

  /** Only a call that waits for its reply keeps the process running. */
  function holdProcess(): void {
    if (waiting.size > 0) worker.ref()
    else worker.unref()
  }

  function take(number: number): Pending | undefined {
    const taken = waiting.get(number)
    waiting.delete(number)
    holdProcess()
    return taken
  }

  function fail(cause: unknown): void {
    failure ??= new AppError('search.failed', {}, { cause })
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }

  const onReply = (reply: WorkerReply): void => {
    const call = take(reply.number)
    if (reply.ok) call?.resolve(reply.value)
    else call?.reject(new AppError('search.failed', {}, { cause: reply.error }))
  }
  const onExit = (code: number): void => fail(new Error(`the search worker ended with code ${code}`))
  worker.on('message', onReply)
  worker.on('error', fail)
  worker.on('exit', onExit)

  return {
    failure: () => failure,
    fail,
    take,
    /** Stops listening to the worker. */
    detach(): void {
      worker.off('message', onReply)
      worker.off('error', fail)
      worker.off('exit', onExit)
    },
    add(number: number, call: Pending): void {
      waiting.set(number, call)
      holdProcess()
    },
  }
}
