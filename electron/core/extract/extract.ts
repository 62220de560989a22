import { writePassages, pagePath, writePage } from './cache.ts'
import { languageOf, sampleOf } from './language.ts'
import { readingOf, type ExtractRequest, type Extraction, type PageRequest, type Reading } from './reading.ts'
import { sniffFile } from './sniff.ts'

/**
 * Reads an object and writes its passages to the cache when it holds any. Damaged or hostile bytes give notes; only a
 * disk that cannot be read or written throws.
 */
export async function extractObject(cacheFolder: string, request: ExtractRequest): Promise<Extraction> {
  const sniffed = await sniffFile(request.path, request.name)
  const { passages, facts, notes, title } = await readObject(
    sniffed.mediaType,
    sniffed.category,
    request.path,
  )
  const unique = [...new Set(notes)]
  if (!passages || passages.length === 0) return { ...sniffed, facts, notes: unique, text: null }
  await writePassages(cacheFolder, request.hash, passages)
  const characters = passages.reduce((sum, passage) => sum + passage.text.length, 0)
  const language = await languageOf(sampleOf(passages))
  return {
    ...sniffed,
    facts: { ...facts, characters },
    notes: unique,
    text: { passages: passages.length, characters, language, title },
  }
}

/** Draws a page of a PDF into the cache and answers the path of the PNG. */
export async function renderPage(cacheFolder: string, request: PageRequest): Promise<string> {
  const { drawPdfPage } = await import('./pdf.ts')
  const png = await drawPdfPage(request.path, request.page, request.width)
  return writePage(pagePath(cacheFolder, request.hash, request.page, request.width), png)
}

async function readObject(mediaType: string, category: string, path: string): Promise<Reading> {
  const reader = READERS[mediaType] ?? (await readerOf(category, mediaType))
  try {
    return reader
      ? await reader(path)
      : readingOf(null, NO_READER.test(mediaType) ? { notes: ['no-reader'] } : {})
  } catch (error) {
    if (isDiskFault(error)) throw error
    return readingOf(null, { notes: ['damaged'] })
  }
}

type ReadObject = (path: string) => Promise<Reading>

async function readerOf(category: string, mediaType: string): Promise<ReadObject | null> {
  if (category === 'video' || category === 'audio') return (await import('./media.ts')).readMedia
  if (category === 'text' && !NO_READER.test(mediaType)) return (await import('./text.ts')).readText
  return null
}

// Each reader is loaded when its first object comes: most archives never need them all.
const READERS: Readonly<Record<string, ReadObject>> = {
  'application/pdf': async (path) => (await import('./pdf.ts')).readPdf(path),
  'application/rtf': async (path) => (await import('./rtf.ts')).readRtf(path),
  'text/html': async (path) => (await import('./html.ts')).readHtml(path),
  'application/xhtml+xml': async (path) => (await import('./html.ts')).readHtml(path),
  'message/rfc822': async (path) => (await import('./mail.ts')).readMail(path),
  'text/vtt': async (path) => (await import('./captions.ts')).readCaptions(path, 'vtt'),
  'application/x-subrip': async (path) => (await import('./captions.ts')).readCaptions(path, 'srt'),
  'text/x-ssa': async (path) => (await import('./captions.ts')).readCaptions(path, 'ass'),
  'application/vnd.oasis.opendocument.text': async (path) => (await import('./office.ts')).readOdt(path),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': async (path) =>
    (await import('./office.ts')).readDocx(path),
}

// Formats that bear text which no reader here can take out.
const NO_READER =
  /^application\/(?:msword|epub\+zip|postscript|x-mobipocket-ebook|vnd\.(?:ms-(?:excel|powerpoint|outlook|word)|openxmlformats|oasis\.opendocument))/

/** Errors of the file system name the call that failed; errors about the content never do. */
const isDiskFault = (error: unknown): boolean => error instanceof Error && 'syscall' in error
