import { writePassages, pagePath, writePage } from './cache.ts'
import { languageOf, sampleOf } from './text/language.ts'
import { createParts, type PartLimits, type Parts } from './reading/parts.ts'
import { readSource } from './readers.ts'
import {
  isDiskFault,
  readingOf,
  type ExtractRequest,
  type Extraction,
  type PageRequest,
  type Reading,
} from './reading/reading.ts'
import { sniffFile, type Sniffed } from './reading/sniff.ts'

/**
 * Reads an object and writes its passages to the cache if there are any. Damaged or hostile bytes give notes; it
 * throws only when the disk cannot be read or written.
 */
export async function extractObject(cacheFolder: string, request: ExtractRequest): Promise<Extraction> {
  const sniffed = await sniffFile(request.path, request.name)
  const { parts, outcome } = createParts(readSource, limitsOf(request))
  const { passages, title, ...reading } = await readObject(sniffed, request, parts)
  const { notes, unread } = outcome()
  const unique = [...new Set([...reading.notes, ...notes])]
  const facts =
    unread.length === 0
      ? reading.facts
      : { ...reading.facts, unread: unread.slice(0, MOST_NAMED), unreadParts: unread.length }
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

// Enough names to go by; the total is reported as well.
const MOST_NAMED = 100

function limitsOf({ isShallow = false, partsMs = PART_LIMITS.ms }: ExtractRequest): PartLimits {
  return { ...PART_LIMITS, isShallow, ms: partsMs }
}

const PART_LIMITS: PartLimits = {
  isShallow: false,
  depth: 5,
  parts: 10_000,
  bytes: 512 * 1024 * 1024,
  partBytes: 64 * 1024 * 1024,
  characters: 24 * 1024 * 1024,
  ms: 60_000,
}

/** Draws a page of a PDF into the cache and returns the path of the PNG. */
export async function renderPage(cacheFolder: string, request: PageRequest): Promise<string> {
  const { drawPdfPage } = await import('./pdf/pdf.ts')
  const png = await drawPdfPage(request.path, request.page, request.width)
  return writePage(pagePath(cacheFolder, request.hash, request.page, request.width), png)
}

async function readObject(sniffed: Sniffed, { path, name }: ExtractRequest, parts: Parts): Promise<Reading> {
  try {
    if (sniffed.category === 'video' || sniffed.category === 'audio')
      return await (await import('./media/media.ts')).readMedia(path)
    return await readSource(sniffed, { name, source: path }, parts)
  } catch (error) {
    if (isDiskFault(error)) throw error
    return readingOf(null, { notes: ['damaged'] })
  }
}
