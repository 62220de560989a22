/** Bytes that grow as they are written; the first `length` are in use. */
export interface GrowingBytes {
  bytes: Uint8Array
  length: number
}

/** Creates an empty run of bytes. */
export function createBytes(capacity = 1024): GrowingBytes {
  return { bytes: new Uint8Array(capacity), length: 0 }
}

/** Writes a whole number below 2^32 in one to five bytes, low seven bits first. */
export function writeVarint(to: GrowingBytes, value: number): void {
  if (to.length + 5 > to.bytes.length) reserve(to, 5)
  let rest = value
  while (rest > 127) {
    to.bytes[to.length++] = (rest & 127) | 128
    rest >>>= 7
  }
  to.bytes[to.length++] = rest
}

/** Appends `bytes` from one index up to another. */
export function writeBytes(to: GrowingBytes, bytes: Uint8Array, from = 0, end = bytes.length): void {
  reserve(to, end - from)
  // A view of a handful of bytes costs more than the copy.
  if (end - from > 64) to.bytes.set(bytes.subarray(from, end), to.length)
  else for (let i = from; i < end; i++) to.bytes[to.length + i - from] = bytes[i]!
  to.length += end - from
}

/** The bytes written, without spare capacity. */
export function finishBytes(from: GrowingBytes): Uint8Array {
  return from.bytes.slice(0, from.length)
}

function reserve(to: GrowingBytes, more: number): void {
  if (to.length + more <= to.bytes.length) return
  const wider = new Uint8Array(Math.max(to.bytes.length * 2, to.length + more))
  wider.set(to.bytes.subarray(0, to.length))
  to.bytes = wider
}

/** A position in a run of varints. */
export interface ByteCursor {
  readonly bytes: Uint8Array
  at: number
}

/** Reads the varint at the cursor and advances past it. */
export function readVarint(cursor: ByteCursor): number {
  const { bytes } = cursor
  let byte = bytes[cursor.at++]!
  if (byte < 128) return byte
  let value = byte & 127
  let shift = 7
  do {
    byte = bytes[cursor.at++]!
    value |= (byte & 127) << shift
    shift += 7
  } while (byte > 127)
  return value >>> 0
}

/*
 * The same without a cursor, for loops that read a varint for every posting of a word:
 *   let value = bytes[at++]; if (value > 127) { value = longVarint(bytes, at, value); at += bytesAfterFirst(value) }
 */

/** The value of a varint of more than one byte: `first`, and those from `at` on. */
export function longVarint(bytes: Uint8Array, at: number, first: number): number {
  let byte = bytes[at]!
  let value = (first & 127) | ((byte & 127) << 7)
  if (byte < 128) return value
  byte = bytes[at + 1]!
  value |= (byte & 127) << 14
  if (byte < 128) return value
  byte = bytes[at + 2]!
  value |= (byte & 127) << 21
  return byte < 128 ? value : (value | (bytes[at + 3]! << 28)) >>> 0
}

/** How many bytes such a value takes after its first. */
export function bytesAfterFirst(value: number): number {
  return value < 1 << 14 ? 1 : value < 1 << 21 ? 2 : value < 1 << 28 ? 3 : 4
}

/** Numbers that grow as they are pushed; the first `length` are in use. */
export interface GrowingNumbers {
  values: Uint32Array
  length: number
}

/** Creates an empty run of numbers. */
export function createNumbers(capacity = 256): GrowingNumbers {
  return { values: new Uint32Array(capacity), length: 0 }
}

/** Appends a whole number below 2^32. */
export function pushNumber(to: GrowingNumbers, value: number): void {
  if (to.length === to.values.length) {
    const wider = new Uint32Array(to.values.length * 2)
    wider.set(to.values)
    to.values = wider
  }
  to.values[to.length++] = value
}

/** The numbers pushed, without spare capacity. */
export function finishNumbers(from: GrowingNumbers): Uint32Array {
  return from.values.slice(0, from.length)
}
