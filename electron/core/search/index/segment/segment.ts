import type { SegmentData, StoredRecord } from './segment-data.ts'
import { createMemo } from './memo.ts'
import { compareIds, ranksOf } from './order-keys.ts'
import { scratchFor, type Scratch } from './scratch.ts'

/** A segment in use: its data, which of its records have since been replaced or removed, and working arrays. */
export interface Segment {
  readonly data: SegmentData
  /** 1 for each record that no longer counts. */
  readonly dead: Uint8Array
  /** How many records still count, and the sum of their words. */
  live: number
  liveWords: number
  /** The name of its file, or null while it is only in memory. */
  readonly file: string | null
  readonly idRanks: Uint32Array
  /** The first and the last of its ids. */
  readonly idSpan: () => { readonly first: string; readonly last: string }
  readonly titleRanks: () => Uint32Array
  readonly scratch: () => Scratch
  readonly close: () => void
}

/** Makes a segment usable; `dead` marks the records that were already replaced. */
export function createSegment(
  data: SegmentData,
  origin: { readonly file: string; readonly close: () => void } | null = null,
  dead = new Uint8Array(data.records),
): Segment {
  let titleRanks: Uint32Array | null = null
  let idSpan: ReturnType<Segment['idSpan']> | null = null
  const segment: Segment = {
    data,
    dead,
    live: 0,
    liveWords: 0,
    file: origin?.file ?? null,
    idRanks: ranksOf(data.idOrder),
    idSpan: () => (idSpan ??= spanOfIds(data)),
    titleRanks: () => (titleRanks ??= ranksOf(data.titleOrder)),
    scratch: () => scratchFor(data.records),
    close: origin?.close ?? (() => {}),
  }
  for (let record = 0; record < data.records; record++) {
    if (dead[record]) continue
    segment.live++
    segment.liveWords += data.lengths[record]!
  }
  return segment
}

function spanOfIds(data: SegmentData): { first: string; last: string } {
  return { first: idOf(data, data.idOrder[0]!), last: idOf(data, data.idOrder.at(-1)!) }
}

/** Removes a record from the segment; returns whether it was there and live. */
export function killRecord(segment: Segment, id: string): boolean {
  const record = findRecord(segment, id)
  if (record < 0) return false
  segment.dead[record] = 1
  segment.live--
  segment.liveWords -= segment.data.lengths[record]!
  return true
}

/** The number of the live record with this id, or -1. */
export function findRecord(segment: Segment, id: string): number {
  const { idOrder } = segment.data
  const { first, last } = segment.idSpan()
  // Records mostly arrive in the order of their numbers, after all that a segment holds.
  if (compareIds(id, first) < 0 || compareIds(id, last) > 0) return -1
  let low = 0
  let high = idOrder.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const record = idOrder[middle]!
    const order = compareIds(idOf(segment.data, record), id)
    if (order === 0) return segment.dead[record] ? -1 : record
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The accession number of a record. */
export function idOf(data: SegmentData, record: number): string {
  return decodeText(data.ids.subarray(data.idOffsets[record]!, data.idOffsets[record + 1]!))
}

/** The title of a record. */
export function titleOf(data: SegmentData, record: number): string {
  return decodeText(data.titles.subarray(data.titleOffsets[record]!, data.titleOffsets[record + 1]!))
}

const storedIn = createMemo<number, StoredRecord>(2048)

/**
 * What is stored of a record for lists and snippets; recent ones stay in memory, since consecutive keystrokes share
 * hits.
 */
export function storedOf(data: SegmentData, record: number): StoredRecord {
  return storedIn(data, record, () => {
    const bytes = data.stored.read(data.storedOffsets[record]!, data.storedOffsets[record + 1]!)
    // The file's checksum guarantees that this is what the builder wrote.
    return JSON.parse(decodeText(bytes)) as StoredRecord
  })
}

function decodeText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}
