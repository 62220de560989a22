import { constants, inflateRawSync } from 'node:zlib'
import { bytesOf, type Bytes } from '../reading/file-bytes.ts'
import { readDirectory, type ListedEntry } from './zip-directory.ts'

export type { ListedEntry } from './zip-directory.ts'

/** A zip, or an entry of one, that cannot be read safely or at all. */
export class ZipRefusal extends Error {
  readonly note: 'too-large' | 'damaged' | 'encrypted'

  constructor(note: 'too-large' | 'damaged' | 'encrypted') {
    super(note)
    this.name = 'ZipRefusal'
    this.note = note
  }
}

const MB = 1024 * 1024
const MOST_ENTRIES = 5_000
const LARGEST_ENTRY = 128 * MB
const LARGEST_TOTAL = 256 * MB
// Office files compress to a hundredth at most; a zip bomb compresses to a thousandth.
const LARGEST_RATIO = 400
const RATIO_COUNTS_FROM = 8 * MB

const STORED = 0
const DEFLATED = 8

/**
 * The entries of a zip whose names `wants` accepts, inflated. The stated size of an entry is not trusted: inflating
 * stops at the limit. Names are compared and never made into paths. Throws `ZipRefusal`.
 */
export function unzipSafely(
  zip: Uint8Array,
  wants: (name: string) => boolean,
): Readonly<Record<string, Uint8Array>> {
  const bytes = bytesOf(zip)
  const entries = entriesOf(bytes, MOST_ENTRIES).filter(({ name }) => wants(name))
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new ZipRefusal('encrypted')
  let left = LARGEST_TOTAL
  const inflated = entries.map((entry): [string, Uint8Array] => {
    const contents = contentsOf(bytes, entry, Math.min(LARGEST_ENTRY, left))
    left -= contents.length
    return [entry.name, contents]
  })
  return Object.fromEntries(inflated)
}

/** The entries of a zip as its directory lists them, at most `most`. Throws `ZipRefusal`. */
export function entriesOf(bytes: Bytes, most: number): ListedEntry[] {
  let entries: ReturnType<typeof readDirectory>
  try {
    entries = readDirectory(bytes, most)
  } catch (error) {
    if (error instanceof RangeError) throw new ZipRefusal('damaged')
    throw error
  }
  if (entries === 'too-many') throw new ZipRefusal('too-large')
  return entries
}

/** An entry inflated, up to `limit` bytes and to the ratio that honest files reach. Throws `ZipRefusal`. */
export function contentsOf(bytes: Bytes, entry: ListedEntry, limit: number): Uint8Array {
  const { method, start, end, isEncrypted } = entry
  if (isEncrypted) throw new ZipRefusal('encrypted')
  if (method !== STORED && method !== DEFLATED) throw new ZipRefusal('damaged')
  const most = Math.min(limit, Math.max(RATIO_COUNTS_FROM, (end - start) * LARGEST_RATIO))
  // An empty entry takes two bytes when deflated, so a packed entry may be a little longer than its contents.
  if (end - start > most + PACKED_MORE) throw new ZipRefusal('too-large')
  const packed = bytes.slice(start, end)
  if (method === STORED) return packed.length <= most ? packed : refuse('too-large')
  if (most === 0) throw new ZipRefusal('too-large')
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new ZipRefusal(isTooLarge ? 'too-large' : 'damaged')
  }
}

const PACKED_MORE = MB

function refuse(note: ZipRefusal['note']): never {
  throw new ZipRefusal(note)
}

// Even at a ratio of a thousand these stay small.
const HEAD_PACKED = 16 * 1024

/** The first bytes of an entry, from which its type is determined; none when they cannot be read. */
export function headOf(bytes: Bytes, { method, start, end, isEncrypted }: ListedEntry): Uint8Array {
  const packed = bytes.slice(start, Math.min(end, start + HEAD_PACKED))
  if (isEncrypted || (method !== STORED && method !== DEFLATED)) return new Uint8Array()
  if (method === STORED) return packed
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return new Uint8Array()
  }
}
