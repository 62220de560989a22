import { describe, expect, it } from 'vitest'
import { inflectEnglish, stemEnglish } from './english.ts'

describe('stemEnglish', () => {
  it.each([
    ['statements', 'statement'],
    ['crossing', 'crossed'],
    ['running', 'runs'],
    ['hoped', 'hoping'],
    ['hopping', 'hopped'],
    ['tries', 'trying'],
    ['city', 'cities'],
    ['classes', 'class'],
    ['agreed', 'agree'],
    ['dies', 'die'],
  ])('gives %s and %s the same stem', (left, right) => {
    expect(stemEnglish(left)).toBe(stemEnglish(right))
    expect(inflectEnglish(left)).toContain(right)
    expect(inflectEnglish(right)).toContain(left)
  })

  it.each(['gas', 'this', 'need', 'sing', 'red', 'news', 'status', 'is', 'آزادی', '1990s'])(
    'leaves %s alone',
    (word) => {
      expect(stemEnglish(word)).toBe(word)
    },
  )

  it.each([
    ['hope', 'hop'],
    ['movement', 'move'],
  ])('gives %s and %s different stems', (left, right) => {
    expect(stemEnglish(left)).not.toBe(stemEnglish(right))
  })
})
