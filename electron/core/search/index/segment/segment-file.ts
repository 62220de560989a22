import { closeSync, fsyncSync, openSync, readSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import type { ArrayName, Column, ColumnName, LazyBytes, LazyName, SegmentData } from './segment-data.ts'
import { arrayTypes, bytesInMemory, columnNames, lazyNames } from './segment-data.ts'
import {
  FILE_MARK_BYTES,
  startFileCheck,
  startFileMark,
  type FileCheck,
  type FileMarker,
} from '../../../trust/file-mark.ts'
import { writeAll } from './write-all.ts'

/*
 * magic (8) · header length (4) · 0 (4) · mark of everything else (32) · header (JSON) · sections, each aligned to
 * 8 bytes. Numbers are little-endian, as on every machine the product runs on. The lazy sections come last.
 */
const MAGIC = Buffer.from('HFSEG\0\0\x02', 'latin1')
const MARK_AT = 16
const PREFIX_BYTES = MARK_AT + FILE_MARK_BYTES
const CHUNK_BYTES = 1 << 20

const Header = z.object({
  records: z.int(),
  terms: z.int(),
  values: z.object({
    language: z.array(z.string()),
    source: z.array(z.string()),
    person: z.array(z.string()),
    place: z.array(z.string()),
    tag: z.array(z.string()),
    trait: z.array(z.string()),
  }),
  /** By name: the offset of the section from the first section, and its length in bytes. */
  sections: z.record(z.string(), z.tuple([z.int(), z.int()])),
})
type Header = z.infer<typeof Header>

/**
 * Writes a segment so that its file is complete or absent: under a temporary name, then renamed. Pauses after each
 * chunk.
 */
export function* writeSegmentInSteps(
  path: string,
  data: SegmentData,
  key: Uint8Array,
): Generator<undefined, void> {
  const sections = sectionsOf(data)
  const layout: Header['sections'] = {}
  let offset = 0
  for (const [name, bytes] of sections) {
    layout[name] = [offset, bytes.length]
    offset += align(bytes.length)
  }
  const { records, terms, columns } = data
  const values = Object.fromEntries(columnNames.map((name) => [name, columns[name].values]))
  const header = Buffer.from(JSON.stringify({ records, terms, values, sections: layout }))
  const temporary = `${path}.tmp`
  const file = openSync(temporary, 'w')
  try {
    yield* writeSections(file, header, { sections, marker: startFileMark(key, basename(path)) })
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
}

/** Makes the system write a file to the disk itself. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function* writeSections(
  file: number,
  header: Buffer,
  { sections, marker }: { sections: readonly (readonly [string, LazyBytes])[]; marker: FileMarker },
): Generator<undefined, void> {
  const prefix = Buffer.alloc(PREFIX_BYTES)
  MAGIC.copy(prefix)
  prefix.writeUInt32LE(header.length, 8)
  markPrefix(marker, prefix)
  let at = PREFIX_BYTES
  const put = (bytes: Uint8Array): void => {
    marker.update(bytes)
    writeAll(file, bytes, at)
    at += bytes.length
  }
  put(header)
  put(padding(header.length))
  for (const [, bytes] of sections) {
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
      put(bytes.read(from, Math.min(bytes.length, from + CHUNK_BYTES)))
      yield
    }
    put(padding(bytes.length))
  }
  marker.end().copy(prefix, MARK_AT)
  writeAll(file, prefix, 0)
}

/**
 * Opens a segment, checking all bytes against its mark unless it was just written and `key` is null; null when the file
 * is missing or not as it was written with this key.
 */
export function readSegmentFile(
  path: string,
  key: Uint8Array | null,
): { data: SegmentData; close: () => void } | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return null
  }
  const data = readSegment(file, basename(path), key)
  if (!data) closeSync(file)
  return data && { data, close: () => closeSync(file) }
}

function readSegment(file: number, name: string, key: Uint8Array | null): SegmentData | null {
  const prefix = readBytes(file, 0, PREFIX_BYTES)
  if (!prefix || !MAGIC.equals(prefix.subarray(0, 8))) return null
  const mark = prefix.subarray(MARK_AT, MARK_AT + FILE_MARK_BYTES)
  if (key && !isAsWritten(file, prefix, startFileCheck(key, name, mark))) return null
  const headerBytes = readBytes(file, PREFIX_BYTES, prefix.readUInt32LE(8))
  if (!headerBytes) return null
  const header = Header.safeParse(JSON.parse(headerBytes.toString('utf8')))
  return header.success ? dataOf(file, header.data, PREFIX_BYTES + align(headerBytes.length)) : null
}

