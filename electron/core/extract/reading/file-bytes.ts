import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'

/** Where bytes are read from: the file at a path, or bytes from inside one. */
export type Source = string | Uint8Array

/** The first `length` bytes of a source, or all of a shorter one. */
export async function readHead(source: Source, length: number): Promise<Uint8Array> {
  return (await readCapped(source, length)).bytes
}

/** At most `capBytes` from the start of a source, and whether there was more; memory never exceeds the cap. */
export async function readCapped(
  source: Source,
  capBytes: number,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  if (typeof source !== 'string')
    return { bytes: source.subarray(0, capBytes), isCut: source.length > capBytes }
  const file = await open(source, 'r')
  try {
    const sizeBytes = (await file.stat()).size
    const bytes = new Uint8Array(Math.min(sizeBytes, capBytes))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return { bytes: bytes.subarray(0, filled), isCut: sizeBytes > capBytes }
  } finally {
    await file.close()
  }
}

/** All bytes of a source, or null when it is larger than the cap. */
export async function readAll(source: Source, capBytes: number): Promise<Uint8Array | null> {
  if (typeof source !== 'string') return source.length > capBytes ? null : source
  const { size } = await stat(source)
  return size > capBytes ? null : readFile(source)
}

/** Bytes that are read in slices; a slice that extends past the end is truncated there. */
export interface Bytes {
  readonly length: number
  slice(start: number, end: number): Buffer
}

/** Bytes in memory, without copying them. */
export function bytesOf(bytes: Uint8Array): Bytes {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { length: view.length, slice: (start, end) => view.subarray(start, end) }
}

/** Passes a source that may be larger than memory to `use`; a file is read on demand, and closed afterwards. */
export async function withBytes<Value>(
  source: Source,
  use: (bytes: Bytes) => Promise<Value>,
): Promise<Value> {
  if (typeof source !== 'string') return use(bytesOf(source))
  const file = openSync(source, 'r')
  try {
    const { size } = fstatSync(file)
    return await use({ length: size, slice: (start, end) => readSlice(file, start, Math.min(end, size)) })
  } finally {
    closeSync(file)
  }
}

function readSlice(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, end - start))
  let filled = 0
  while (filled < bytes.length) {
    const read = readSync(file, bytes, filled, bytes.length - filled, start + filled)
    if (read === 0) break
    filled += read
  }
  return bytes.subarray(0, filled)
}

/** The bytes up to the last one that is not zero: a file that was not completely written has a tail of zeros. */
export function withoutZeroTail(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.subarray(0, end)
}
