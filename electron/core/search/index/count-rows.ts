import { createNumbers, finishNumbers, pushNumber, type GrowingNumbers } from './bytes.ts'

/*
 * What records count for, laid out to be counted: each record has a row of as many numbers as any other, so that no step of
 * the counting has to be guessed. Where a record has fewer, the row is filled with numbers that stand for nothing, another
 * one in each place; where it has more, or larger ones, the last place says so.
 */

/** So many of the first numbers stand for nothing. */
export const NOTHING = 16
const MORE = NOTHING - 1
const LARGEST = 0xffff

type Width = 4 | 8

/** Rows of `width` numbers, one for each record, and for those that have more, where that lies: how many, and which. */
export interface CountRows {
  readonly width: Width
  readonly numbers: Uint16Array
  readonly moreAt: Uint32Array
  readonly more: Uint32Array
}

/** Rows of `width` numbers, which is 4 or 8; `numbersOf` pushes those of a record, each from `NOTHING` on. */
export function makeRows(
  records: number,
  width: Width,
  numbersOf: (record: number, push: (number: number) => void) => void,
): CountRows {
  const numbers = new Uint16Array(records * width)
  let moreAt = NONE
  const more = createNumbers()
  const own: number[] = []
  const push = (number: number) => void own.push(number)
  for (let record = 0; record < records; record++) {
    own.length = 0
    numbersOf(record, push)
    const row = numbers.subarray(record * width, (record + 1) * width)
    const fits = own.length <= width && own.every((number) => number <= LARGEST)
    const inRow = fits ? own : own.filter((number) => number <= LARGEST).slice(0, width - 1)
    for (let place = 0; place < width; place++) row[place] = inRow[place] ?? place
    if (fits) continue
    row[width - 1] = MORE
    if (moreAt.length === 0) moreAt = new Uint32Array(records)
    moreAt[record] = more.length
    pushRest(own, inRow, more)
  }
  return { width, numbers, moreAt, more: finishNumbers(more) }
}

const NONE = new Uint32Array(0)

// The row holds some of the record's numbers in their order; the rest are the others.
function pushRest(own: readonly number[], inRow: readonly number[], more: GrowingNumbers): void {
  pushNumber(more, own.length - inRow.length)
  let taken = 0
  for (const number of own)
    if (number === inRow[taken]) taken++
    else pushNumber(more, number)
}

/** Adds `by` to the sum of each number that one of these records has. */
export function addRows(rows: CountRows, records: Uint32Array, sums: Int32Array, by: 1 | -1): void {
  const add = rows.width === 4 ? addFours : addEights
  add(rows, records, sums, by)
}

function addFours(
  { numbers, moreAt, more }: CountRows,
  records: Uint32Array,
  sums: Int32Array,
  by: number,
): void {
  for (let i = 0; i < records.length; i++) {
    const at = records[i]! * 4
    sums[numbers[at]!]! += by
    sums[numbers[at + 1]!]! += by
    sums[numbers[at + 2]!]! += by
    const last = numbers[at + 3]!
    sums[last]! += by
    if (last === MORE) addMore(more, moreAt[records[i]!]!, sums, by)
  }
}

// Written out, as above: a loop takes twice as long.
function addEights(
  { numbers, moreAt, more }: CountRows,
  records: Uint32Array,
  sums: Int32Array,
  by: number,
): void {
  for (let i = 0; i < records.length; i++) {
    const at = records[i]! * 8
    sums[numbers[at]!]! += by
    sums[numbers[at + 1]!]! += by
    sums[numbers[at + 2]!]! += by
    sums[numbers[at + 3]!]! += by
    sums[numbers[at + 4]!]! += by
    sums[numbers[at + 5]!]! += by
    sums[numbers[at + 6]!]! += by
    const last = numbers[at + 7]!
    sums[last]! += by
    if (last === MORE) addMore(more, moreAt[records[i]!]!, sums, by)
  }
}

function addMore(more: Uint32Array, at: number, sums: Int32Array, by: number): void {
  const end = at + 1 + more[at]!
  for (let i = at + 1; i < end; i++) sums[more[i]!]! += by
}
