/* oxlint-disable no-underscore-dangle -- PDFium’s functions are called so. */
import { openSync, readSync, closeSync, fstatSync } from 'node:fs'
import { PDFiumModule } from '@hyzyla/pdfium'
import type { Source } from '../reading/file-bytes.ts'
import { endingFor } from './repair.ts'

/**
 * The functions of PDFium used here. The package exports the module but types only the few functions that its own
 * classes call; those classes do not return the position of a character and never close a page.
 */
interface Pdfium {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: {
    readonly memory: { readonly buffer: ArrayBufferLike; grow(pages: number): number }
    malloc(size: number): number
    free(pointer: number): void
  }
  _FPDF_InitLibraryWithConfig(config: unknown): void
  _FPDF_LoadMemDocument(data: number, size: number, password: number): number
  _FPDF_CloseDocument(document: number): void
  _FPDF_GetLastError(): number
  _FPDF_GetPageCount(document: number): number
  _FPDF_LoadPage(document: number, index: number): number
  _FPDF_ClosePage(page: number): void
  _FPDF_GetPageWidth(page: number): number
  _FPDF_GetPageHeight(page: number): number
  _FPDFText_LoadPage(page: number): number
  _FPDFText_ClosePage(text: number): void
  _FPDFText_CountChars(text: number): number
  _FPDFText_GetUnicode(text: number, index: number): number
  _FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, data: number, stride: number): number
  _FPDFBitmap_FillRect(
    bitmap: number,
    x: number,
    y: number,
    width: number,
    height: number,
    colour: number,
  ): void
  _FPDFBitmap_Destroy(bitmap: number): void
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void
}

/** A character of a page with its origin in PDF units; the characters of a ligature share one origin. */
export interface PlacedCharacter {
  readonly character: string
  readonly x: number
  readonly y: number
}

/** A drawn page: RGBA, `width` × `height`. */
export interface PageBitmap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** An open PDF; pages count from 1. `close` must be called. */
export interface PdfDocument {
  readonly pages: number
  /** Whether the file was truncated, so that pages may be missing. */
  readonly isRepaired?: boolean
  charactersOf(page: number): PlacedCharacter[]
  draw(page: number, width: number): PageBitmap
  close(): void
}

/**
 * Opens a PDF by reading its bytes directly into PDFium's memory; otherwise returns why it cannot be opened. Throws
 * `BrokenPdfium` when opening it breaks PDFium.
 */
export async function openPdf(source: Source, capBytes: number): Promise<PdfDocument | PdfRefusal> {
  if (typeof source !== 'string')
    return open(source.length, capBytes, (pdfium, data) => pdfium.HEAPU8.set(source, data))
  const fd = openSync(source, 'r')
  try {
    const sizeBytes = fstatSync(fd).size
    return await open(sizeBytes, capBytes, (pdfium, data) => readInto(fd, pdfium, data, sizeBytes))
  } finally {
    closeSync(fd)
  }
}

async function open(
  sizeBytes: number,
  capBytes: number,
  fill: (pdfium: Pdfium, data: number) => void,
): Promise<PdfDocument | PdfRefusal> {
  if (sizeBytes > capBytes) return 'too-large'
  const pdfium = await library()
  const data = pdfium.wasmExports.malloc(sizeBytes + LONGEST_ENDING)
  if (data === 0) return 'too-large'
  fill(pdfium, data)
  const document = load(pdfium, data, sizeBytes)
  if (typeof document !== 'string') return document
  const repaired = document === 'damaged' ? loadRepaired(pdfium, data, sizeBytes) : document
  if (typeof repaired === 'string') pdfium.wasmExports.free(data)
  return repaired
}

function load(pdfium: Pdfium, data: number, sizeBytes: number): PdfDocument | PdfRefusal {
  const document = guarded(pdfium, () => pdfium._FPDF_LoadMemDocument(data, sizeBytes, 0))
  if (document !== 0) return documentOf(pdfium, document, data)
  return LOCKED.has(pdfium._FPDF_GetLastError()) ? 'encrypted' : 'damaged'
}

// Looking for pages takes some three times the memory of the file; an ending takes some ten bytes per page.
const LARGEST_REPAIRED = 64 * 1024 * 1024
const LONGEST_ENDING = 2 * 1024 * 1024

/** Opens a truncated file again, with a made-up ending for the pages that are still in it. */
function loadRepaired(pdfium: Pdfium, data: number, sizeBytes: number): PdfDocument | PdfRefusal {
  if (sizeBytes > LARGEST_REPAIRED) return 'damaged'
  const ending = endingFor(pdfium.HEAPU8.subarray(data, data + sizeBytes))
  if (!ending || ending.length > LONGEST_ENDING) return 'damaged'
  pdfium.HEAPU8.set(ending, data + sizeBytes)
  const document = load(pdfium, data, sizeBytes + ending.length)
  return typeof document === 'string' ? document : { ...document, isRepaired: true }
}

export type PdfRefusal = 'too-large' | 'encrypted' | 'damaged'

// FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
const LOCKED = new Set([4, 5])

let loaded: Promise<Pdfium> | null = null

// PDFium never returns memory that it used for a large file, so a grown instance is left to the garbage collector.
const LARGEST_KEPT_HEAP = 192 * 1024 * 1024

async function library(): Promise<Pdfium> {
  if (loaded && (await loaded).HEAPU8.length > LARGEST_KEPT_HEAP) loaded = null
  loaded ??= start()
  return loaded
}

