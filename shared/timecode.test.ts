import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatTimecode, parseTimecode } from './timecode.ts'

describe('formatTimecode', () => {
  test.each([
    [192_000, false, '0:03:12'],
    [725_250, true, '0:12:05.250'],
    [999, false, '0:00:00'],
    [360_000_000, false, '100:00:00'],
    [-5, true, '0:00:00.000'],
  ])('writes %d ms as %s', (ms, fraction, text) => {
    expect(formatTimecode(ms, { fraction })).toBe(text)
  })
})

describe('parseTimecode', () => {
  test.each([
    ['12:05.250', 725_250],
    ['0:03:12', 192_000],
    ['3:12', 192_000],
    [' 00:12:05,5 ', 725_500],
    ['۰:۰۳:۱۲', 192_000],
    ['٣:١٢', 192_000],
    ['90:00', 5_400_000],
    ['0:90:00', null],
    ['3:60', null],
    ['3:1', null],
    ['12', null],
    ['1:2:3:4', null],
    ['-1:00', null],
    ['', null],
  ])('%s', (text, ms) => {
    expect(parseTimecode(text)).toBe(ms)
  })

  test('reads back every position as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (ms) => {
        expect(parseTimecode(formatTimecode(ms, { fraction: true }))).toBe(ms)
        expect(parseTimecode(formatTimecode(ms))).toBe(ms - (ms % 1000))
      }),
    )
  })
})
