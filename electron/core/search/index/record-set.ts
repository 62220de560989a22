/** Records of one segment in ascending order, each with its score. */
export interface RecordSet {
  readonly records: Uint32Array
  readonly scores: Float64Array
}

/** The records in both; scores add. */
export function intersect(left: RecordSet, right: RecordSet): RecordSet {
  const [small, large] = left.records.length <= right.records.length ? [left, right] : [right, left]
  const records = new Uint32Array(small.records.length)
  const scores = new Float64Array(small.records.length)
  let count = 0
  let at = 0
  for (let i = 0; i < small.records.length; i++) {
    const record = small.records[i]!
    at = seek(large.records, record, at)
    if (large.records[at] !== record) continue
    records[count] = record
    scores[count++] = small.scores[i]! + large.scores[at]!
  }
  return cut(records, scores, count)
}

/** The records in either; scores add. */
export function unite(left: RecordSet, right: RecordSet): RecordSet {
  const records = new Uint32Array(left.records.length + right.records.length)
  const scores = new Float64Array(records.length)
  let count = 0
  let i = 0
  let j = 0
  while (i < left.records.length || j < right.records.length) {
    const a = left.records[i] ?? Infinity
    const b = right.records[j] ?? Infinity
    records[count] = Math.min(a, b)
    scores[count++] = (a <= b ? left.scores[i++]! : 0) + (b <= a ? right.scores[j++]! : 0)
  }
  return cut(records, scores, count)
}

/** The records of `from` that are not in `without`. */
export function subtract(from: RecordSet, without: RecordSet): RecordSet {
  let at = 0
  return keep(from, (record) => {
    at = seek(without.records, record, at)
    return without.records[at] !== record
  })
}

/** The records that pass. */
export function keep(from: RecordSet, passes: (record: number) => boolean): RecordSet {
  const records = new Uint32Array(from.records.length)
  const scores = new Float64Array(from.records.length)
  let count = 0
  for (let i = 0; i < from.records.length; i++) {
    if (!passes(from.records[i]!)) continue
    records[count] = from.records[i]!
    scores[count++] = from.scores[i]!
  }
  return cut(records, scores, count)
}

function cut(records: Uint32Array, scores: Float64Array, count: number): RecordSet {
  return { records: records.subarray(0, count), scores: scores.subarray(0, count) }
}

/** The first index from `at` whose record is not below `record`, in steps that double. */
function seek(records: Uint32Array, record: number, at: number): number {
  if (at >= records.length || records[at]! >= record) return at
  let step = 1
  while (at + step < records.length && records[at + step]! < record) step *= 2
  let low = at + (step >> 1)
  let high = Math.min(records.length, at + step)
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (records[middle]! < record) low = middle
    else high = middle
  }
  return high
}
