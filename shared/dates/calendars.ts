/** A day of some calendar; months and days count from 1. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAY_MS = 86_400_000
/** 1 Farvardin 1, in days since 1970-01-01. */
const JALALI_EPOCH = -492_268
/** 1 Muharram 1 of the civil calendar, in days since 1970-01-01; used only for a first guess. */
const HIJRI_EPOCH = -492_148
const HIJRI_YEAR_DAYS = 354.367
const HIJRI_MONTH_DAYS = 29.53

/** Days from 1970-01-01 to a Gregorian day of the years 1000 to 9999, or null when there is no such day. */
export function gregorianToDay(date: CalendarDay): number | null {
  if (date.year < 1000 || date.year > 9999) return null
  const day = Date.UTC(date.year, date.month - 1, date.day) / DAY_MS
  return isSameDay(dayToGregorian(day), date) ? day : null
}

/** The Gregorian day that is `day` days after 1970-01-01. */
export function dayToGregorian(day: number): CalendarDay {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Days from 1970-01-01 to a day of the Jalali (solar Hijri) years 1181 to 1634, or null when there is no such day. */
export function jalaliToDay(date: CalendarDay): number | null {
  const { year, month, day } = date
  if (year < 1181 || year > 1634 || month < 1 || month > 12) return null
  if (day < 1 || day > jalaliMonthLength(year, month)) return null
  return jalaliYearStart(year) + daysBeforeJalaliMonth(month) + day - 1
}

/** The Jalali day that is `day` days after 1970-01-01; null outside the years 1181 to 1634. */
export function dayToJalali(day: number): CalendarDay | null {
  let year = Math.floor((day - JALALI_EPOCH) / 365.2422) + 1
  if (day < jalaliYearStart(year)) year -= 1
  else if (day >= jalaliYearStart(year + 1)) year += 1
  if (year < 1181 || year > 1634) return null
  const inYear = day - jalaliYearStart(year)
  const month = inYear < 186 ? Math.floor(inYear / 31) + 1 : Math.floor((inYear - 6) / 30) + 1
  return { year, month, day: inYear - daysBeforeJalaliMonth(month) + 1 }
}

/** How many days a month of the Jalali years 1181 to 1634 has. */
export function jalaliMonthLength(year: number, month: number): number {
  if (month <= 6) return 31
  return month <= 11 || isJalaliLeap(year) ? 30 : 29
}

/**
 * Days from 1970-01-01 to a day of the lunar Hijri years 1200 to 1500 by the Umm al-Qura table, or null when the
 * table has no such day. Where the month was sighted on another day, the result may be off by a day or two.
 */
export function hijriToDay(date: CalendarDay): number | null {
  if (date.year < 1200 || date.year > 1500) return null
  const guess = (date.year - 1) * HIJRI_YEAR_DAYS + (date.month - 1) * HIJRI_MONTH_DAYS + date.day - 1
  const start = HIJRI_EPOCH + Math.round(guess)
  for (const step of [0, -1, 1, -2, 2, -3, 3]) {
    if (isSameDay(dayToHijri(start + step), date)) return start + step
  }
  return null
}

// The 33-year cycle; it agrees with the observed calendar from 1181 to 1634.
const isJalaliLeap = (year: number): boolean => (25 * year + 11) % 33 < 8
const jalaliYearStart = (year: number): number =>
  JALALI_EPOCH + 365 * (year - 1) + Math.floor((8 * year + 21) / 33)
const daysBeforeJalaliMonth = (month: number): number =>
  month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6

let hijriFormat: Intl.DateTimeFormat | undefined

function dayToHijri(day: number): CalendarDay {
  hijriFormat ??= new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const parts = hijriFormat.formatToParts(day * DAY_MS)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return { year: part('year'), month: part('month'), day: part('day') }
}

function isSameDay(one: CalendarDay, other: CalendarDay): boolean {
  return one.year === other.year && one.month === other.month && one.day === other.day
}
