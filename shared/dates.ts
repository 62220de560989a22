import type { CalendarDay } from './dates/calendars.ts'
import type { DatePoint } from './dates/point.ts'
import { dayToJalali } from './dates/calendars.ts'
import { edtfRange } from './dates/edtf.ts'
import { foldDateText } from './dates/fold-date-text.ts'
import { readPoint } from './dates/point.ts'

/**
 * The EDTF (ISO 8601-2, levels 0 and 1) of a date as stated in English, Persian, Arabic or Kurdish, or '' when it is
 * not understood. Nothing is guessed: `03/04/2021` gives only its year, and a month or year of another calendar gives
 * the interval of its first and last Gregorian day. A lunar Hijri date is approximate (`~`) because it is computed
 * from the Umm al-Qura table.
 */
export function deriveEdtf(stated: string): string {
  const folded = foldDateText(stated)
  const asWritten = stated.trim().toUpperCase()
  if (isPlainEdtf(asWritten)) return asWritten
  const reader: PointReader = (text) => readPoint(text.trim(), /[۰-۹]{4}/.test(stated))
  const isoTime = /^(\d{4}-\d\d-\d\d)[t ]\d\d:\d\d[\d:.,z+-]*$/.exec(folded)
  if (isoTime) return readSpan(isoTime[1]!, reader)
  const twice = /^([^()]+)\(([^()]+)\)$/.exec(folded)
  if (twice) return reconcile(readSpan(twice[1]!.trim(), reader), readSpan(twice[2]!.trim(), reader))
  return readSpan(folded, reader)
}

/** The Jalali (solar Hijri) day of a Gregorian day such as `2014-09-18`; null when the text is not a day. */
export function jalaliOf(isoDate: string): CalendarDay | null {
  const day = singleDay(isoDate)
  return day === null ? null : dayToJalali(day)
}

/**
 * What a derived date means, in English words for a tooltip: the Gregorian date, and for a single day the Jalali one.
 * Empty without a derived date. When `stated` already reads like this, only the Jalali part is given.
 */
export function describeDate(stated: string, edtf: string): string {
  if (edtf === '' || edtfRange(edtf) === null) return ''
  const gregorian = gregorianWords(edtf)
  const jalali = jalaliOf(edtf)
  const parts = gregorian === stated.trim() ? [] : [gregorian]
  if (jalali) parts.push(`${jalali.day} ${JALALI_MONTHS[jalali.month - 1]} ${jalali.year} (Jalali)`)
  return parts.join(' · ')
}

/** An EDTF date or interval in English words: `18 September 2014`, `about 2014`, `2011 to 2014`, `until 2014`. */
export function gregorianWords(edtf: string): string {
  const [from = '', to] = edtf.split('/')
  if (to === undefined) return wordsOfDate(from)
  if (isOpen(from)) return `until ${wordsOfDate(to)}`
  if (isOpen(to)) return `from ${wordsOfDate(from)} on`
  return `${wordsOfDate(from)} to ${wordsOfDate(to)}`
}

type PointReader = (text: string) => DatePoint | null

const BETWEEN = [
  /^between (.+?) and (.+)$/,
  /^from (.+?) (?:to|until|till|through|–) (.+)$/,
  /^(?:بین|مابین) (.+?) و ?(.+)$/,
  /^از (.+?) (?:تا|الی) (.+)$/,
  /^من (.+?) (?:الی|حتی) (.+)$/,
  /^(?:له ?)?نیوان (.+?) و (.+)$/,
  /^له (.+?) (?:بو|تا) (.+)$/,
  /^(.+?) (?:to|until|till|through|تا|الی|حتی|بو) (.+)$/,
  /^(.+?) ?– ?(.+)$/,
  /^(.+?) - (.+)$/,
  /^(\d{4})-(\d{4})$/,
]
const BEFORE =
  /^(?:before|until|till|up to|prior to|no later than|not later than|پیش از|قبل از|تا|قبل|حتی|پیش|بهر له) (.+)$/
const AFTER =
  /^(?:after|since|from|no earlier than|not earlier than|پس از|بعد از|از|بعد|منذ|من|ابتدا از|دوای|پاش|له) (.+)$/
const SHORT_YEARS = /^(\d\d)(\d\d) ?([-/–]) ?(\d\d)$/
const DAYS_AFTER_MONTH = /^(\p{L}+\.?) (\d{1,2}) ?[-–] ?(\d{1,2}),? (\d{4})$/u

