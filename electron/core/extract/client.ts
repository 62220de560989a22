import { fileURLToPath } from 'node:url'
import { AppError } from '../../../shared/errors.ts'
import { startNodeProcess, type StartProcess } from '../threads/worker-process.ts'
import { workerUrl } from '../threads/worker-url.ts'
import { markPage, markText, pagePath, pageState } from './cache.ts'
import { readsShallowly } from './readers.ts'
import type { ExtractRequest, Extraction, PageRequest } from './reading/reading.ts'
import type { Sniffed } from './reading/sniff.ts'
import { createWorkerQueue, type WorkerQueue } from './worker-queue.ts'

export type { ExtractRequest, Extraction, PageRequest } from './reading/reading.ts'
export { readPassages, textPath } from './cache.ts'

/** The keys with which this computer marks what is derived from objects. */
export interface CacheKeys {
  readonly text: Uint8Array
  readonly page: Uint8Array
}

export interface Extractor {
  /**
   * Reads the object and writes its passages to the cache if it contains text. Hostile or damaged bytes give notes;
   * throws `extract.failed` when the disk cannot be read or written, and the signal's reason when aborted.
   */
  extract(request: ExtractRequest, signal?: AbortSignal): Promise<Extraction>
  /** The path of a PNG of a PDF page (counted from 1), which is drawn unless cached. Throws `extract.failed`. */
  renderPage(request: PageRequest): Promise<string>
  /** Ends the worker; outstanding requests fail. */
  close(): Promise<void>
}

/** The time limits for reading one file and for drawing one page, and the memory that a reader may use. */
export interface ReadingLimits {
  readonly readMs: number
  readonly drawMs: number
  readonly largestBytes: number
}

export interface ExtractorOptions {
  readonly cacheFolder: string
  readonly keys: CacheKeys
  readonly limits?: Partial<ReadingLimits> | undefined
  readonly startProcess?: StartProcess | undefined
  readonly workerUrl?: URL
  /** Called with the path of a picture of a page that is not as this computer left it, before it is drawn again. */
  readonly onDamagedPage?: (path: string) => Promise<void>
}

const LIMITS: ReadingLimits = { readMs: 120_000, drawMs: 30_000, largestBytes: 1024 ** 3 }

/**
 * An extractor that uses two processes, started on first use and again whenever they die: whatever a file does to its
 * reader ends with the reader. Pages are drawn in a process of their own, so that nobody waits for an import to see
 * one.
 */
export function startExtractor({
  cacheFolder,
  keys,
  limits,
  startProcess = startNodeProcess,
  workerUrl: url = workerUrl('extract'),
  onDamagedPage = async () => {},
}: ExtractorOptions): Extractor {
  const { readMs, drawMs, largestBytes } = { ...LIMITS, ...limits }
  const start = () => startProcess(fileURLToPath(url), [cacheFolder, String(largestBytes)])
  const reader = createWorkerQueue({ start, timeLimitMs: readMs })
  const painter = createWorkerQueue({ start, timeLimitMs: drawMs })
  return {
    async extract(request, signal) {
      const extraction = await extract(reader, { ...request, partsMs: readMs / 2 }, signal)
      // The reader has no key: whatever a file makes of it, it can only write what is then marked for this object.
      if (extraction.text) await markText(cacheFolder, request.hash, keys.text).catch(rethrowFailed)
      return extraction
    },
    renderPage: (request) => renderPage(painter, { cacheFolder, key: keys.page, onDamagedPage }, request),
    async close() {
      await Promise.all([reader.close(), painter.close()])
    },
  }
}

async function extract(
  queue: WorkerQueue,
  request: ExtractRequest,
  signal?: AbortSignal,
): Promise<Extraction> {
  const reply = await queue.ask({ type: 'extract', request }, { signal })
  if (reply !== 'died') return valueOf(reply)
  return await extractAfterDeath(queue, request, signal)
}

async function extractAfterDeath(
  queue: WorkerQueue,
  request: ExtractRequest,
  signal: AbortSignal | undefined,
): Promise<Extraction> {
  // An object that killed its reader is kept and described by its first bytes only, which are also read in the
  // worker.
  const sniffed = await queue.ask({ type: 'sniff', request }, { signal, isUrgent: true })
  const type = sniffed === 'died' ? UNKNOWN : valueOf<Sniffed>(sniffed)
  const stopped: Extraction = { ...type, facts: {}, notes: ['reader-stopped'], text: null }
  if (!readsShallowly(type.mediaType)) return stopped
  // A mail is not lost because of a harmful attachment, nor are the words of a page because of its tags.
  const shallow = await queue.ask(
    { type: 'extract', request: { ...request, isShallow: true } },
    { signal, isUrgent: true },
  )
  if (shallow === 'died') return stopped
  const extraction = valueOf<Extraction>(shallow)
  return { ...extraction, notes: [...extraction.notes, 'reader-stopped'] }
}

const UNKNOWN: Sniffed = { mediaType: 'application/octet-stream', category: 'other' }

const LARGEST_WIDTH = 4096

async function renderPage(
  queue: WorkerQueue,
  {
    cacheFolder,
    key,
    onDamagedPage,
  }: Required<Pick<ExtractorOptions, 'cacheFolder' | 'onDamagedPage'>> & { readonly key: Uint8Array },
  request: PageRequest,
): Promise<string> {
  const { page, width } = request
  if (!Number.isSafeInteger(page) || page < 1) throw failed(`there is no page ${page}`)
  if (!Number.isInteger(width) || width < 1 || width > LARGEST_WIDTH)
    throw failed(`a page can be drawn 1 to ${LARGEST_WIDTH} pixels wide, not ${width}`)
  const path = pagePath(cacheFolder, request.hash, page, width)
  const state = await pageState(path, request, key).catch(rethrowFailed)
  if (state === 'own') return path
  if (state === 'changed') await onDamagedPage(path)
  const reply = await queue.ask({ type: 'page', request }, { isUrgent: true })
  valueOf(reply === 'died' ? { ok: false, problem: 'the page could not be drawn' } : reply)
  await markPage(path, request, key).catch(rethrowFailed)
  return path
}

function valueOf<Value>(reply: { ok: true; value: unknown } | { ok: false; problem: string }): Value {
  if (!reply.ok) throw failed(reply.problem)
  // The worker replies to each kind of request with its own kind of value.
  return reply.value as Value
}

const failed = (problem: string, cause?: unknown) => new AppError('extract.failed', { problem }, { cause })

function rethrowFailed(cause: unknown): never {
  throw cause instanceof AppError
    ? cause
    : failed(cause instanceof Error ? cause.message : String(cause), cause)
}
