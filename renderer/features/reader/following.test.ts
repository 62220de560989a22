import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captionAt, passageFor } from './following.ts'

describe('captionAt', () => {
  it('returns the last caption that has begun', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000)), fc.nat(10_000), (times, now) => {
        const starts = times.toSorted((a, b) => a - b)
        const begun = starts.filter((start) => start <= now).length
        expect(captionAt(starts, now)).toBe(begun === 0 ? null : begun - 1)
      }),
    )
  })
})

describe('passageFor', () => {
  const paragraphs = [
    { locator: 'char:0-10', text: 'one' },
    { locator: 'char:12-30', text: 'two' },
  ]
  it.each([
    ['char:3-5', 0],
    ['char:12-14', 1],
    ['char:11-14', 1],
    ['char:99-100', null],
    ['page:1', null],
    ['nonsense', null],
  ])('finds the paragraph of %s', (at, passage) => {
    expect(passageFor(paragraphs, at)).toBe(passage)
  })

  it('finds pages and captions', () => {
    expect(passageFor([{ locator: 'page:2', text: '' }], 'page:2')).toBe(0)
    expect(
      passageFor(
        [
          { locator: 't:1-2', text: 'a' },
          { locator: 't:3-4', text: 'b' },
        ],
        't:3.5',
      ),
    ).toBe(1)
  })
})
