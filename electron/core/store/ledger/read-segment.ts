import { join } from 'node:path'
import { openPlain } from '../../disk/small-file.ts'

/**
 * A line of a device's ledger. `end` is the offset after its line end; `torn` means that it is the very last line and
 * has no line end. `bytes` is `unread` for a line that is too long to be one.
 */
export interface LedgerLine {
  readonly file: string
  readonly line: number
  readonly offset: number
  readonly end: number
  readonly bytes: Buffer
  readonly torn: boolean
}

/**
 * The most bytes of a line, without its line end. A line that changes one field of half a million records at once has
 * fewer.
 */
export const LONGEST_LINE = 64 << 20

/** Stands for the bytes of a line longer than that: they are not kept, and no entry is in them. */
export const unread: Buffer = Buffer.alloc(0)

/** How much of a file is in memory at once. */
export interface ReadLimits {
  readonly longestLine: number
  readonly chunkBytes: number
  /** How far a line that is too long is followed in search of its end; after that, the rest of its file is not read. */
  readonly farthestEnd: number
}

const usual: ReadLimits = { longestLine: LONGEST_LINE, chunkBytes: 1 << 20, farthestEnd: 256 << 20 }

/** A file of a ledger, and where in it to begin. */
export interface SegmentPlace {
  readonly folder: string
  readonly file: string
  readonly offset: number
  readonly line: number
}

/**
 * The lines of one file. A run of bytes without a line end that is longer than any line is one line, `unread` and never
 * `torn`: no crash leaves one.
 */
export async function* readSegment(
  place: SegmentPlace,
  limits: Partial<ReadLimits> = {},
): AsyncGenerator<LedgerLine> {
  const { longestLine, farthestEnd, chunkBytes } = { ...usual, ...limits }
  const path = join(place.folder, place.file)
  let { offset, line } = place
  let pieces: Buffer[] = []
  let held = 0
  const take = (end: number, bytes: Buffer, torn: boolean): LedgerLine => {
    const taken = { file: place.file, line, offset, end, bytes, torn }
    ;[offset, line, pieces, held] = [end, line + 1, [], 0]
    return taken
  }
  for (let at = offset; ;) {
    const chunk = await readChunk(path, at, chunkBytes)
    if (chunk.length === 0) break
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const bytes = Buffer.concat([...pieces, chunk.subarray(from, end)])
      yield take(at + end + 1, bytes.length > longestLine ? unread : bytes, false)
      from = end + 1
    }
    at += chunk.length
    if (from < chunk.length) pieces.push(chunk.subarray(from))
    held += chunk.length - from
    if (held <= longestLine) continue
    pieces = []
    const { end, isFound } = await findEnd(path, at, { chunkBytes, upTo: at + farthestEnd })
    yield take(end, unread, false)
    if (!isFound) return
    at = end
  }
  if (held > 0) yield take(offset + held, Buffer.concat(pieces), true)
}

const NEWLINE = 10

/** Where the next line begins; if none does up to there, how far the search came. */
async function findEnd(
  path: string,
  from: number,
  { chunkBytes, upTo }: { readonly chunkBytes: number; readonly upTo: number },
): Promise<{ end: number; isFound: boolean }> {
  let at = from
  while (at < upTo) {
    const chunk = await readChunk(path, at, chunkBytes)
    if (chunk.length === 0) break
    const end = chunk.indexOf(NEWLINE)
    if (end >= 0) return { end: at + end + 1, isFound: true }
    at += chunk.length
  }
  return { end: at, isFound: false }
}

// The file is closed after each chunk: the ledgers of all devices are read side by side, and a system has few handles.
async function readChunk(path: string, at: number, bytes: number): Promise<Buffer> {
  const file = await openPlain(path)
  try {
    const { size } = await file.stat()
    const chunk = Buffer.allocUnsafe(Math.max(0, Math.min(bytes, size - at)))
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
    return chunk.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
