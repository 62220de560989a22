import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DiffPart } from '../../../shared/contract/records.ts'
import { diffWords } from './word-diff.ts'

const textOf = (parts: readonly DiffPart[], side: 'removed' | 'added') =>
  parts
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ text }) => text)
    .join('')
const print = (parts: readonly DiffPart[]) =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('')

describe('two texts word by word', () => {
  it.each([
    ['the clinic was closed', 'the clinic was open', 'the clinic was [-closed-]{+open+}'],
    ['a b c', 'x y c', '[-a b-]{+x y+} c'],
    // A word with a joiner inside is one word: Persian, Kurdish.
    ['آن‌ها می‌روند', 'آن‌ها نمی‌روند', 'آن‌ها [-می‌روند-]{+نمی‌روند+}'],
    ['کتێبەکانم دەخوێنمەوە', 'کتێبەکانم ناخوێنمەوە', 'کتێبەکانم [-دەخوێنمەوە-]{+ناخوێنمەوە+}'],
    ['أُغلقت العيادة', 'فُتحت العيادة', '[-أُغلقت-]{+فُتحت+} العيادة'],
    ['診療所は閉鎖された', '病院は閉鎖された', '[-診療所-]{+病院+}は閉鎖された'],
    ['same', 'same', 'same'],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
  ])('%j → %j', (before, after, expected) => {
    expect(print(diffWords(before, after))).toBe(expected)
  })

  it('reproduce each text exactly, whatever it contains', () => {
    const word = fc.constantFrom(
      'the',
      ' ',
      '  ',
      '\n',
      'می‌روند',
      'را',
      '،',
      '診療所',
      'é',
      '1463',
      '–',
      'x',
    )
    const text = fc.oneof(
      fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    )
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after)
        expect([textOf(parts, 'removed'), textOf(parts, 'added')]).toEqual([before, after])
        expect(parts.every(({ text: each }) => each !== '')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('are two texts when almost nothing is the same, and this is found out fast', () => {
    const words = (from: number) => Array.from({ length: 20_000 }, (_, n) => `w${from + n}`).join(' ')
    const [before, after] = [words(0), words(1_000_000)]
    const began = cpuMs()
    const parts = diffWords(before, after)
    expect(cpuMs() - began).toBeLessThan(10_000)
    expect(textOf(parts, 'added')).toBe(after)
  })

  it('splits a long text as fast as many short ones, and at the same words', () => {
    for (const long of ['a word متن '.repeat(30_000), '診療所'.repeat(60_000), '😀'.repeat(100_001)]) {
      const began = cpuMs()
      const parts = diffWords(long, `before ${long} after`)
      expect(cpuMs() - began).toBeLessThan(10_000)
      expect(textOf(parts, 'removed')).toBe(long)
      expect(textOf(parts, 'added')).toBe(`before ${long} after`)
      for (const { text } of parts) expect(text.isWellFormed()).toBe(true)
    }
    const words = 'a word متن '.repeat(30_000)
    expect(print(diffWords(words, `before ${words}after`))).toBe(`{+before +}${words}{+after+}`)
  })
})

/** Processor time of this process, to which other work on the machine does not add. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
