import { randomUUID } from 'node:crypto'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Hash } from '../../../shared/model/ids.ts'
import { bytesMarked, FILE_MARK_BYTES, markFile, textName, type FileState } from '../trust/file-mark.ts'
import type { PageRequest } from './reading/reading.ts'
import { isRefusedFile, openPlain, readSmallFile } from '../disk/small-file.ts'
import { ExtractedText, type Passage } from '../../../shared/model/passage.ts'
import { makeFolder } from '../disk/make-folder.ts'

/** The path in the cache of an object's extracted text. */
export function textPath(cacheFolder: string, hash: Hash): string {
  return join(cacheFolder, 'text', hash.slice(0, 2), `${hash}.json`)
}

/** The path in the cache of the picture of a page. */
export function pagePath(cacheFolder: string, hash: Hash, page: number, width: number): string {
  return join(cacheFolder, 'pages', hash.slice(0, 2), hash, `${page}-${width}.png`)
}

/** More text than this fits in no string. */
const TEXT_BYTES = 500_000_000

/**
 * The passages of an object from the cache; null when it was not extracted, or the cached file is not as this computer
 * left it. `onChanged` is called if it was changed since.
 */
export async function readPassages(
  cacheFolder: string,
  hash: Hash,
  key: Uint8Array,
  onChanged: () => void = () => {},
): Promise<ExtractedText | null> {
  const path = textPath(cacheFolder, hash)
  try {
    const file = await readSmallFile(path, TEXT_BYTES)
    const bytes = bytesMarked(key, textName(hash), file)
    if (bytes === 'changed' || (bytes === 'foreign' && !isWhole(file, TEXT_END))) onChanged()
    if (typeof bytes === 'string') return null
    const read = ExtractedText.safeParse(JSON.parse(bytes.toString('utf8')))
    return read.success && read.data.hash === hash ? read.data : null
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error) || isRefusedFile(error)) return null
    throw error
  }
}

/** Marks the text that a reader has just written, so that this computer recognises it; without a text it does nothing. */
export async function markText(cacheFolder: string, hash: Hash, key: Uint8Array): Promise<void> {
  await markWritten(textPath(cacheFolder, hash), textName(hash), key)
}

/** Marks the picture of a page that a reader has just drawn. */
export async function markPage(path: string, request: PageRequest, key: Uint8Array): Promise<void> {
  await markWritten(path, pageName(request), key)
}

/** What the mark of the picture of a page says; null when there is none. */
export async function pageState(
  path: string,
  request: PageRequest,
  key: Uint8Array,
): Promise<FileState | null> {
  const file = await readSmallFile(path, PAGE_BYTES).catch((cause: unknown) => {
    if (isMissing(cause)) return null
    if (isRefusedFile(cause)) return Buffer.alloc(0)
    throw cause
  })
  if (!file) return null
  const bytes = bytesMarked(key, pageName(request), file)
  if (typeof bytes !== 'string') return 'own'
  return bytes === 'foreign' && !isWhole(file, PNG_END) ? 'changed' : bytes
}

/** No picture of a page, at most 4,096 pixels wide, is larger. */
const PAGE_BYTES = 256 << 20

const TEXT_END = Buffer.from(']}\n')
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

// A file that ends as it should, with or without a mark after that, is not torn: it was made elsewhere, or before files
// were marked.
function isWhole(file: Buffer, end: Buffer): boolean {
  return [file.length, file.length - FILE_MARK_BYTES].some(
    (at) => at >= end.length && file.subarray(at - end.length, at).equals(end),
  )
}

const pageName = ({ hash, page, width }: PageRequest): string => `pages/${hash}/${page}-${width}`

// The mark follows the bytes: decoders of pictures end where the picture does.
async function markWritten(path: string, name: string, key: Uint8Array): Promise<void> {
  const bytes = await readSmallFile(path, TEXT_BYTES)
  const mark = markFile(key, name, bytes)
  const file = await openPlain(path, 'to write')
  try {
    await file.write(mark, 0, mark.length, bytes.length)
  } finally {
    await file.close()
  }
}

/** Writes the passages of an object, atomically: readers see the old file or the new one, never a part. */
export async function writePassages(
  cacheFolder: string,
  hash: Hash,
  passages: readonly Passage[],
): Promise<void> {
  const path = textPath(cacheFolder, hash)
  await replaceFile(path, 2, async (temporary) => {
    const file = await open(temporary, 'wx')
    try {
      for (const piece of jsonPieces(hash, passages)) await file.write(piece)
    } finally {
      await file.close()
    }
  })
}

/** Writes the picture of a page and returns its path. */
export async function writePage(path: string, png: Uint8Array): Promise<string> {
  await replaceFile(path, 3, (temporary) => writeFile(temporary, png, { flag: 'wx' }))
  return path
}

async function replaceFile(
  path: string,
  parents: number,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  await makeFolder(dirname(path), parents)
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await write(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const PIECE_LENGTH = 1_000_000

/** The JSON of `ExtractedText` in pieces, so that a long text is not held in memory a second time as one string. */
function* jsonPieces(hash: Hash, passages: readonly Passage[]): Generator<string> {
  let piece = `{"version":1,"hash":${JSON.stringify(hash)},"tool":${JSON.stringify(TOOL)},"passages":[`
  for (const [index, passage] of passages.entries()) {
    piece += `${index === 0 ? '' : ','}\n${JSON.stringify(passage)}`
    if (piece.length < PIECE_LENGTH) continue
    yield piece
    piece = ''
  }
  yield `${piece}]}\n`
}

/** Names the readers in this folder; the number is raised when they read something differently. */
const TOOL = 'holdfast-extract 2'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
