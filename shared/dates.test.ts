import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveEdtf, describeDate, gregorianWords, jalaliOf } from './dates.ts'
import { edtfRange } from './dates/edtf.ts'

const day = (iso: string): number => Date.parse(iso) / 86_400_000
const isoOf = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10)

describe('deriveEdtf', () => {
  test.each([
    ['2014', '2014'],
    ['2014-09', '2014-09'],
    ['2014-09-18', '2014-09-18'],
    ['2014-09-18T10:00:00+03:00', '2014-09-18'],
    ['18 September 2014', '2014-09-18'],
    ['Thursday, 18th of September 2014', '2014-09-18'],
    ['September 18, 2014', '2014-09-18'],
    ['Sept 2014', '2014-09'],
    ['18/09/2014', '2014-09-18'],
    ['09/18/2014', '2014-09-18'],
    ['18.9.2014', '2014-09-18'],
    ['as of 18 September 2014', '2014-09-18'],
    ['c. 2014', '2014~'],
    ['about September 2014', '2014-09~'],
    ['possibly 2014', '2014?'],
    ['2010s', '201X'],
    ['before 2014', '../2014'],
    ['after May 2011', '2011-05/..'],
    ['since 18 September 2014', '2014-09-18/..'],
    ['between 2011 and 2014', '2011/2014'],
    ['2011–2014', '2011/2014'],
    ['2011–14', '2011/2014'],
    ['18–20 September 2014', '2014-09-18/2014-09-20'],
    ['September 18-20, 2014', '2014-09-18/2014-09-20'],
    ['18 September to 3 October 2014', '2014-09-18/2014-10-03'],
  ])('English and ISO: %s', (stated, edtf) => expect(deriveEdtf(stated)).toBe(edtf))

  test.each([
    ['۲۷ شهریور ۱۳۹۳', '2014-09-18'],
    ['پنج‌شنبه ۲۷ شهریورماه ۱۳۹۳', '2014-09-18'],
    ['1393/06/27', '2014-09-18'],
    ['۱۳۹۳/۶/۲۷', '2014-09-18'],
    ['شهریور ۱۳۹۳', '2014-08-23/2014-09-22'],
    ['سال ۱۳۹۳', '2014-03-21/2015-03-20'],
    ['1393 هجری شمسی', '2014-03-21/2015-03-20'],
    ['پیش از ۱۳۹۳', '../2015-03-20'],
    ['بین سال‌های ۱۳۹۰ و ۱۳۹۳', '2011-03-21/2015-03-20'],
    ['از شهریور ۱۳۹۳ تا مهر ۱۳۹۳', '2014-08-23/2014-10-22'],
    ['حدود سال ۲۰۱۴', '2014~'],
    ['۱۸ سپتامبر ۲۰۱۴', '2014-09-18'],
    ['۱۹ آذر ۱۳۲۷', '1948-12-10'],
    ['٢٧ی خەرمانانی ٢٧١٤', '2014-09-18'],
  ])('Jalali, Persian and Kurdish solar: %s', (stated, edtf) => expect(deriveEdtf(stated)).toBe(edtf))

  test.each([
    ['18 أيلول 2014', '2014-09-18'],
    ['١٨ سبتمبر ٢٠١٤', '2014-09-18'],
    ['18 أيلول/سبتمبر 2014', '2014-09-18'],
    ['١٠ كانون الأول/ديسمبر ١٩٤٨', '1948-12-10'],
    ['بين 2011 و2014', '2011/2014'],
    ['قبل عام 2014', '../2014'],
    ['منذ أيار 2011', '2011-05/..'],
    ['١٨ی ئەیلوولی ٢٠١٤', '2014-09-18'],
    ['١٠ی کانوونی یەکەمی ١٩٤٨', '1948-12-10'],
    ['18 Îlon 2014', '2014-09-18'],
    ['१८ September २०१४', '2014-09-18'],
  ])('Arabic, Kurdish and other digits: %s', (stated, edtf) => expect(deriveEdtf(stated)).toBe(edtf))

  test.each([
    ['٢٣ ذو القعدة ١٤٣٥', '2014-09-18~'],
    ['23 Dhu al-Qa‘da 1435 AH', '2014-09-18~'],
    ['1435/11/23 هـ', '2014-09-18~'],
    ['رمضان 1435', '2014-06-28~/2014-07-27~'],
    ['1435 هـ', '2013-11-04~/2014-10-24~'],
  ])('lunar Hijri, approximate: %s', (stated, edtf) => expect(deriveEdtf(stated)).toBe(edtf))

  test.each([
    ['03/04/2021', '2021'],
    ['06/07/1393', '2014-03-21/2015-03-20'],
    ['2011/12', '2011/2012'],
  ])('keeps what all readings have in common: %s', (stated, edtf) => expect(deriveEdtf(stated)).toBe(edtf))

  test.each([
    '',
    'undated',
    'more than five years',
    '30 February 2014',
    '18 Sep 14',
    '1393',
    '1435/11/23',
    '18 September',
    '27 Shahrivar 2014',
    '27 شهریور 1393 (19 September 2014)',
    '2014-09-18/2014-09-17',
  ])('does not guess: “%s”', (stated) => expect(deriveEdtf(stated)).toBe(''))

  test('reads a date stated in two calendars that agree', () => {
    expect(deriveEdtf('۲۷ شهریور ۱۳۹۳ (18 September 2014)')).toBe('2014-09-18')
    expect(deriveEdtf('شهریور ۱۳۹۳ (18 September 2014)')).toBe('2014-09-18')
  })

  test('derives valid EDTF or nothing from any text, and deriving it again changes nothing', () => {
    const word = fc.constantFrom(
      ...'18 27 2014 1393 ۱۳۹۳ 1435 September شهریور رمضان أيلول before after between and to – - / . , c. ? ~ ( ) X ..'.split(
        ' ',
      ),
    )
    const stated = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.tuple(word, fc.constantFrom('', ' ')))
        .map((words) => words.map((each) => each.join('')).join('')),
    )
    fc.assert(
      fc.property(stated, (text) => {
        const edtf = deriveEdtf(text)
        if (edtf === '') return
        expect(edtfRange(edtf)).not.toBeNull()
        expect(deriveEdtf(edtf)).toBe(edtf)
      }),
      { numRuns: 2000 },
    )
  })

  test('reads a day alike however it is written', () => {
    const english = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    const persian = new Intl.DateTimeFormat('fa-IR-u-ca-persian', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
    const arabic = new Intl.DateTimeFormat('ar-IQ-u-ca-gregory-nu-arab', {
      dateStyle: 'long',
      timeZone: 'UTC',
    })
    fc.assert(
      fc.property(fc.integer({ min: day('1921-03-21'), max: day('2044-03-19') }), (days) => {
        const at = days * 86_400_000
        expect(deriveEdtf(english.format(at))).toBe(isoOf(days))
        expect(deriveEdtf(persian.format(at))).toBe(isoOf(days))
        expect(deriveEdtf(arabic.format(at))).toBe(isoOf(days))
      }),
      { numRuns: 1000 },
    )
  })
})

