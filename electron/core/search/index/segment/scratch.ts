/** Arrays with one entry per record. The first four are all zero between uses. */
export interface Scratch {
  readonly weights: Float64Array
  readonly scores: Float64Array
  readonly marks: Uint8Array
  /** For sequences, which are matched while the others are in use. */
  readonly levels: Uint16Array
  readonly touched: Uint32Array
  readonly candidates: Uint32Array
  readonly termRecords: Uint32Array
  readonly termWeights: Uint32Array
}

/*
 * One for all segments, which are processed one after another, so the next segment finds the arrays in the
 * processor's cache. A separate set for each would be fetched from memory, record by record, every time.
 */
let shared = createScratch(0)
let capacity = 0
const parts = new Map<number, Scratch>()

/** Working arrays for a segment with this many records, until another segment is processed. */
export function scratchFor(records: number): Scratch {
  if (records > capacity) {
    capacity = records
    shared = createScratch(records)
    parts.clear()
  }
  const part = parts.get(records) ?? partOf(shared, records)
  if (!parts.has(records) && parts.size >= MOST_PARTS) parts.clear()
  parts.set(records, part)
  return part
}

const MOST_PARTS = 64

function createScratch(records: number): Scratch {
  return {
    weights: new Float64Array(records),
    scores: new Float64Array(records),
    marks: new Uint8Array(records),
    levels: new Uint16Array(records),
    touched: new Uint32Array(records),
    candidates: new Uint32Array(records),
    termRecords: new Uint32Array(records),
    termWeights: new Uint32Array(records),
  }
}

function partOf(full: Scratch, records: number): Scratch {
  return {
    weights: full.weights.subarray(0, records),
    scores: full.scores.subarray(0, records),
    marks: full.marks.subarray(0, records),
    levels: full.levels.subarray(0, records),
    touched: full.touched.subarray(0, records),
    candidates: full.candidates.subarray(0, records),
    termRecords: full.termRecords.subarray(0, records),
    termWeights: full.termWeights.subarray(0, records),
  }
}
