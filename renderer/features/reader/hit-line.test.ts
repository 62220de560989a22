import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hitLine } from './hit-line.ts'

describe('hitLine', () => {
  it('is the complete text when it is short, on one line', () => {
    expect(hitLine('The clinic\nwas closed.', [4, 10])).toEqual({
      text: 'The clinic was closed.',
      range: [4, 10],
    })
  })

  it('begins and ends with complete words when the text continues', () => {
    const long = `${'word '.repeat(40)}clinic${' other'.repeat(60)}`
    const { text, range } = hitLine(long, [200, 206])
    expect(text.slice(...range)).toBe('clinic')
    expect(text).toMatch(/^…word (word )+clinic( other)+…$/)
  })

  it('always shows the match itself, whatever is around it', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(texts, fc.nat(400), fc.nat(20), (source, from, length) => {
        const start = Math.min(from, source.length)
        const end = Math.min(start + length, source.length)
        const { text, range } = hitLine(source, [start, end])
        expect(text.slice(...range)).toBe(source.slice(start, end).replace(/\s/gu, ' '))
      }),
    )
  })
})
