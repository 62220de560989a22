import { Worker } from 'node:worker_threads'
import type { PassageMatch, QuickItem, SearchRequest } from '../../../shared/contract/search.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Hash, RecordId } from '../../../shared/model/ids.ts'
import type { SearchDocument, SearchTag } from '../../../shared/model/search-document.ts'
import type { FindAnswer } from './index/find.ts'
import type { ValueCount, ValueField } from './index/values.ts'
import type { SearchMethod, WorkerOptions, WorkerReply, WorkerRequest } from './protocol.ts'
import { searchWorkerUrl } from './worker-url.ts'

export type { FindAnswer } from './index/find.ts'

/**
 * The search index of an open archive, in a worker. Calls are answered in the order made, so what an awaited update
 * changed the next find sees. Every call throws `search.failed` once the worker is gone; start another then.
 */
export interface SearchClient {
  /** The position given with the last persist that is loaded; null where every record must be fed anew. */
  readonly covered: string | null
  setTags(tags: readonly SearchTag[]): Promise<void>
  /** Replaces these records; answers the hashes whose text is missing from the text cache. */
  update(documents: readonly SearchDocument[]): Promise<{ missing: readonly Hash[] }>
  remove(ids: readonly RecordId[]): Promise<void>
  /** Empties the index, on disk too. */
  clear(): Promise<void>
  /** Writes everything so far to disk as covering `position`. */
  persist(position: string): Promise<void>
  /** Answers a request; an abort rejects with the signal's reason, and a find that still waits is not made. */
  find(request: SearchRequest, signal?: AbortSignal): Promise<FindAnswer>
  /** Every match in a record's texts, in reading order. */
  within(document: SearchDocument, query: string, typing: boolean): Promise<PassageMatch[]>
  quick(text: string, limit: number): Promise<QuickItem[]>
  values(field: ValueField): Promise<ValueCount[]>
  /** Stops the worker; what was not persisted is covered by no position and fed anew at the next start. */
  close(): Promise<void>
}

/** Starts the worker over `<cacheFolder>/search`; throws `search.failed` where it cannot start. */
export async function startSearch(options: {
  readonly cacheFolder: string
  readonly readOnly?: boolean
}): Promise<SearchClient> {
  const workerData: WorkerOptions = { cacheFolder: options.cacheFolder, readOnly: options.readOnly ?? false }
  const { call, stop } = connect(new Worker(searchWorkerUrl(), { workerData }))
  const covered = await call<string | null>('covered', [])
  return {
    covered,
    setTags: (tags) => call('setTags', [tags]),
    update: (documents) => call('update', [documents]),
    remove: (ids) => call('remove', [ids]),
    clear: () => call('clear', []),
    persist: (position) => call('persist', [position]),
    find: (request, signal) => call('find', [request], signal),
    within: (document, query, typing) => call('within', [document, query, typing]),
    quick: (text, limit) => call('quick', [text, limit]),
    values: (field) => call('values', [field]),
    close: () => stop(() => call('close', [])),
  }
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

function connect(worker: Worker) {
  const pending = new Map<number, Pending>()
  let next = 0
  let failure: AppError | null = null

  function fail(cause: unknown): void {
    failure ??= new AppError('search.failed', {}, { cause })
    for (const { reject } of pending.values()) reject(failure)
    pending.clear()
  }

  worker.on('message', (reply: WorkerReply) => {
    const waiting = pending.get(reply.number)
    pending.delete(reply.number)
    holdProcess()
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(new AppError('search.failed', {}, { cause: reply.error }))
  })
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`the search worker ended with code ${code}`)))

  function post(request: WorkerRequest): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(request)
  }

  /** Only a call that waits for its answer keeps the process running. */
  function holdProcess(): void {
    if (pending.size > 0) worker.ref()
    else worker.unref()
  }

  function call<T>(method: SearchMethod, params: readonly unknown[], signal?: AbortSignal): Promise<T> {
    if (failure) return Promise.reject(failure)
    if (signal?.aborted) return Promise.reject(signal.reason)
    const number = next++
    return new Promise<T>((resolve, reject) => {
      const cancel = (): void => {
        pending.delete(number)
        holdProcess()
        post({ type: 'cancel', number })
        reject(signal?.reason)
      }
      const settle = (done: (value: never) => void) => (value: unknown) => {
        signal?.removeEventListener('abort', cancel)
        // The worker answers with what the engine's method of that name gives.
        done(value as never)
      }
      pending.set(number, { resolve: settle(resolve), reject: settle(reject) })
      signal?.addEventListener('abort', cancel, { once: true })
      holdProcess()
      post({ type: 'call', number, method, params })
    })
  }

  /** A worker that is gone holds nothing open. */
  async function stop(last: () => Promise<void>): Promise<void> {
    if (!failure) await last()
    failure ??= new AppError('search.failed')
    await worker.terminate()
  }

  return { call, stop }
}
