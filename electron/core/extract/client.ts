import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../../shared/errors.ts'
import { startNodeProcess, type StartProcess } from '../threads/worker-process.ts'
import { workerUrl } from '../threads/worker-url.ts'
import { pagePath } from './cache.ts'
import { readsShallowly } from './readers.ts'
import type { ExtractRequest, Extraction, PageRequest } from './reading/reading.ts'
import type { Sniffed } from './reading/sniff.ts'
import { createWorkerQueue, type WorkerQueue } from './worker-queue.ts'

export type { ExtractRequest, Extraction, PageRequest } from './reading/reading.ts'
export { readPassages, textPath } from './cache.ts'

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
  readonly limits?: Partial<ReadingLimits> | undefined
  readonly startProcess?: StartProcess | undefined
  readonly workerUrl?: URL
  /** Called with the path of an incomplete picture of a page, before it is drawn again. */
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
    extract: (request, signal) => extract(reader, { ...request, partsMs: readMs / 2 }, signal),
    renderPage: (request) => renderPage(painter, { cacheFolder, onDamagedPage }, request),
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
  { cacheFolder, onDamagedPage }: Required<Pick<ExtractorOptions, 'cacheFolder' | 'onDamagedPage'>>,
  request: PageRequest,
): Promise<string> {
  const { page, width } = request
  if (!Number.isSafeInteger(page) || page < 1) throw failed(`there is no page ${page}`)
  if (!Number.isInteger(width) || width < 1 || width > LARGEST_WIDTH)
    throw failed(`a page can be drawn 1 to ${LARGEST_WIDTH} pixels wide, not ${width}`)
  const path = pagePath(cacheFolder, request.hash, page, width)
  const isComplete = await isCompletePng(path)
  if (isComplete) return path
  if (isComplete === false) await onDamagedPage(path)
  const reply = await queue.ask({ type: 'page', request }, { isUrgent: true })
  return valueOf(reply === 'died' ? { ok: false, problem: 'the page could not be drawn' } : reply)
}

function valueOf<Value>(reply: { ok: true; value: unknown } | { ok: false; problem: string }): Value {
  if (!reply.ok) throw failed(reply.problem)
  // The worker replies to each kind of request with its own kind of value.
  return reply.value as Value
}

const failed = (problem: string, cause?: unknown) => new AppError('extract.failed', { problem }, { cause })

// A PNG ends with this chunk; one truncated by a power cut, for example, is drawn again.
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

/** Null when there is no file. */
async function isCompletePng(path: string): Promise<boolean | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(PNG_END.length),
      0,
      PNG_END.length,
      Math.max(0, size - PNG_END.length),
    )
    return bytesRead === PNG_END.length && PNG_END.equals(buffer)
  } finally {
    await file.close()
  }
}
