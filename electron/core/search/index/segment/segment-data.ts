/** Columns in which a record has several values of a dictionary. */
export const columnNames = ['language', 'source', 'person', 'place', 'tag', 'trait'] as const
export type ColumnName = (typeof columnNames)[number]

/** The values of record `d` are `values[entries[i]]` for i from `offsets[d]` up to `offsets[d + 1]`. */
export interface Column {
  readonly values: readonly string[]
  readonly offsets: Uint32Array
  readonly entries: Uint32Array
}

/** Bytes that may still be on disk. */
export interface LazyBytes {
  readonly length: number
  read(from: number, to: number): Uint8Array
  /** The same, but valid only until the next call; for large reads that are used immediately. */
  peek(from: number, to: number): Uint8Array
}

/** The arrays of a segment that are in memory, by name, as they are in its file. */
export const arrayTypes = {
  /** Blocks of terms: where each begins in `termBytes`, and where its postings and positions begin. */
  termBlocks: Uint32Array,
  blockPostings: Uint32Array,
  blockPositions: Uint32Array,
  /** Terms sorted by code units, as written by `dictionary.ts`. */
  termBytes: Uint8Array,
  /**
   * Varints of a term, for each record that holds it: delta to the record × 2 + (weight is 1), then the weight unless
   * it is 1.
   */
  postings: Uint8Array,
  idOffsets: Uint32Array,
  ids: Uint8Array,
  /** Records sorted by id, and by title. */
  idOrder: Uint32Array,
  titleOrder: Uint32Array,
  titleOffsets: Uint32Array,
  titles: Uint8Array,
  storedOffsets: Uint32Array,
  kinds: Uint8Array,
  verifications: Uint8Array,
  fromDays: Int32Array,
  toDays: Int32Array,
  modifiedTimes: Float64Array,
  /** Words of a record, all fields together. */
  lengths: Uint32Array,
  /** Varints of a record: how many positions each of the position fields takes. */
  spanOffsets: Uint32Array,
  spans: Uint8Array,
  passageOffsets: Uint32Array,
} as const
export type ArrayName = keyof typeof arrayTypes
export type SegmentArrays = { readonly [Name in ArrayName]: ArrayOf<(typeof arrayTypes)[Name]> }

type ArrayOf<Type> = Type extends Uint8ArrayConstructor
  ? Uint8Array
  : Type extends Uint16ArrayConstructor
    ? Uint16Array
    : Type extends Uint32ArrayConstructor
      ? Uint32Array
      : Type extends Int32ArrayConstructor
        ? Int32Array
        : Float64Array

/** The parts of a segment that are read on demand. */
export const lazyNames = ['positions', 'stored', 'passages'] as const
export type LazyName = (typeof lazyNames)[number]

/**
 * An immutable group of records with everything needed to find and list them. The format of `passages` is defined in
 * `passage-finder.ts`.
 */
export interface SegmentData extends SegmentArrays, Readonly<Record<LazyName, LazyBytes>> {
  readonly records: number
  readonly terms: number
  readonly columns: Readonly<Record<ColumnName, Column>>
}

/** Means “no date” in the day columns. */
export const NO_DAY = -0x8000_0000

/** What lists show of a record and what snippets of metadata are cut from; stored here because no text file has it. */
export interface StoredRecord {
  readonly dateStated: string
  readonly dateEdtf: string
  readonly sizeBytes: number
  readonly durationMs: number | null
  readonly description: string
  readonly names: readonly string[]
  readonly people: readonly string[]
  readonly sources: readonly string[]
  readonly places: readonly string[]
  readonly symbols: readonly string[]
  readonly details: readonly string[]
}

/** Bytes in memory, with the interface of bytes on disk. */
export function bytesInMemory(bytes: Uint8Array): LazyBytes {
  const read = (from: number, to: number) => bytes.subarray(from, to)
  return { length: bytes.length, read, peek: read }
}
