import type { CalendarDay } from './calendars.ts'
import { gregorianToDay } from './calendars.ts'

/** First and last day of a date, counted from 1970-01-01; an open or unknown end is null. */
export interface DayRange {
  readonly fromDay: number | null
  readonly toDay: number | null
}

const DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[?~%]?$/

/**
 * The days that an EDTF date or interval (ISO 8601-2, levels 0 and 1) covers, or null when the text is neither. `?`,
 * `~` and `%` do not widen it. A season covers its whole year, because EDTF does not say in which hemisphere.
 */
export function edtfRange(edtf: string): DayRange | null {
  const ends = edtf.split('/')
  if (ends.length > 2) return null
  if (ends.length === 1) return rangeOfDate(edtf)
  const [from, to] = [rangeOfEnd(ends[0]!), rangeOfEnd(ends[1]!)]
  if (!from || !to || (from.fromDay === null && to.toDay === null)) return null
  if (from.fromDay !== null && to.toDay !== null && from.fromDay > to.toDay) return null
  return { fromDay: from.fromDay, toDay: to.toDay }
}

/** A Gregorian day, month or year as an EDTF date; pass what is known. */
export function printEdtfDate(year: number, month?: number, day?: number): string {
  const parts = [String(year).padStart(4, '0')]
  if (month !== undefined) parts.push(String(month).padStart(2, '0'))
  if (month !== undefined && day !== undefined) parts.push(String(day).padStart(2, '0'))
  return parts.join('-')
}

const OPEN: DayRange = { fromDay: null, toDay: null }
const rangeOfEnd = (text: string): DayRange | null =>
  text === '..' || text === '' ? OPEN : rangeOfDate(text)

function rangeOfDate(text: string): DayRange | null {
  const match = DATE.exec(text)
  if (!match) return null
  const [, year = '', month = 'XX', day = 'XX'] = match
  // A century or decade has no months of its own here: EDTF level 1 leaves only the last parts open.
  if (year.includes('X') && month !== 'XX') return null
  if (month === 'XX' && day !== 'XX') return null
  const first = Number(year.replaceAll('X', '0'))
  const last = Number(year.replaceAll('X', '9'))
  if (month === 'XX' || isSeason(month)) {
    if (day !== 'XX') return null
    return span({ year: first, month: 1, day: 1 }, { year: last, month: 12, day: 31 })
  }
  const inMonth = { year: first, month: Number(month), day: 1 }
  if (day === 'XX') return span(inMonth, { ...inMonth, day: monthLength(first, inMonth.month) })
  return span({ ...inMonth, day: Number(day) }, { ...inMonth, day: Number(day) })
}

function span(from: CalendarDay, to: CalendarDay): DayRange | null {
  const [fromDay, toDay] = [gregorianToDay(from), gregorianToDay(to)]
  return fromDay === null || toDay === null ? null : { fromDay, toDay }
}

const isSeason = (month: string): boolean => Number(month) >= 21 && Number(month) <= 24
const monthLength = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
