import { constants, crc32, deflateRawSync } from 'node:zlib'

/** An entry of a zip to be written; fields that are left out are true. */
export interface ZipEntry {
  readonly name: string | Uint8Array
  readonly bytes: Uint8Array | string
  readonly isStored?: boolean
  /** The bytes, already compressed: large ones are thus compressed once for several entries. */
  readonly packed?: Buffer
  /** False sizes, both in the local header and in the directory. */
  readonly declaredSize?: number
  readonly declaredPacked?: number
  readonly flags?: number
  readonly method?: number
  /** Unix mode, such as that of a symbolic link. */
  readonly mode?: number
  /** The entry whose local header is used: overlapping entries. */
  readonly sameAs?: number
}

/** A zip with exactly these entries, true or not, followed by its directory. */
export function zipOf(entries: readonly ZipEntry[], { declaredEntries }: { declaredEntries?: number } = {}) {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  for (const entry of entries) {
    const packed = packedOf(entry)
    const local = Buffer.concat([headerOf(entry, packed, null), nameOf(entry), packed])
    if (entry.sameAs === undefined) {
      offsets.push(at)
      locals.push(local)
      at += local.length
    } else offsets.push(offsets[entry.sameAs]!)
    directory.push(headerOf(entry, packed, offsets.at(-1)!), nameOf(entry))
  }
  const middle = Buffer.concat(directory)
  return Buffer.concat([...locals, middle, endOf(declaredEntries ?? entries.length, middle.length, at)])
}

const packedOf = ({ bytes, packed, isStored, method }: ZipEntry): Buffer =>
  packed ?? (isStored || method !== undefined ? Buffer.from(bytes) : deflateRawSync(bytes, { level: 9 }))

const MB = 1024 * 1024
const END = deflateRawSync('')

/** Millions of the same byte, as the contents of an entry; one megabyte is compressed once and repeated. */
export function repeatedBytes(megabytes: number, byte: number): Pick<ZipEntry, 'bytes' | 'packed'> {
  const block = deflateRawSync(Buffer.alloc(MB, byte), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const blocks = Array.from({ length: megabytes }, () => block)
  return { bytes: Buffer.alloc(megabytes * MB, byte), packed: Buffer.concat([...blocks, END]) }
}

const nameOf = ({ name }: ZipEntry): Buffer => Buffer.from(name)

/** A local header, or one of the directory for an entry whose local header is at `offset`. */
function headerOf(entry: ZipEntry, packed: Buffer, offset: number | null): Buffer {
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(entry.flags ?? 0x800, 2)
  common.writeUInt16LE(entry.method ?? (entry.isStored ? 0 : 8), 4)
  common.writeUInt32LE(crc32(entry.bytes) >>> 0, 10)
  common.writeUInt32LE((entry.declaredPacked ?? packed.length) >>> 0, 14)
  common.writeUInt32LE((entry.declaredSize ?? Buffer.byteLength(entry.bytes)) >>> 0, 18)
  common.writeUInt16LE(nameOf(entry).length, 22)
  if (offset === null) return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6)
  rest.writeUInt32LE(offset, 10)
  // Declared as made on Unix, so that the mode counts.
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest])
}

function endOf(entries: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries & 0xffff, 8)
  end.writeUInt16LE(entries & 0xffff, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
