import { createNumbers, finishNumbers, pushNumber, type GrowingNumbers } from '../segment/bytes.ts'

/*
 * The values of each record as numbers, in a layout that is fast to count: every record has a row of the same width,
 * so the counting loop has no branch to mispredict. A shorter row is padded with numbers that mean nothing, a
 * different one in each column; when a record has more numbers or larger ones, the last column says so.
 */

/** The first numbers mean nothing and are used for padding. */
export const NOTHING = 16
const MORE = NOTHING - 1
const LARGEST = 0xffff

const WIDTH = 8

/**
 * Rows of eight numbers, one per record. For records with more, `moreAt` is where in `more` the rest begins: its
 * length, then the numbers.
 */
export interface CountMatrix {
  readonly numbers: Uint16Array
  readonly moreAt: Uint32Array
  readonly more: Uint32Array
}

/** Rows of the numbers that `pushNumbers` adds for each record, all at least `NOTHING`. */
export function createCountMatrix(
  records: number,
  pushNumbers: (record: number, own: number[]) => void,
): CountMatrix {
  const numbers = new Uint16Array(records * WIDTH)
  let moreAt = NONE
  const more = createNumbers()
  const own: number[] = []
  for (let record = 0; record < records; record++) {
    own.length = 0
    pushNumbers(record, own)
    const start = record * WIDTH
    const fits = own.length <= WIDTH && own.every((number) => number <= LARGEST)
    const inRow = fits ? own : own.filter((number) => number <= LARGEST).slice(0, WIDTH - 1)
    for (let place = 0; place < WIDTH; place++)
      numbers[start + place] = place < inRow.length ? inRow[place]! : place
    if (fits) continue
    numbers[start + WIDTH - 1] = MORE
    if (moreAt.length === 0) moreAt = new Uint32Array(records)
    moreAt[record] = more.length
    pushRest(own, inRow, more)
  }
  return { numbers, moreAt, more: finishNumbers(more) }
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
export function addRows(
  { numbers, moreAt, more }: CountMatrix,
  records: Uint32Array,
  sums: Int32Array,
  by: 1 | -1,
): void {
  for (let i = 0; i < records.length; i++) {
    const at = records[i]! * WIDTH
    // Unrolled: a loop takes twice as long.
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
