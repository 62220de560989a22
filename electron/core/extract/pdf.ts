import type { Passage } from '../../../shared/model/passage.ts'
import type { ExtractionNote } from '../../../shared/model/record.ts'
import type { Source } from './file-bytes.ts'
import { placeMarks } from './pdf-marks.ts'
import { readingOrder } from './pdf-order.ts'
import { BrokenPdfium, openPdf, type PdfDocument } from './pdfium.ts'
import { readingOf, type Reading } from './reading.ts'

// PDFium holds the whole file in memory.
const PDF_CAP_BYTES = 256 * 1024 * 1024

/** Reads a PDF, one passage a page. Pages that are pictures only give the note `no-text-layer` when all are. */
export async function readPdf(source: Source): Promise<Reading> {
  const document = await openPdf(source, PDF_CAP_BYTES)
  if (typeof document === 'string') return readingOf(null, { notes: [document] })
  try {
    const notes = new Set<ExtractionNote>()
    const passages = pagesOf(document, notes)
    if (passages.length === 0) notes.add(document.pages === 0 ? 'damaged' : 'no-text-layer')
    return readingOf(passages.length === 0 ? null : passages, {
      facts: { pages: document.pages },
      notes: [...notes],
    })
  } finally {
    document.close()
  }
}

/** Draws a page (from 1) as a PNG of `width` pixels; throws when the file or the page cannot be drawn. */
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

function pagesOf(document: PdfDocument, notes: Set<ExtractionNote>): Passage[] {
  const passages: Passage[] = []
  let length = 0
  for (let page = 1; page <= document.pages; page++) {
    if (length > LONGEST_TEXT) {
      notes.add('too-large')
      break
    }
    const text = pageText(document, page)
    if (text === null || text === BROKEN) notes.add('damaged')
    if (text === BROKEN) break
    if (!text) continue
    length += text.length
    passages.push({ locator: `page:${page}`, text })
  }
  return passages
}

const BROKEN = Symbol('PDFium broke')

/** Null where this page cannot be read, and `BROKEN` where no page can be any more. */
function pageText(document: PdfDocument, page: number): string | typeof BROKEN | null {
  try {
    return readingOrder(placeMarks(document.charactersOf(page)))
  } catch (error) {
    return error instanceof BrokenPdfium ? BROKEN : null
  }
}