function readSpan(text: string, read: PointReader): string {
  const years = spellShortYears(text)
  if (years) return joinPoints(read(years[0]), read(years[1]))
  const inMonth = DAYS_AFTER_MONTH.exec(text)
  if (inMonth) {
    const [, month, first, last, year] = inMonth
    return joinPoints(read(`${first} ${month} ${year}`), read(`${last} ${month} ${year}`))
  }
  const point = read(text)
  if (point) return printPoint(point)
  for (const pattern of BETWEEN) {
    const ends = pattern.exec(text)
    const joined = ends ? joinEnds(ends[1]!, ends[2]!, read) : ''
    if (joined !== '') return joined
  }
  const before = read(BEFORE.exec(text)?.[1] ?? '')
  if (before) return `../${before.to}${before.qualifier}`
  const after = read(AFTER.exec(text)?.[1] ?? '')
  return after ? `${after.from}${after.qualifier}/..` : ''
}

/**
 * Expands `2011–14` and `2011/12` to two years; in ISO `2011-12` is December and `2004/10` October, so those are left
 * alone.
 */
function spellShortYears(text: string): readonly [string, string] | null {
  const match = SHORT_YEARS.exec(text)
  if (!match) return null
  const [, century, from, dash, to] = match
  const isMonth = dash !== '–' && Number(to) <= 12 && !(dash === '/' && Number(to) === Number(from) + 1)
  return isMonth || Number(to) <= Number(from) ? null : [`${century}${from}`, `${century}${to}`]
}

/** In `18–20 September 2014` the first end borrows the words it lacks from the second. */
function joinEnds(first: string, last: string, read: PointReader): string {
  const end = read(last)
  if (!end) return ''
  const words = last.split(' ')
  for (let borrowed = 0; borrowed < words.length; borrowed++) {
    const start = read([first, ...words.slice(words.length - borrowed)].join(' '))
    if (start) return joinPoints(start, end)
  }
  return ''
}

function joinPoints(start: DatePoint | null, end: DatePoint | null): string {
  if (!start || !end) return ''
  const edtf = `${start.from}${start.qualifier}/${end.to}${end.qualifier}`
  return edtfRange(edtf) ? edtf : ''
}

function printPoint({ from, to, qualifier }: DatePoint): string {
  return from === to ? `${from}${qualifier}` : `${from}${qualifier}/${to}${qualifier}`
}

/** A date given in two calendars holds if one reading is within the other; if they disagree, neither holds. */
function reconcile(one: string, other: string): string {
  if (one === '' || other === '') return one || other
  const [outer, inner] = [edtfRange(one), edtfRange(other)]
  if (!outer || !inner) return ''
  const within = (a: typeof outer, b: typeof outer) =>
    (b.fromDay === null || (a.fromDay !== null && a.fromDay >= b.fromDay)) &&
    (b.toDay === null || (a.toDay !== null && a.toDay <= b.toDay))
  if (within(outer, inner)) return one
  return within(inner, outer) ? other : ''
}

/** Years from 1200 to 1500 more likely belong to a Hijri calendar, so EDTF in them is read again as a stated date. */
function isPlainEdtf(text: string): boolean {
  const years = text.split('/').map((end) => Number(end.slice(0, 4).replaceAll('X', '0')))
  return edtfRange(text) !== null && !years.some((year) => year >= 1200 && year <= 1500)
}

function singleDay(edtf: string): number | null {
  const range = /^\d{4}-\d\d-\d\d[?~%]?$/.test(edtf) ? edtfRange(edtf) : null
  return range?.fromDay ?? null
}

const isOpen = (end: string): boolean => end === '' || end === '..'

const QUALIFIERS: Readonly<Record<string, string>> = {
  '~': 'about ',
  '?': 'possibly ',
  '%': 'possibly about ',
}
const SEASONS = ['spring', 'summer', 'autumn', 'winter']
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const JALALI_MONTHS =
  'Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand'.split(' ')

function wordsOfDate(text: string): string {
  const qualifier = QUALIFIERS[text.at(-1) ?? ''] ?? ''
  const [year = '', month, day] = text.replace(/[?~%]$/, '').split('-')
  const decade = year.replace(/XX?$/, (open) => '0'.repeat(open.length)) + (year.endsWith('X') ? 's' : '')
  const monthName = month && month !== 'XX' ? (MONTHS[Number(month) - 1] ?? SEASONS[Number(month) - 21]) : ''
  const dayNumber = day && day !== 'XX' ? String(Number(day)) : ''
  return qualifier + [dayNumber, monthName, decade].filter(Boolean).join(' ')
}
