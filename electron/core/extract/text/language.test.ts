import { describe, expect, test } from 'vitest'
import { languageOf, sampleOf } from './language.ts'

describe('languageOf', () => {
  test.each([
    ['fa', 'همه افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند'],
    ['ar', 'يولد جميع الناس أحرارا متساوين في الكرامة والحقوق'],
    ['ckb', 'هەموو مرۆڤەکان بە ئازادی و یەکسانی لە کەرامەت و مافدا لەدایک دەبن'],
    ['kmr', 'Hemû mirov azad û di weqar û mafan de wekhev tên dinyayê. Ew xwedî hiş û şuûr in'],
    ['tr', 'Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar'],
    ['ps', 'ټول انسانان آزاد نړۍ ته راځي او د حقوقو او کرامت له مخې برابر دي'],
    ['ur', 'تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں'],
    [
      'fr',
      'Tous les êtres humains naissent libres et égaux en dignité et en droits. Même le maître dû à sa tâche',
    ],
    ['en', 'All human beings are born free and equal in dignity and rights'],
    ['', 'OK'],
    ['', '1402/06/25 — 571, 1,463'],
    ['', 'xq zzk wvvq jjkx qqz xxv'],
  ])('%s: %s', async (language, text) => {
    expect(await languageOf(text)).toBe(language)
  })
})

test('sampleOf covers the entire length and stays small', () => {
  const passages = Array.from({ length: 1000 }, (_, at) => ({
    locator: 'page:1',
    text: `${at} `.repeat(300),
  }))
  const sample = sampleOf(passages)
  expect(sample.length).toBeLessThan(5000)
  expect(sampleOf([{ locator: 'page:1', text: 'one' }])).toBe('one\n')
  expect(sampleOf(passages.map(({ locator }, at) => ({ locator, text: String(at) })))).toContain('975')
})
