import { randomUUID } from 'node:crypto'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Hash } from '../../../shared/model/ids.ts'
import { isRefusedFile, readSmallFile } from '../disk/small-file.ts'
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

/** The passages of an object from the cache; null when it was not extracted, or the cached file is incomplete. */
export async function readPassages(cacheFolder: string, hash: Hash): Promise<ExtractedText | null> {
  const path = textPath(cacheFolder, hash)
  try {
    const read = ExtractedText.safeParse(JSON.parse((await readSmallFile(path, TEXT_BYTES)).toString('utf8')))
    return read.success && read.data.hash === hash ? read.data : null
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error) || isRefusedFile(error)) return null
    throw error
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
