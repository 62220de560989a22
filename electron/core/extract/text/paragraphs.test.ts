import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paragraphsOf, passagesOf } from './paragraphs.ts'
import { parseLocator } from '../../../../shared/model/locator.ts'

const textsOf = (text: string) => paragraphsOf(text).map((passage) => passage.text)

test('millions of short lines become fewer passages and lose none', () => {
  const passages = paragraphsOf('m\n'.repeat(1_000_000) + 'last')
  expect(passages.length).toBeLessThan(300_000)
  expect(passages.at(-1)?.text).toMatch(/last$/)
})

describe('paragraphsOf', () => {
  test.each([
    ['lines are paragraphs', 'one\ntwo\r\nthree', ['one', 'two', 'three']],
    ['blank lines part', '  one \n \n\n two', ['one', 'two']],
    ['nothing', ' \n\t\n', []],
    [
      'a block of one width is one paragraph',
      'Whereas recognition of the inherent dignity and of the\nequal and inalienable rights of all members of the\nhuman family',
      [
        'Whereas recognition of the inherent dignity and of the\nequal and inalienable rights of all members of the\nhuman family',
      ],
    ],
    [
      'a list is not',
      'A first item that is quite long, longer than forty characters\nshort\nAnother',
      ['A first item that is quite long, longer than forty characters', 'short', 'Another'],
    ],
  ])('%s', (_, text, expected) => {
    expect(textsOf(text)).toEqual(expected)
  })

  test('every locator matches its own text, in order, and no word is lost', () => {
    const pieces = fc.array(
      fc.constantFrom('a', 'متن', ' ', '\n', '\r\n', '\n\n', '😀', 'x'.repeat(50), '\u200c'),
    )
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 400 }), (parts, times) => {
        const text = parts.join('').repeat(times)
        const plain = text.replace(/\r\n?/g, '\n')
        const passages = paragraphsOf(text)
        let last = 0
        for (const passage of passages) {
          const at = parseLocator(passage.locator)
          if (at?.type !== 'char') throw new Error(passage.locator)
          expect(plain.slice(at.start, at.end)).toBe(passage.text)
          expect(at.start).toBeGreaterThanOrEqual(last)
          expect(passage.text.length).toBeLessThanOrEqual(8000)
          last = at.end
        }
        expect(
          passages
            .map((passage) => passage.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(plain.replace(/\s/g, ''))
      }),
      { numRuns: 60 },
    )
  })

  test('a long paragraph is split between words and never inside a character', () => {
    const words = paragraphsOf('freedom '.repeat(5000))
    expect(words.length).toBeGreaterThan(4)
    for (const { text } of words) expect(text).toMatch(/^(freedom ?)+$/)
    for (const { text } of paragraphsOf(`x${'😀'.repeat(9000)}`))
      expect(text).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/)
  })
})

describe('passagesOf', () => {
  test('counts the characters of the paragraphs joined by line ends', () => {
    expect(passagesOf(['one', '', ' two '])).toEqual([
      { locator: 'char:0-3', text: 'one' },
      { locator: 'char:5-8', text: 'two' },
    ])
  })
})
