/** Arrays of one entry a record. The first four are all zero between uses. */
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
 * One for all segments, which are worked on one after another: what lies in the processor's cache from the last one is used
 * again for the next. Another array for each would have to come from memory, record by record, every time.
 */
let shared = createScratch(0)
let capacity = 0
const parts = new Map<number, Scratch>()

/** Room to work on a segment of so many records, until another segment is worked on. */
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

function partOf(whole: Scratch, records: number): Scratch {
  return {
    weights: whole.weights.subarray(0, records),
    scores: whole.scores.subarray(0, records),
    marks: whole.marks.subarray(0, records),
    levels: whole.levels.subarray(0, records),
    touched: whole.touched.subarray(0, records),
    candidates: whole.candidates.subarray(0, records),
    termRecords: whole.termRecords.subarray(0, records),
    termWeights: whole.termWeights.subarray(0, records),
  }
}
