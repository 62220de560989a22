import { once } from './memo.ts'
import type { NumberedColumn } from './shared-values.ts'

/** The other way round: the records that hold `values[i]` are those of `records` up to `ends[i]`, from where the last ended. */
export interface InvertedColumn {
  readonly values: Uint32Array
  readonly ends: Uint32Array
  readonly records: Uint32Array
}

/** A column by value; made at its first use and kept as long as the column is. */
export const invertedOf = once(invert)

function invert({ offsets, numbers }: NumberedColumn): InvertedColumn {
  const most = numbers.reduce((greatest, number) => Math.max(greatest, number), -1)
  const places = new Uint32Array(most + 2)
  for (let at = 0; at < numbers.length; at++) places[numbers[at]! + 1]!++
  const values = Uint32Array.from(places.keys()).filter((value) => value <= most && places[value + 1]! > 0)
  for (let value = 0; value <= most; value++) places[value + 1]! += places[value]!
  const ends = values.map((value) => places[value + 1]!)
  const records = new Uint32Array(numbers.length)
  for (let record = 0; record + 1 < offsets.length; record++)
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) records[places[numbers[at]!]!++] = record
  return { values, ends, records }
}
