import {
  createBytes,
  createNumbers,
  finishBytes,
  finishNumbers,
  pushNumber,
  writeBytes,
} from '../segment/bytes.ts'
import { mergeColumns } from '../segment/columns.ts'
import { mergePostings, type MergePart } from './merge-postings.ts'
import { compareIds, compareTitles } from '../segment/order-keys.ts'
import type { Segment } from '../segment/segment.ts'
import { idOf, titleOf } from '../segment/segment.ts'
import type { LazyBytes, SegmentData } from '../segment/segment-data.ts'
import { bytesInMemory } from '../segment/segment-data.ts'

/** One segment with the live records of several, in the given order; each yield is a pause. */
export function* mergeInSteps(segments: readonly Segment[]): Generator<undefined, SegmentData> {
  const parts = numberParts(segments)
  const ids = joinSlices(parts, (data) => [view(data.ids), data.idOffsets])
  const spans = joinSlices(parts, (data) => [view(data.spans), data.spanOffsets])
  yield
  const titles = joinSlices(parts, (data) => [view(data.titles), data.titleOffsets])
  yield
  const stored = joinSlices(parts, (data) => [data.stored, data.storedOffsets])
  yield
  const passages = joinSlices(parts, (data) => [data.passages, data.passageOffsets])
  yield
  const facts = mergeFacts(parts)
  yield
  const columns = mergeColumns(parts.map(({ data, kept }) => ({ columns: data.columns, kept })))
  yield
  return {
    ...(yield* mergePostings(parts)),
    ...facts,
    records: parts.reduce((sum, part) => sum + part.kept.length, 0),
    columns,
    ids: ids.bytes,
    idOffsets: ids.offsets,
    spans: spans.bytes,
    spanOffsets: spans.offsets,
    titles: titles.bytes,
    titleOffsets: titles.offsets,
    stored: bytesInMemory(stored.bytes),
    storedOffsets: stored.offsets,
    passages: bytesInMemory(passages.bytes),
    passageOffsets: passages.offsets,
  }
}

function numberParts(segments: readonly Segment[]): MergePart[] {
  let next = 0
  return segments.map(({ data, dead }) => {
    const kept = Uint32Array.from({ length: data.records }, (_, record) => record).filter(
      (each) => !dead[each],
    )
    const numbers = new Int32Array(data.records).fill(-1)
    for (const record of kept) numbers[record] = next++
    return { data, kept, numbers }
  })
}

function mergeFacts(parts: readonly MergePart[]) {
  return {
    idOrder: mergeOrders(parts, (data) => data.idOrder, idOf, compareIds),
    titleOrder: mergeOrders(parts, (data) => data.titleOrder, titleAndId, compareTitleAndId),
    kinds: Uint8Array.from(gather(parts, (data) => data.kinds)),
    verifications: Uint8Array.from(gather(parts, (data) => data.verifications)),
    fromDays: Int32Array.from(gather(parts, (data) => data.fromDays)),
    toDays: Int32Array.from(gather(parts, (data) => data.toDays)),
    modifiedTimes: Float64Array.from(gather(parts, (data) => data.modifiedTimes)),
    lengths: Uint32Array.from(gather(parts, (data) => data.lengths)),
  }
}

function gather(parts: readonly MergePart[], column: (data: SegmentData) => ArrayLike<number>): number[] {
  return parts.flatMap(({ data, kept }) => {
    const values = column(data)
    return Array.from(kept, (record) => values[record]!)
  })
}

interface TitleAndId {
  readonly title: string
  readonly id: string
}

function titleAndId(data: SegmentData, record: number): TitleAndId {
  return { title: titleOf(data, record), id: idOf(data, record) }
}

function compareTitleAndId(left: TitleAndId, right: TitleAndId): number {
  return compareTitles(left.title, right.title) || compareIds(left.id, right.id)
}

/** Merges sorted orders by comparing only their heads. */
function mergeOrders<Key>(
  parts: readonly MergePart[],
  orderOf: (data: SegmentData) => Uint32Array,
  keyOf: (data: SegmentData, record: number) => Key,
  compare: (left: Key, right: Key) => number,
): Uint32Array {
  const heads = parts
    .map((part) => createHead(part, orderOf(part.data), keyOf))
    .filter((head) => head.advance())
  const merged: number[] = []
  while (heads.length > 0) {
    let least = 0
    for (let i = 1; i < heads.length; i++) if (compare(heads[i]!.key(), heads[least]!.key()) < 0) least = i
    merged.push(heads[least]!.number())
    if (!heads[least]!.advance()) heads.splice(least, 1)
  }
  return Uint32Array.from(merged)
}

function createHead<Key>(
  part: MergePart,
  order: Uint32Array,
  keyOf: (data: SegmentData, record: number) => Key,
) {
  let at = -1
  let key: Key
  return {
    key: () => key,
    number: () => part.numbers[order[at]!]!,
    /** Moves to the next record that stays; false at the end. */
    advance(): boolean {
      do at++
      while (at < order.length && part.numbers[order[at]!]! < 0)
      if (at >= order.length) return false
      key = keyOf(part.data, order[at]!)
      return true
    },
  }
}

function joinSlices(
  parts: readonly MergePart[],
  of: (data: SegmentData) => readonly [LazyBytes, Uint32Array],
): { bytes: Uint8Array; offsets: Uint32Array } {
  const bytes = createBytes(1 << 12)
  const offsets = createNumbers()
  pushNumber(offsets, 0)
  for (const { data, kept } of parts) {
    const [source, own] = of(data)
    const all = source.read(0, source.length)
    for (const record of kept) {
      writeBytes(bytes, all, own[record], own[record + 1])
      pushNumber(offsets, bytes.length)
    }
  }
  return { bytes: finishBytes(bytes), offsets: finishNumbers(offsets) }
}

function view(bytes: Uint8Array): LazyBytes {
  return bytesInMemory(bytes)
}
