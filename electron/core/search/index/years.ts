import { once } from './memo.ts'
import type { SegmentData } from './segment-data.ts'
import { NO_DAY } from './segment-data.ts'

/** Years are counted from here on, so many of them. */
export const FIRST_YEAR = -1000
export const YEARS = 4000
const MAX_YEARS = 200

/** The first and last year of each record, counted from `FIRST_YEAR`; the last before the first where it has no date. */
export interface Years {
  readonly first: Int16Array
  readonly last: Int16Array
}

/** The years that the records of a segment are dated in; made at its first use. */
export const yearsOf = once(makeYears)

function makeYears(data: SegmentData): Years {
  const years = { first: new Int16Array(data.records), last: new Int16Array(data.records).fill(-1) }
  for (let record = 0; record < data.records; record++) {
    const from = data.fromDays[record] === NO_DAY ? data.toDays[record]! : data.fromDays[record]!
    const to = data.toDays[record] === NO_DAY ? from : data.toDays[record]!
    if (from === NO_DAY) continue
    years.first[record] = yearOf(from) - FIRST_YEAR
    years.last[record] = Math.min(years.first[record]! + MAX_YEARS, yearOf(to) - FIRST_YEAR)
  }
  return years
}

function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear()
}