function markPrefix(mark: Pick<FileMarker, 'update'>, prefix: Buffer): void {
  mark.update(prefix.subarray(0, MARK_AT))
}

function isAsWritten(file: number, prefix: Buffer, check: FileCheck): boolean {
  markPrefix(check, prefix)
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  for (let at = PREFIX_BYTES; ;) {
    const read = readSync(file, chunk, 0, chunk.length, at)
    if (read === 0) return check.end() === 'own'
    check.update(chunk.subarray(0, read))
    at += read
  }
}

function dataOf(file: number, header: Header, base: number): SegmentData {
  const array = (name: string, type: (typeof arrayTypes)[ArrayName]) => {
    const [offset, length] = header.sections[name]!
    const bytes = readBytes(file, base + offset, length)!
    return new type(bytes.buffer, bytes.byteOffset, length / type.BYTES_PER_ELEMENT)
  }
  const arrays = Object.fromEntries(
    Object.entries(arrayTypes).map(([name, type]) => [name, array(name, type)]),
  )
  const columns = Object.fromEntries(
    columnNames.map((name) => [
      name,
      {
        values: header.values[name],
        offsets: array(`${name}.offsets`, Uint32Array),
        entries: array(`${name}.entries`, Uint32Array),
      },
    ]),
  )
  const lazy = Object.fromEntries(
    lazyNames.map((name) => [name, bytesOnDisk(file, base, header.sections[name]!)]),
  )
  // Built name by name from the tables that the types are derived from; the checksum guarantees the contents.
  return {
    records: header.records,
    terms: header.terms,
    columns,
    ...arrays,
    ...lazy,
  } as unknown as SegmentData
}

let peeked = Buffer.alloc(1 << 16)

function bytesOnDisk(
  file: number,
  base: number,
  [offset, length]: readonly [number, number],
): SegmentData[LazyName] {
  const fill = (bytes: Buffer, from: number): Buffer => {
    if (!fillBytes(file, base + offset + from, bytes))
      throw new Error('a segment file became shorter while in use')
    return bytes
  }
  return {
    length,
    // From Node's buffer pool: a query reads hundreds of small pieces.
    read: (from, to) => fill(Buffer.allocUnsafe(to - from), from),
    peek(from, to) {
      if (to - from > peeked.length) peeked = Buffer.allocUnsafe(Math.max(to - from, peeked.length * 2))
      return fill(peeked.subarray(0, to - from), from)
    },
  }
}

/** Bytes in a buffer of their own, so that arrays of any width can be views of it; null when the file ends early. */
function readBytes(file: number, from: number, length: number): Buffer<ArrayBuffer> | null {
  const bytes = Buffer.from(new ArrayBuffer(length))
  return fillBytes(file, from, bytes) ? bytes : null
}

function fillBytes(file: number, from: number, bytes: Buffer): boolean {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(file, bytes, done, bytes.length - done, from + done)
    if (read === 0) return false
    done += read
  }
  return true
}

function sectionsOf(data: SegmentData): (readonly [string, LazyBytes])[] {
  const arrays = (Object.keys(arrayTypes) as ArrayName[]).map((name) => [name, view(data[name])] as const)
  const columns = columnNames.flatMap((name: ColumnName) => columnSections(name, data.columns[name]))
  const lazy = lazyNames.map((name) => [name, data[name]] as const)
  return [...arrays, ...columns, ...lazy]
}

function columnSections(name: string, column: Column): (readonly [string, LazyBytes])[] {
  return [
    [`${name}.offsets`, view(column.offsets)],
    [`${name}.entries`, view(column.entries)],
  ]
}

function view(array: ArrayBufferView): LazyBytes {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  return bytesInMemory(bytes)
}

function align(length: number): number {
  return Math.ceil(length / 8) * 8
}

function padding(length: number): Uint8Array {
  return new Uint8Array(align(length) - length)
}
