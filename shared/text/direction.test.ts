import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { directionOf } from './direction.ts'

describe('directionOf', () => {
  test.each([
    ['Whereas recognition', 'ltr'],
    ['از آنجا که', 'rtl'],
    ['«آزادی» means freedom', 'rtl'],
    ['1402/06/25 — UNHCR: اعلامیه', 'ltr'],
    ['۱۴۰۲/۶/۲۵ اعلامیه', 'rtl'],
    ['شەش', 'rtl'],
    ['שלום', 'rtl'],
    ['Ма', 'ltr'],
    ['12:30 – ۱۴', 'neutral'],
    ['', 'neutral'],
    ['\u200f12', 'rtl'],
    ['\u2067اصل\u2069 article', 'ltr'],
    ['\u2069\u2069 اصل', 'rtl'],
    ['𞤀𞤣𞤤𞤢𞤥', 'rtl'],
  ])('%s is %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction)
  })

  test('ignores what comes before the first letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9۰-۹٠-٩ .,:;!?()«»–-]*$/u), (prefix) => {
        expect(directionOf(`${prefix}متن text`)).toBe('rtl')
        expect(directionOf(`${prefix}text متن`)).toBe('ltr')
      }),
    )
  })
})
