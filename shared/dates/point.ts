import type { CalendarDay } from './calendars.ts'
import type { Calendar, Month } from './months.ts'
import { dayToGregorian, gregorianToDay, hijriToDay, jalaliMonthLength, jalaliToDay } from './calendars.ts'
import { printEdtfDate } from './edtf.ts'
import { takeMonths } from './months.ts'

/**
 * One stated day, month or year as Gregorian EDTF dates: both equal if one EDTF date expresses it, otherwise the
 * first and last day of a month or year of another calendar.
 */
export interface DatePoint {
  readonly from: string
  readonly to: string
  readonly qualifier: '' | '?' | '~' | '%'
}

interface Parts {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

const CIRCA =
  /^(?:circa|approx(?:imately)?\.?|about|around|ca?\.|ca?(?= )|حدود|حدودا|تقریبا|حوالی|نحو|نزیکهی)\s*/u
const PERHAPS = /^(?:possibly|probably|perhaps|احتمالا|شاید|ربما|رهنگه)\s+/u
const NOISE =
  /(?<![\p{L}\d])(?:the|as of|of|on|in|at|dated|early|mid|late|beginning|end|year|month|day|(?:mon|tues|wednes|thurs|fri|satur|sun)day|سال های|سالهای|سال|ماه|روز|مورخ|مورخه|تاریخ|بتاریخ|در|اوایل|اواسط|اواخر|فی|عام|لعام|سنه|شهر|یوم|اوایل|منتصف|سالی|مانگی|روژی|له|(?:یک|دو|سه|چهار|پنج|پنح)? ?شنبه|جمعه|الاحد|الاثنین|الثلاثاء|الاربعاء|الخمیس|الجمعه|السبت)(?![\p{L}\d])/gu
const MARKS: readonly (readonly [RegExp, Calendar])[] = [
  [
    /(?<!\p{L})(?:ه ?\.? ?ش\.?|هجری (?:شمسی|خورشیدی)|شمسی|خورشیدی|ش|a\.?p\.?|solar hijri)(?!\p{L})/u,
    'jalali',
  ],
  [/(?<!\p{L})(?:ه ?\.? ?ق\.?|هجری قمری|قمری|هجریه|ه|ق|a\.?h\.?)(?!\p{L})/u, 'hijri'],
  [/(?<!\p{L})(?:م|میلادی|میلادیه|زاینی|a\.?d\.?|c\.?e\.?)(?!\p{L})/u, 'gregorian'],
]
/**
 * A bare year of this size could be solar or lunar; without other evidence it is solar up to here, and unread above.
 */
const LAST_UNMARKED_JALALI = 1429

/**
 * The single day, month or year that a folded text names, or null. `persianDigits` lets a bare year such as ۱۳۹۳ be
 * read as Jalali.
 */
export function readPoint(folded: string, persianDigits: boolean): DatePoint | null {
  const { text, qualifier } = takeQualifier(folded)
  const { calendar, rest } = takeCalendar(text)
  const parts = readDecade(rest) ?? readNumeric(rest, calendar) ?? readWords(rest, calendar, persianDigits)
  return parts && { ...parts, qualifier: mergeQualifier(qualifier, parts.isHijri) }
}

type Reading = Pick<DatePoint, 'from' | 'to'> & { readonly isHijri?: boolean }

function takeQualifier(folded: string): { text: string; qualifier: DatePoint['qualifier'] } {
  const end = /\s*([?؟~%])$/u.exec(folded)?.[1] ?? ''
  const open = end ? folded.slice(0, folded.lastIndexOf(end)).trim() : folded
  const sure = open.replace(PERHAPS, '')
  const text = sure.replace(CIRCA, '')
  const isApproximate = text !== sure || end === '~' || end === '%'
  const isUncertain = sure !== open || end === '?' || end === '؟' || end === '%'
  const qualifier = isApproximate ? (isUncertain ? '%' : '~') : isUncertain ? '?' : ''
  return { text, qualifier }
}

/** The lunar calendar followed the sighted moon, so a day computed from a table is approximate. */
function mergeQualifier(
  qualifier: DatePoint['qualifier'],
  isHijri: boolean | undefined,
): DatePoint['qualifier'] {
  if (!isHijri) return qualifier
  return qualifier === '?' || qualifier === '%' ? '%' : '~'
}

function takeCalendar(text: string): { calendar: Calendar | null; rest: string } {
  for (const [mark, calendar] of MARKS) {
    if (mark.test(text)) return { calendar, rest: text.replace(mark, ' ').trim() }
  }
  return { calendar: null, rest: text }
}

function readDecade(text: string): Reading | null {
  const decade = /^(?:the )?(\d{3})0s$/.exec(text)?.[1]
  return decade === undefined ? null : { from: `${decade}X`, to: `${decade}X` }
}

/**
 * `2014-09-18`, `18.9.2014`, `1393/06/27`. Whether the day or the month comes first is never guessed: if it is
 * unclear, only the year is used.
 */
function readNumeric(text: string, calendar: Calendar | null): Reading | null {
  const yearFirst = /^(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(text)
  if (yearFirst) {
    const [, year, , month, day] = yearFirst
    return place(calendar, {
      year: Number(year),
      month: Number(month),
      day: day === undefined ? undefined : Number(day),
    })
  }
  const yearLast = /^(\d{1,2})([-./])(?:(\d{1,2})\2)?(\d{4})$/.exec(text)
  if (!yearLast) return null
  const [one, other] = [Number(yearLast[1]), Number(yearLast[3] ?? Number.NaN)]
  const year = Number(yearLast[4])
  if (Number.isNaN(other)) return place(calendar, { year, month: one })
  if (one > 12 || one === other) return place(calendar, { year, month: other, day: one })
  if (other > 12) return place(calendar, { year, month: one, day: other })
  return one >= 1 && other >= 1 ? place(calendar, { year }, true) : null
}

function readWords(text: string, marked: Calendar | null, persianDigits: boolean): Reading | null {
  const { found, rest } = takeMonths(text.replaceAll('-', ' '))
  const numbers = rest
    .replace(/(\d)(?:st|nd|rd|th| ?ام|ی)(?!\p{L})/gu, '$1')
    .replace(NOISE, ' ')
    .replace(NOISE, ' ')
    .replace(/[,/.]/g, ' ')
    .trim()
  if (!/^\d+(?: +\d+)*$/.test(numbers)) return null
  const values = numbers.split(/ +/)
  const years = values.filter((value) => value.length === 4)
  const days = values.filter((value) => value.length <= 2)
  if (years.length !== 1 || days.length > 1 || values.length !== years.length + days.length) return null
  const year = Number(years[0])
  if (found.length === 0) {
    return days.length === 0 ? place(marked, { year }, persianDigits) : null
  }
  const month = oneMonth(found, marked)
  if (!month) return null
  return placeIn(month.calendar, {
    year: month.kurdish && year >= 2500 ? year - 1321 : year,
    month: month.month,
    day: days.length === 0 ? undefined : Number(days[0]),
  })
}

/** Several names are one month if they agree, as in أيلول/سبتمبر. */
function oneMonth(found: readonly Month[], marked: Calendar | null): Month | null {
  const first = found[0]!
  if (marked !== null && marked !== first.calendar) return null
  return found.every((each) => each.calendar === first.calendar && each.month === first.month) ? first : null
}

/** Infers the calendar from the year when no word names it. A bare year needs `isSaidSolar` to be Jalali. */
function place(
  calendar: Calendar | null,
  parts: Parts,
  isSaidSolar = parts.month !== undefined,
): Reading | null {
  if (calendar) return placeIn(calendar, parts)
  if (parts.year < 1200 || parts.year > 1500) return placeIn('gregorian', parts)
  return isSaidSolar && parts.year <= LAST_UNMARKED_JALALI ? placeIn('jalali', parts) : null
}

function placeIn(calendar: Calendar, { year, month, day }: Parts): Reading | null {
  if (calendar === 'gregorian') {
    // A Gregorian month with a year like this is a slip or a mix-up; no material in this field is that old.
    if (year >= 1200 && year <= 1500) return null
    if (gregorianToDay({ year, month: month ?? 1, day: day ?? 1 }) === null) return null
    const text = printEdtfDate(year, month, day)
    return { from: text, to: text }
  }
  if (year < 1200 || year > 1500) return null
  const first = { year, month: month ?? 1, day: day ?? 1 }
  if (calendar === 'jalali') {
    const last = month ?? 12
    return reach(
      jalaliToDay(first),
      jalaliToDay({ year, month: last, day: day ?? jalaliMonthLength(year, last) }),
    )
  }
  const start = hijriToDay(first)
  const reading = reach(start, day === undefined ? dayBefore(hijriToDay(nextHijri(year, month))) : start)
  return reading && { ...reading, isHijri: true }
}

function nextHijri(year: number, month: number | undefined): CalendarDay {
  return month === undefined || month === 12
    ? { year: year + 1, month: 1, day: 1 }
    : { year, month: month + 1, day: 1 }
}

const dayBefore = (day: number | null): number | null => (day === null ? null : day - 1)

function reach(from: number | null, to: number | null): Reading | null {
  return from === null || to === null ? null : { from: printDay(from), to: printDay(to) }
}

function printDay(day: number): string {
  const date = dayToGregorian(day)
  return printEdtfDate(date.year, date.month, date.day)
}
