import type { Bytes } from '../reading/file-bytes.ts'

/** An entry in the directory of a zip, and where its packed bytes are. */
export interface ListedEntry {
  /** Decoded as UTF-8. */
  readonly name: string
  readonly nameBytes: Uint8Array
  readonly isEncrypted: boolean
  readonly method: number
  readonly start: number
  readonly end: number
}

const END_BYTES = 22
const LONGEST_COMMENT = 0xffff
const LOCATOR_BYTES = 20
const WIDE_END_BYTES = 56
const LOCAL_BYTES = 30
const LISTED_BYTES = 46
const WIDE = 0xffffffff

/**
 * The entries of a zip in directory order, or `'too-many'` if there are more than `most`. Each is inside the file and
 * none overlaps another; throws a `RangeError` otherwise.
 */
export function readDirectory(bytes: Bytes, most: number): ListedEntry[] | 'too-many' {
  const { count, offset, end } = findDirectory(bytes)
  // That many entries with their names and extra fields fit into this many bytes.
  if (count > most || end - offset > LARGEST_DIRECTORY) return 'too-many'
  const directory = bytes.slice(offset, end)
  const entries: ListedEntry[] = []
  for (let number = 0, at = 0; number < count; number++) {
    const { entry, next } = readEntry(bytes, directory, at)
    entries.push(entry)
    at = next
  }
  refuseOverlaps(entries)
  return entries
}

const LARGEST_DIRECTORY = 64 * 1024 * 1024

function findDirectory(bytes: Bytes): { count: number; offset: number; end: number } {
  const lowest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT)
  const tail = bytes.slice(lowest, bytes.length)
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue
    const count = tail.readUInt16LE(at + 10)
    const offset = tail.readUInt32LE(at + 16)
    const end = lowest + at
    const wide = count === 0xffff || offset === WIDE ? wideDirectory(bytes, end) : null
    return { count, offset, end, ...wide }
  }
  throw new RangeError('no directory')
}

/** The directory of a zip with more than 4 GB or 65,535 entries, from a record of its own (ZIP64). */
function wideDirectory(bytes: Bytes, end: number): { count: number; offset: number } | null {
  if (end < LOCATOR_BYTES) return null
  const locator = bytes.slice(end - LOCATOR_BYTES, end)
  if (locator.readUInt32LE(0) !== 0x07064b50) return null
  const at = Number(locator.readBigUInt64LE(8))
  const record = bytes.slice(at, at + WIDE_END_BYTES)
  if (record.readUInt32LE(0) !== 0x06064b50) return null
  return { count: Number(record.readBigUInt64LE(32)), offset: Number(record.readBigUInt64LE(48)) }
}

function readEntry(bytes: Bytes, view: Buffer, at: number): { entry: ListedEntry; next: number } {
  if (view.readUInt32LE(at) !== 0x02014b50) throw new RangeError('no entry')
  const nameLength = view.readUInt16LE(at + 28)
  const extraLength = view.readUInt16LE(at + 30)
  const names = at + LISTED_BYTES
  const extra = view.subarray(names + nameLength, names + nameLength + extraLength)
  const { packed, local } = placeOf(view, at, extra)
  const header = bytes.slice(local, local + LOCAL_BYTES)
  if (header.readUInt32LE(0) !== 0x04034b50) throw new RangeError('no bytes')
  const start = local + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + packed > bytes.length) throw new RangeError('bytes beyond the end')
  const entry = {
    name: view.toString('utf8', names, names + nameLength),
    nameBytes: view.subarray(names, names + nameLength),
    isEncrypted: (view.readUInt16LE(at + 8) & 1) === 1,
    method: view.readUInt16LE(at + 10),
    start,
    end: start + packed,
  }
  return { entry, next: names + nameLength + extraLength + view.readUInt16LE(at + 32) }
}

/** The packed size, and the position of the local header; values that need more than 32 bits are in an extra field. */
function placeOf(view: Buffer, at: number, extra: Buffer): { packed: number; local: number } {
  const listed = [view.readUInt32LE(at + 24), view.readUInt32LE(at + 20), view.readUInt32LE(at + 42)]
  let wide = listed.includes(WIDE) ? wideField(extra) : null
  const [, packed, local] = listed.map((value) => {
    if (value !== WIDE || !wide || wide.length < 8) return value
    const found = Number(wide.readBigUInt64LE(0))
    wide = wide.subarray(8)
    return found
  })
  return { packed: packed!, local: local! }
}

function wideField(extra: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
  return null
}

function refuseOverlaps(entries: readonly ListedEntry[]): void {
  const placed = entries.toSorted((one, other) => one.start - other.start)
  for (const [at, { start }] of placed.entries())
    if (at > 0 && start < placed[at - 1]!.end + LOCAL_BYTES) throw new RangeError('entries on one another')
}
