import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentText } from './marks.ts'

describe('segmentText', () => {
  it('splits a text at its highlights', () => {
    expect(
      segmentText('the freedom of movement', [
        { order: 3, range: [15, 23] },
        { order: 2, range: [4, 11] },
      ]),
    ).toEqual([
      { text: 'the ', order: null },
      { text: 'freedom', order: 2 },
      { text: ' of ', order: null },
      { text: 'movement', order: 3 },
    ])
  })

  it('never loses or repeats a letter, whatever the highlights', () => {
    const mark = fc.record({
      order: fc.nat(9),
      range: fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 40 })),
    })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.array(mark), (text, marks) => {
        expect(
          segmentText(text, marks)
            .map((each) => each.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
