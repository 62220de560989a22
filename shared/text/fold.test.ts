import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldWithOffsets } from './fold.ts'
import { realData } from '../../tests/tools/real-data.ts'

const same: readonly [string, string][] = [
  ['آزادي', 'آزادی'],
  ['كتاب', 'کتاب'],
  ['فاطمة', 'فاطمه'],
  ['مُحَمَّدٌ', 'محمد'],
  ['محمـــد', 'محمد'],
  ['أحمد إسلام آمال ٱلله', 'احمد اسلام امال الله'],
  ['مسؤول', 'مسوول'],
  ['ﺳﻼم', 'سلام'],
  ['ﷲ', 'الله'],
  ['\ufe70\ufc60', ''],
  ['١٢٣۴۵۶', '123456'],
  ['𝟙𝟡𝟠𝟜', '1984'],
  ['می\u200cرود', 'میرود'],
  ['\ufeff\u202bمتن\u202c\u2069', 'متن'],
  ['کورده', 'كوردە'],
  ['ڕۆژھەڵات', 'روژههلات'],
  ['ئێران', 'ییران'],
  ['ZÜRICH', 'zurich'],
  ['u\u0308', 'ü'],
  ['Straße', 'STRASSE'],
  ['Diyarbakır', 'diyarbakir'],
  ['İstanbul', 'istanbul'],
  ['Çiyayê Şîrîn û', 'ciyaye sirin u'],
  ['ﬁre', 'fire'],
  ['“quoted” — dash', '"quoted" - dash'],
  ['ʿAlī al-Qurʾān', 'ali al quran'],
  ['Ωκεανός', 'ωκεανοσ'],
]

describe('fold', () => {
  it.each(same)('folds %j and %j to the same text', (left, right) => {
    expect(fold(left)).toBe(fold(right))
  })

  it('keeps different words apart', () => {
    expect(fold('باران')).not.toBe(fold('یاران'))
    expect(fold('گل')).not.toBe(fold('کل'))
    expect(fold('resume 1')).not.toBe(fold('resume 2'))
  })

  it('keeps the vowel signs of Indic scripts', () => {
    expect(fold('की')).not.toBe(fold('का'))
  })

  it('changes nothing when applied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })

  it('returns the offset of each folded unit in the original', () => {
    const { folded, offsets } = foldWithOffsets('  «مَن» ﻻ 𝟙')
    expect(folded).toBe('من لا 1')
    expect(offsets).toEqual([3, 5, 6, 8, 8, 9, 10, 12])
  })

  it('gives every decimal digit of Unicode its value', () => {
    for (let codePoint = 0; codePoint <= 0x1ffff; codePoint++) {
      const char = String.fromCodePoint(codePoint)
      if (/\p{Nd}/u.test(char)) expect(fold(char)).toMatch(/^[0-9]$/)
    }
    expect(fold('०१२३४५६७८९')).toBe('0123456789')
  })
})

const pairsFile = realData('fold-pairs.json')
describe.skipIf(!existsSync(pairsFile))('the letter pairs of other analysers', () => {
  const file = existsSync(pairsFile) ? JSON.parse(readFileSync(pairsFile, 'utf8')) : {}
  const pairs = ['ar', 'fa', 'ckb', 'digits'].flatMap((name) => (file[name] ?? []) as [string, string][])

  it('are read from the file', () => {
    expect(pairs.length).toBeGreaterThan(40)
  })

  it.each(pairs)('%j equals %j', (left, right) => {
    expect(fold(left)).toBe(fold(right))
  })
})
