import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import { tokenise } from './tokenise.ts'

const terms = (text: string) => tokenise(text).map((token) => `${token.term}@${token.position}`)

describe('tokenise', () => {
  it('numbers the words of a text', () => {
    expect(terms('Freedom of, movement!')).toEqual(['freedom@0', 'of@1', 'movement@2'])
  })

  it.each([
    ['می‌رود', ['می@0', 'رود@1', 'میرود@0']],
    ['well-being now', ['well@0', 'being@1', 'wellbeing@0', 'now@2']],
    ['don’t', ['don@0', 't@1', 'dont@0']],
    ['COVID-19', ['covid@0', '19@1', 'covid19@0']],
    ['2011-03-18', ['2011@0', '03@1', '18@2']],
    ['a -- b', ['a@0', 'b@1']],
    ['می‌خواسته‌اند', ['می@0', 'خواسته@1', 'اند@2', 'میخواستهاند@0']],
    ['A/RES/60/147', ['a@0', 'res@1', '60@2', '147@3']],
    ['中文', ['中@0', '文@1']],
  ])('splits %j', (text, expected) => {
    expect(terms(text)).toEqual(expected)
  })

  it('includes the marks of a letter in the range of its word, but no direction marks', () => {
    const text = '\u202bكِتابٌ\u202c ﻻ'
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['كِتابٌ', 'ﻻ'])
  })

  it('gives ranges whose text folds to the word', () => {
    const piece = fc.constantFrom(
      'می',
      '\u200c',
      ' ',
      '-',
      'ß',
      'ﻻ',
      'مَن',
      '𝟙',
      '😀',
      'ﷺ',
      'a',
      '7',
      '\u0301',
      '’',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('')
        let last = -1
        for (const token of tokenise(text)) {
          const words = fold(text.slice(token.start, token.end)).replaceAll(' ', '')
          expect(words).toContain(token.term)
          if (token.joined) continue
          expect(token.position).toBe(last + 1)
          last = token.position
        }
      }),
    )
  })
})
