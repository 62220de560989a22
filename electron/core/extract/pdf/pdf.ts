import type { Passage } from '../../../../shared/model/passage.ts'
import type { ExtractionNote } from '../../../../shared/model/record.ts'
import type { Source } from '../reading/file-bytes.ts'
import { placeMarks } from './arabic-marks.ts'
import { readingOrder } from './reading-order.ts'
import { BrokenPdfium, openPdf, type PdfDocument } from './pdfium.ts'
import { readingOf, type Reading } from '../reading/reading.ts'

// PDFium holds the entire file in memory.
const PDF_CAP_BYTES = 256 * 1024 * 1024

/**
 * Reads a PDF, one passage per page. The note is `no-text-layer` when no page has text; when only some have none,
 * their numbers are reported.
 */
export async function readPdf(source: Source): Promise<Reading> {
  const notes = new Set<ExtractionNote>()
  const { pages, passages, textless } = await pagesOf(source, notes)
  if (pages === 0) notes.add('damaged')
  if (passages.length === 0 && notes.size === 0) notes.add('no-text-layer')
  const textlessPages = passages.length === 0 ? [] : runsOf(textless).slice(0, MOST_RUNS)
  if (textlessPages.length > 0) notes.add('pages-without-text')
  return readingOf(passages.length === 0 ? null : passages, {
    facts: { ...(pages !== null && { pages }), ...(textlessPages.length > 0 && { textlessPages }) },
    notes: [...notes],
  })
}

const MOST_RUNS = 100

/** The first and last number of each run of consecutive numbers. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
}

/** Draws a page (counted from 1) as a PNG of `width` pixels; throws when the file or the page cannot be drawn. */
export async function drawPdfPage(path: string, page: number, width: number): Promise<Uint8Array> {
  const document = await openPdf(path, PDF_CAP_BYTES)
  if (typeof document === 'string') throw new Error(document)
  try {
    if (page < 1 || page > document.pages) throw new Error(`there is no page ${page}`)
    const bitmap = document.draw(page, width)
    const { encode } = await import('fast-png')
    return encode({ ...bitmap, channels: 4 })
  } finally {
    document.close()
  }
}

// A file of many small pages must not hold more text than a text file may.
const LONGEST_TEXT = 16 * 1024 * 1024

// A file in which every page breaks PDFium is not worth the time to try them all.
const MOST_BREAKS = 3

/**
 * The text of every page that has any, and the number of pages if the file could be opened. A page that breaks PDFium
 * is skipped; the pages after it are read with a new PDFium, and nothing keeps the memory of the broken one.
 */
async function pagesOf(source: Source, notes: Set<ExtractionNote>): Promise<PagesRead> {
  const passages: Passage[] = []
  const textless: number[] = []
  let pages: number | null = null
  let next = 1
  for (let breaks = 0; breaks < MOST_BREAKS; breaks++) {
    const document = await openPdf(source, PDF_CAP_BYTES).catch(brokenBy)
    if (typeof document === 'string') {
      notes.add(document)
      break
    }
    pages ??= document.pages
    if (document.isRepaired) notes.add('damaged')
    next = addPages(document, next, { passages, textless, notes })
    document.close()
    if (next > pages) break
  }
  return { pages, passages, textless }
}

/** The note for a file that breaks PDFium when opened; the pages already read are kept. */
function brokenBy(error: unknown): 'reader-stopped' {
  if (error instanceof BrokenPdfium) return 'reader-stopped'
  throw error
}

interface PagesRead {
  readonly pages: number | null
  readonly passages: readonly Passage[]
  /** The numbers of pages that PDFium could read but found no letter on. */
  readonly textless: readonly number[]
}

/**
 * Adds the pages from `first` on, and returns the page to continue with: the one after a page that broke PDFium, or
 * one past the end.
 */
function addPages(
  document: PdfDocument,
  first: number,
  { passages, textless, notes }: { passages: Passage[]; textless: number[]; notes: Set<ExtractionNote> },
): number {
  let length = passages.reduce((sum, passage) => sum + passage.text.length, 0)
  for (let page = first; page <= document.pages; page++) {
    if (length > LONGEST_TEXT) {
      notes.add('too-large')
      break
    }
    const text = pageText(document, page)
    if (text === BROKEN) {
      notes.add('reader-stopped')
      return page + 1
    }
    if (text === null) notes.add('damaged')
    if (text === '') textless.push(page)
    if (!text) continue
    length += text.length
    passages.push({ locator: `page:${page}`, text })
  }
  return document.pages + 1
}

const BROKEN = Symbol('PDFium broke')

/** Null when this page cannot be read, `BROKEN` when no page can be read any more. */
function pageText(document: PdfDocument, page: number): string | typeof BROKEN | null {
  try {
    return readingOrder(placeMarks(document.charactersOf(page)))
  } catch (error) {
    return error instanceof BrokenPdfium ? BROKEN : null
  }
}
