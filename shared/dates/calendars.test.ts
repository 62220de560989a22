import type { CalendarDay } from './calendars.ts'
import { expect, test } from 'vitest'
import { dayToGregorian, dayToJalali, gregorianToDay, hijriToDay, jalaliToDay } from './calendars.ts'

const day = (iso: string): number => Date.parse(iso) / 86_400_000
const print = (date: CalendarDay | null) => date && `${date.year}-${date.month}-${date.day}`
const readerOf = (calendar: string) => {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  return (at: number) => {
    const parts = format.formatToParts(at * 86_400_000)
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
    return { year: part('year'), month: part('month'), day: part('day') }
  }
}

test('converts every day from 1921 to 2044 to the Jalali day of Intl, and back', () => {
  const read = readerOf('persian')
  const wrong: unknown[] = []
  for (let at = day('1921-01-01'); at <= day('2044-12-31'); at++) {
    const jalali = read(at)
    if (jalaliToDay(jalali) !== at || print(dayToJalali(at)) !== print(jalali)) wrong.push(jalali)
  }
  expect(wrong).toEqual([])
})

test('finds every tenth day from 1921 to 2044 by its lunar Hijri date', () => {
  const read = readerOf('islamic-umalqura')
  const wrong: unknown[] = []
  for (let at = day('1921-01-01'); at <= day('2044-12-31'); at += 10) {
    if (hijriToDay(read(at)) !== at) wrong.push(read(at))
  }
  expect(wrong).toEqual([])
})

test('refuses days that do not exist in any calendar', () => {
  expect(gregorianToDay({ year: 2015, month: 2, day: 29 })).toBeNull()
  expect(gregorianToDay({ year: 2015, month: 13, day: 1 })).toBeNull()
  expect(jalaliToDay({ year: 1394, month: 12, day: 30 })).toBeNull()
  expect(jalaliToDay({ year: 1395, month: 12, day: 30 })).toBe(day('2017-03-20'))
  expect(jalaliToDay({ year: 1393, month: 7, day: 31 })).toBeNull()
  expect(hijriToDay({ year: 1435, month: 13, day: 1 })).toBeNull()
})

test('converts Gregorian days in both directions', () => {
  for (const iso of ['1000-01-01', '1948-12-10', '2000-02-29', '9999-12-31']) {
    const [year = 0, month = 0, date = 0] = iso.split('-').map(Number)
    expect(gregorianToDay({ year, month, day: date })).toBe(day(iso))
    expect(dayToGregorian(day(iso))).toEqual({ year, month, day: date })
  }
})
