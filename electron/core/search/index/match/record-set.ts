import { pool } from './array-pool.ts'
import type { Scratch } from '../segment/scratch.ts'

/** Records of one segment in ascending order, each with its score, valid for the duration of one query. */
export interface RecordSet {
  readonly records: Uint32Array
  readonly scores: Float64Array
}

/** The records in both; scores add. */
export function intersect(left: RecordSet, right: RecordSet): RecordSet {
  const [small, large] = left.records.length <= right.records.length ? [left, right] : [right, left]
  const records = pool.records(small.records.length)
  const scores = pool.scores(small.records.length)
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

/** The records in any of `sets`; scores add, in the order given. */
export function uniteAll(sets: readonly RecordSet[], scratch: Scratch): RecordSet {
  const { scores, marks } = scratch
  const total = sets.reduce((sum, set) => sum + set.records.length, 0)
  const records = isDense(total, marks.length) ? markAll(sets, scratch) : touchAll(sets, scratch)
  const sums = pool.scores(records.length)
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!
    sums[i] = scores[record]!
    scores[record] = 0
    marks[record] = 0
  }
  return { records, scores: sums }
}

/** Whether this many of all records are found faster by scanning every record. */
export function isDense(count: number, all: number): boolean {
  return count * 16 >= all
}

function markAll(sets: readonly RecordSet[], { scores, marks }: Scratch): Uint32Array {
  for (const set of sets)
    for (let i = 0; i < set.records.length; i++) {
      const record = set.records[i]!
      marks[record] = 1
      scores[record]! += set.scores[i]!
    }
  return markedRecords(marks, pool.records(marks.length))
}

function touchAll(sets: readonly RecordSet[], { scores, marks, touched }: Scratch): Uint32Array {
  let count = 0
  for (const set of sets)
    for (let i = 0; i < set.records.length; i++) {
      const record = set.records[i]!
      if (marks[record] === 0) {
        marks[record] = 1
        touched[count++] = record
      }
      scores[record]! += set.scores[i]!
    }
  return sortTouched(marks, touched, count)
}

/**
 * Collects the positive numbers of an array with one number per record, by scanning all of it, and resets it to zero.
 */
export function takePositive(numbers: Float64Array): RecordSet {
  const records = pool.records(numbers.length)
  const scores = pool.scores(numbers.length)
  let count = 0
  for (let record = 0; record < numbers.length; record++) {
    const number = numbers[record]!
    // Always written, and overwritten unless it counts: about half of them do, and a branch would be mispredicted
    // that often.
    records[count] = record
    scores[count] = number
    count = (count + Number(number > 0)) | 0
  }
  numbers.fill(0)
  return cut(records, scores, count)
}

/** The touched records, ascending; when there are many, scanning all marks costs less than sorting. */
export function sortTouched(
  marks: Uint8Array | Float64Array,
  touched: Uint32Array,
  count: number,
): Uint32Array {
  if (isDense(count, marks.length)) return markedRecords(marks, pool.records(marks.length))
  const records = pool.records(count)
  records.set(touched.subarray(0, count))
  return records.sort()
}

/** `records` must have space for all. */
function markedRecords(marks: Uint8Array | Float64Array, records: Uint32Array): Uint32Array {
  let count = 0
  for (let record = 0; record < marks.length; record++) {
    // Always written, and overwritten unless it counts: a branch taken half the time costs more.
    records[count] = record
    count = (count + Number(marks[record]! > 0)) | 0
  }
  return records.subarray(0, count)
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
  const records = pool.records(from.records.length)
  const scores = pool.scores(from.records.length)
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

/** The first index from `at` whose record is not below `record`, by galloping search. */
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
