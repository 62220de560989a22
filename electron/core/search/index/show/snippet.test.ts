import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL_FIELDS } from '../segment/fields.ts'
import type { Leaf } from '../query/leaf.ts'
import { leafOfPhrase, leafOfWord, ALONE } from '../query/leaf.ts'
import { createMatcher } from '../match/matcher.ts'
import { cutSnippet } from './snippet.ts'

const word = (text: string): Leaf =>
  leafOfWord({ type: 'word', text, field: null, prefix: false, exact: false, fuzzy: 0 }, ALONE, () => [])!
const phrase = (text: string): Leaf => leafOfPhrase({ type: 'phrase', text, field: null, near: 0 }, () => [])!

function highlighted(text: string, leaves: readonly Leaf[]): string[] {
  const { snippet, highlights } = cutSnippet(text, createMatcher(leaves)(text, ALL_FIELDS))
  return highlights.map(([start, end]) => snippet.slice(start, end))
}

describe('cutSnippet', () => {
  it.each([
    ['می‌رود به خانه', [word('میرود')], ['می‌رود']],
    ['او میرود', [word('می‌رود')], ['میرود']],
    ['قَالَ ٱلْكِتَابُ', [word('الکتاب')], ['ٱلْكِتَابُ']],
    ['the Freedom of  movement', [phrase('freedom of movement')], ['Freedom of  movement']],
    ['ﺳﻼم دنیا', [word('سلام')], ['ﺳﻼم']],
    ['Straße', [word('strasse')], ['Straße']],
  ])('highlights the original characters of %j', (text, leaves, expected) => {
    expect(highlighted(text, leaves)).toEqual(expected)
  })

  it('is cut where the most different words are', () => {
    const text = `one ${'x '.repeat(200)} one two ${'y '.repeat(200)}`
    expect(highlighted(text, [word('one'), word('two')])).toEqual(['one', 'two'])
  })

  it('is at most about two hundred units long, splits no character and highlights only what it shows', () => {
    const piece = fc.constantFrom('border', 'مَرز', ' ', ' ', 'é', '😀', '\n', 'longwordwithoutend', 'e\u0301')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 300 }), (pieces) => {
        const text = pieces.join('')
        const { snippet, highlights } = cutSnippet(
          text,
          createMatcher([word('border'), word('مرز')])(text, ALL_FIELDS),
        )
        expect(snippet.length).toBeLessThanOrEqual(260)
        // Throws for half a surrogate pair.
        expect(() => encodeURIComponent(snippet)).not.toThrow()
        expect(/^…?\u0301/u.test(snippet)).toBe(false)
        for (const [start, end] of highlights) {
          expect(start).toBeLessThan(end)
          expect(['border', 'مَرز']).toContain(snippet.slice(start, end))
        }
      }),
    )
  })
})
