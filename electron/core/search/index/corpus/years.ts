import type { SegmentData } from '../segment/segment-data.ts'
import { NO_DAY } from '../segment/segment-data.ts'

const MAX_YEARS = 200

/** Calls `visit` for every year in the stated date range of a record, at most the first 200. */
export function eachYear(
  { fromDays, toDays }: SegmentData,
  record: number,
  visit: (year: number) => void,
): void {
  const from = fromDays[record] === NO_DAY ? toDays[record]! : fromDays[record]!
  const to = toDays[record] === NO_DAY ? from : toDays[record]!
  if (from === NO_DAY) return
  const first = yearOf(from)
  const last = to === from ? first : Math.min(first + MAX_YEARS, yearOf(to))
  for (let year = first; year <= last; year++) visit(year)
}

const DAY_MS = 86_400_000
const date = new Date(0)

function yearOf(day: number): number {
  date.setTime(day * DAY_MS)
  return date.getUTCFullYear()
}