async function start(): Promise<Pdfium> {
  // Its messages on stderr about missing memory are reported in another way. This object becomes the module.
  const options: object = { printErr: () => {} }
  // See Pdfium: the functions exist, their types do not.
  const pdfium = (await PDFiumModule(options)) as unknown as Pdfium
  limitMemory(pdfium)
  pdfium._FPDF_InitLibraryWithConfig({ version: 2 })
  return pdfium
}

// Well below the limit at which the reader is ended, which would lose the text of the other pages as well.
const LARGEST_HEAP = 640 * 1024 * 1024

/** Makes PDFium run out of memory at the limit. It does not report what it leaves out then, so that is recorded. */
function limitMemory(pdfium: Pdfium): void {
  const { memory } = pdfium.wasmExports
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * 65_536 <= LARGEST_HEAP) return grow(pages)
    starved.add(pdfium)
    throw new RangeError('PDFium wants more memory than it may have')
  }
}

const starved = new WeakSet<Pdfium>()

function readInto(fd: number, pdfium: Pdfium, data: number, sizeBytes: number): void {
  for (let filled = 0; filled < sizeBytes;) {
    const read = readSync(fd, pdfium.HEAPU8, data + filled, Math.min(1 << 20, sizeBytes - filled), filled)
    if (read === 0) return
    filled += read
  }
}

/**
 * After a trap inside the wasm, or an allocation failure, nothing in it can be trusted: the next use gets a new
 * PDFium.
 */
function guarded<Value>(pdfium: Pdfium, use: () => Value): Value {
  try {
    const value = use()
    if (starved.has(pdfium)) throw brokenBy(pdfium)
    return value
  } catch (error) {
    if (!starved.has(pdfium) && !(error instanceof Error && error.name === 'RuntimeError')) throw error
    throw brokenBy(pdfium, error)
  }
}

function brokenBy(pdfium: Pdfium, cause?: unknown): BrokenPdfium {
  broken.add(pdfium)
  loaded = null
  return new BrokenPdfium('PDFium broke', { cause })
}

const broken = new WeakSet<Pdfium>()

/** PDFium broke; the document cannot be used any more. */
export class BrokenPdfium extends Error {}

function documentOf(pdfium: Pdfium, document: number, data: number): PdfDocument {
  return {
    pages: guarded(pdfium, () => pdfium._FPDF_GetPageCount(document)),
    charactersOf: (page) => withPage(pdfium, document, page, (handle) => characters(pdfium, handle)),
    draw: (page, width) => withPage(pdfium, document, page, (handle) => bitmapOf(pdfium, handle, width)),
    close() {
      if (broken.has(pdfium)) return
      pdfium._FPDF_CloseDocument(document)
      pdfium.wasmExports.free(data)
    },
  }
}

function withPage<Value>(
  pdfium: Pdfium,
  document: number,
  page: number,
  use: (handle: number) => Value,
): Value {
  if (broken.has(pdfium)) throw new BrokenPdfium('PDFium broke')
  return guarded(pdfium, () => {
    const handle = pdfium._FPDF_LoadPage(document, page - 1)
    if (handle === 0) throw new Error(`page ${page} cannot be read`)
    const value = use(handle)
    pdfium._FPDF_ClosePage(handle)
    return value
  })
}

function characters(pdfium: Pdfium, page: number): PlacedCharacter[] {
  const text = pdfium._FPDFText_LoadPage(page)
  if (text === 0) return []
  const point = pdfium.wasmExports.malloc(16)
  try {
    return Array.from({ length: Math.max(0, pdfium._FPDFText_CountChars(text)) }, (_, index) => {
      pdfium._FPDFText_GetCharOrigin(text, index, point, point + 8)
      // The heap may have moved as it grew, so the view is created each time.
      const view = new DataView(pdfium.HEAPU8.buffer)
      return {
        character: characterOf(pdfium._FPDFText_GetUnicode(text, index)),
        x: view.getFloat64(point, true),
        y: view.getFloat64(point + 8, true),
      }
    })
  } finally {
    pdfium.wasmExports.free(point)
    pdfium._FPDFText_ClosePage(text)
  }
}

/** PDFium returns surrogate pairs as separate halves, and 0 or U+FFFE when there is no letter. */
const characterOf = (code: number): string =>
  code === 0 || code === 0xfffe || code === 0xffff || code > 0x10ffff ? '' : String.fromCodePoint(code)

const BGRA = 4
const WHITE = 0xffffffff
// FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER: annotations drawn, RGBA instead of BGRA.
const FLAGS = 0x01 | 0x10

function bitmapOf(pdfium: Pdfium, page: number, width: number): PageBitmap {
  const ratio = pdfium._FPDF_GetPageHeight(page) / pdfium._FPDF_GetPageWidth(page)
  const height = Math.round(width * ratio)
  if (!(height >= 1 && width * height <= LARGEST_PIXELS))
    throw new Error(`a page of ${width} × ${height} pixels`)
  const size = width * height * BGRA
  const data = pdfium.wasmExports.malloc(size)
  if (data === 0) throw new Error('not enough memory to draw the page')
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, BGRA, data, width * BGRA)
  try {
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FLAGS)
    return { width, height, data: pdfium.HEAPU8.slice(data, data + size) }
  } finally {
    pdfium._FPDFBitmap_Destroy(bitmap)
    pdfium.wasmExports.free(data)
  }
}

const LARGEST_PIXELS = 40_000_000
