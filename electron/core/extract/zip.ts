import { inflateRawSync } from 'node:zlib'
import { readDirectory, type ListedEntry } from './zip-directory.ts'

/** A zip that cannot be read safely or at all. */
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
// Office files compress to a hundredth at most; a bomb compresses to a thousandth.
const LARGEST_RATIO = 400
const RATIO_COUNTS_FROM = 8 * MB

const STORED = 0
const DEFLATED = 8

/**
 * The entries of a zip whose names `wants` picks, inflated. What an entry says of its size is not asked: inflating stops
 * at the limit itself. Names are compared and never made into paths. Throws `ZipRefusal`.
 */
export function unzipSafely(
  bytes: Uint8Array,
  wants: (name: string) => boolean,
): Readonly<Record<string, Uint8Array>> {
  const entries = directoryOf(bytes).filter(({ name }) => wants(name))
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new ZipRefusal('encrypted')
  let left = LARGEST_TOTAL
  const inflated = entries.map((entry): [string, Uint8Array] => {
    const contents = contentsOf(bytes, entry, left)
    left -= contents.length
    return [entry.name, contents]
  })
  return Object.fromEntries(inflated)
}

function directoryOf(bytes: Uint8Array): ListedEntry[] {
  let entries: ReturnType<typeof readDirectory>
  try {
    entries = readDirectory(bytes, MOST_ENTRIES)
  } catch {
    throw new ZipRefusal('damaged')
  }
  if (entries === 'too-many') throw new ZipRefusal('too-large')
  return entries
}

function contentsOf(bytes: Uint8Array, { method, start, end }: ListedEntry, left: number): Uint8Array {
  const packed = bytes.subarray(start, end)
  const most = Math.min(LARGEST_ENTRY, left, Math.max(RATIO_COUNTS_FROM, packed.length * LARGEST_RATIO))
  if (method === STORED && packed.length <= most) return packed
  if (method === STORED || most === 0) throw new ZipRefusal('too-large')
  if (method !== DEFLATED) throw new ZipRefusal('damaged')
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new ZipRefusal(isTooLarge ? 'too-large' : 'damaged')
  }
}