test('jalaliOf returns the Jalali day of a Gregorian one, and null for anything else', () => {
  expect(jalaliOf('2014-09-18')).toEqual({ year: 1393, month: 6, day: 27 })
  expect(jalaliOf('2014-09')).toBeNull()
  expect(jalaliOf('2014-02-30')).toBeNull()
})

test('describeDate gives the Gregorian equivalent and the Jalali day', () => {
  expect(describeDate('۲۷ شهریور ۱۳۹۳', '2014-09-18')).toBe('18 September 2014 · 27 Shahrivar 1393 (Jalali)')
  expect(describeDate('18 September 2014', '2014-09-18')).toBe('27 Shahrivar 1393 (Jalali)')
  expect(describeDate('شهریور ۱۳۹۳', '2014-08-23/2014-09-22')).toBe('23 August 2014 to 22 September 2014')
  expect(describeDate('undated', '')).toBe('')
})

test.each([
  ['2014-09', 'September 2014'],
  ['2014~', 'about 2014'],
  ['2014-21', 'spring 2014'],
  ['201X', '2010s'],
  ['../2014', 'until 2014'],
  ['2011-05/..', 'from May 2011 on'],
])('gregorianWords(%s)', (edtf, words) => expect(gregorianWords(edtf)).toBe(words))
