import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { deriveEdtf } from '../dates.ts'
import { countSignatories } from './record.ts'
import { SampleArchive } from './sample-archive.ts'
import { seedArticle } from '../../tests/tools/real-data.ts'

const folder = new URL('../../resources/sample/', import.meta.url)
const sample = SampleArchive.parse(JSON.parse(readFileSync(new URL('sample.json', folder), 'utf8')))
const record = (key: string) => sample.records.find((each) => each.key === key)!

describe('the sample archive', () => {
  test('lists exactly the files in its folder, including every record’s files', () => {
    const onDisk = ['texts', 'media'].flatMap((name) =>
      readdirSync(new URL(name, folder)).map((file) => `${name}/${file}`),
    )
    expect(sample.files.map((each) => each.file).sort()).toEqual(onDisk.sort())
    expect(sample.records.flatMap((each) => each.files).sort()).toEqual(onDisk)
    for (const { attachTo } of sample.files) if (attachTo) expect(onDisk).toContain(attachTo)
  })

  test('names each record once and gives each a text, a file or a citation', () => {
    expect(new Set(sample.records.map((each) => each.key)).size).toBe(sample.records.length)
    for (const { key, files, text, fields } of sample.records)
      expect([key, files.length > 0 || !!text || fields.citation !== null]).toEqual([key, true])
  })

  test('has examined nothing and judged nobody', () => {
    for (const { fields } of sample.records)
      expect([fields.verification.status, fields.reliability, fields.credibility]).toEqual([
        'not-examined',
        'F',
        '6',
      ])
  })

  test('derives a date from every stated date, including the Persian and Arabic ones', () => {
    for (const { fields } of sample.records)
      if (fields.dateStated) expect(deriveEdtf(fields.dateStated)).not.toBe('')
    expect(deriveEdtf(record('cataloguer-note-fa').fields.dateStated)).toBe('2014-09-18')
    expect(deriveEdtf(record('udhr-ar').fields.dateStated)).toBe('1948-12-10')
    expect(deriveEdtf(record('claim-deaths').fields.dateStated)).toBe('2014-09-18')
  })

  test('counts 571 physicians and 1,463 medical staff as 2,034', () => {
    expect(countSignatories(record('physicians-statement').fields.signatories)).toBe(2034)
  })

  test('contains records in English, Persian, Arabic and Sorani', () => {
    const languages = sample.records.flatMap((each) => each.fields.languages)
    for (const [language, least] of [
      ['en', 1],
      ['fa', 2],
      ['ar', 1],
      ['ckb', 1],
    ] as const)
      expect(languages.filter((each) => each === language).length).toBeGreaterThanOrEqual(least)
  })

  test('links the superseded guidelines to those that replaced them, both ways', () => {
    const [older, newer] = [record('afghanistan-2007').fields, record('afghanistan-2009').fields]
    expect(older.citation).toMatchObject({
      status: 'superseded',
      supersededBy: `${newer.title} (${newer.dateStated})`,
    })
    expect(newer.citation!.supersedes).toBe(`${older.title} (${older.dateStated})`)
  })

  test('keeps its video small', () => {
    expect(statSync(new URL('media/stand-in.webm', folder)).size).toBeLessThanOrEqual(300_000)
  })
})

test.skipIf(!existsSync(seedArticle))('shares no run of ten words with the article', () => {
  const runs = (text: string) => {
    const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []
    return words.slice(9).map((_word, index) => words.slice(index, index + 10).join(' '))
  }
  const texts = sample.files.filter((each) => each.file.startsWith('texts/')).map((each) => each.file)
  const written = ['sample.json', ...texts]
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n')
  // The society's own name is ten words long.
  const isName = (run: string) => run.includes('society for defense of human rights')
  const article = new Set(runs(readFileSync(seedArticle, 'utf8')))
  expect(runs(written).filter((run) => article.has(run) && !isName(run))).toEqual([])
})
