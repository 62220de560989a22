import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CitationFields } from '../../../shared/model/citation.ts'
import type { CitedRecord } from './format.ts'
import { CitationFields as Citation } from '../../../shared/model/citation.ts'
import { deriveEdtf } from '../../../shared/dates.ts'
import { formatReferences } from './format.ts'
import { parseCitationLine } from './parse.ts'
import { realData } from '../../../tests/tools/real-data.ts'

const GUIDELINES =
  'UN High Commissioner for Refugees, Guidelines on International Protection No. 12: Claims for refugee status, 2 December 2016, HCR/GIP/16/12, http://www.refworld.org/docid/583595ff4.html'

function cited(title: string, dateStated: string, citation: z.input<typeof Citation>): CitedRecord {
  return {
    title,
    dateStated,
    dateEdtf: deriveEdtf(dateStated),
    languages: [],
    citation: Citation.parse(citation),
  }
}

function textOf(record: CitedRecord, style: 'unhcr' | 'oscola-un'): string {
  return formatReferences(record).find((each) => each.style === style)!.text
}

function reformat(line: string): string {
  const parsed = parseCitationLine(line)!
  return textOf(cited(parsed.title, parsed.dateStated, parsed.fields), 'unhcr')
}

const afghan = (more: Partial<CitationFields> = {}) =>
  cited('UNHCR’s Eligibility Guidelines', '2007', {
    author: 'UNHCR',
    refworldUrls: ['https://www.refworld.org/policy/countrypos/unhcr/2007/en/52516'],
    ...more,
  })

describe('the UNHCR style', () => {
  test.each([
    GUIDELINES,
    'Marina Sharpe, The 1969 OAU Refugee Convention, and more, January 2013, http://www.refworld.org/docid/50fd3edb2.html [Part of the Legal and Protection Policy Research Series]',
    'UN High Commissioner for Refugees, Refugees in Africa, December 2004, http://www.refworld.org/docid/427224a44.html [French, Spanish]',
    'UN High Commissioner for Refugees, Note on Travel Documents, 2007, EC/SCP/10, para. 4, available at: https://www.refworld.org/docid/ae68cce10.html [accessed 3 March 2020]',
    'UN General Assembly, Note on international protection, 7 September 1994, A/AC.96/830',
  ])('formats the same line after parsing it: %s', (line) => expect(reformat(line)).toBe(line))

  test('writes a date in another calendar as the Gregorian day, and keeps a range as stated', () => {
    const record = (date: string) => textOf(cited('Title', date, { author: 'Author' }), 'unhcr')
    expect(record('۲۷ شهریور ۱۳۹۳')).toBe('Author, Title, 18 September 2014')
    expect(record('between 2011 and 2014')).toBe('Author, Title, between 2011 and 2014')
    expect(record('')).toBe('Author, Title')
  })

  test('writes “available at” with the date of access, however the date was entered', () => {
    const text = textOf(afghan({ accessedOn: '2026-03-01' }), 'unhcr')
    expect(text).toContain(
      'available at: https://www.refworld.org/policy/countrypos/unhcr/2007/en/52516 [accessed 1 March 2026]',
    )
  })

  test('turns a title of several lines into one line without control characters', () => {
    const text = textOf(cited('\u202bعنوان\u202c\nدوم', '2014', { author: 'ناشر' }), 'unhcr')
    expect(text).toBe('ناشر, عنوان دوم, 2014')
  })
})

describe('the OSCOLA style for UN documents', () => {
  test.each([
    [
      cited('UNGA Res 51/210', '17 December 1996', { symbol: 'A/RES/51/210' }),
      'UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210',
    ],
    [
      cited('Guidelines No. 12', '2 December 2016', {
        author: 'UNHCR',
        symbol: 'HCR/GIP/16/12',
        pinpoint: 'para 5',
      }),
      'UNHCR, ‘Guidelines No. 12’ (2 December 2016) UN Doc HCR/GIP/16/12, para 5',
    ],
    [
      cited('Refugees in Africa', 'December 2004', {
        author: 'UNHCR',
        otherUrls: ['https://example.org/a'],
        accessedOn: '1 March 2026',
      }),
      'UNHCR, ‘Refugees in Africa’ (December 2004) <https://example.org/a> accessed 1 March 2026',
    ],
  ])('%#', (record, text) => expect(textOf(record, 'oscola-un')).toBe(text))
})

test('shows the symbol, the date and the address in every style', () => {
  const parsed = parseCitationLine(GUIDELINES)!
  for (const { text } of formatReferences(cited(parsed.title, parsed.dateStated, parsed.fields))) {
    expect(text).toContain('HCR/GIP/16/12')
    expect(text).toContain('2 December 2016')
    expect(text).toContain('http://www.refworld.org/docid/583595ff4.html')
  }
})

test('states in every style that a document is superseded', () => {
  for (const { text } of formatReferences(
    afghan({ status: 'superseded', supersededBy: 'The Guidelines (July 2009)' }),
  ))
    expect(text).toMatch(/ \[superseded by The Guidelines \(July 2009\)\]$/)
  for (const { text } of formatReferences(afghan({ status: 'superseded' })))
    expect(text).toMatch(/ \[superseded\]$/)
})

test('returns no reference for a record without a citation', () => {
  expect(formatReferences({ ...afghan(), citation: null })).toEqual([])
})

describe('parseCitationLine', () => {
  test('reads both generations of Refworld addresses', () => {
    const parsed = (url: string) => parseCitationLine(`UNHCR, Title, 2007, ${url}`)!
    expect(parsed('https://www.refworld.org/docid/583595ff4.html').fields.refworldId).toBe('583595ff4')
    expect(parsed('http://www.refworld.org/cgi-bin/texis/vtx/rwmain?docid=583595ff4').fields.refworldId).toBe(
      '583595ff4',
    )
    const modern = parsed('https://www.refworld.org/policy/countrypos/unhcr/2007/en/52516')
    expect(modern.fields.refworldId).toBe('52516')
    expect(modern.languages).toEqual(['en'])
  })

  test('reads the note of supersession that it wrote', () => {
    const record = afghan({ status: 'superseded', supersededBy: 'The Guidelines (July 2009)' })
    const parsed = parseCitationLine(textOf(record, 'unhcr'))!
    expect(parsed.fields).toMatchObject({ status: 'superseded', supersededBy: 'The Guidelines (July 2009)' })
  })

  test('distinguishes a pinpoint from a symbol', () => {
    expect(parseCitationLine('UNHCR, Title, May 2002, para. 12')!.fields).toMatchObject({
      symbol: '',
      pinpoint: 'para. 12',
    })
  })

  test.each(['', '   ', 'A sentence that cites nothing.', 'one, two, three'])(
    'finds no citation in “%s”',
    (line) => expect(parseCitationLine(line)).toBeNull(),
  )

  test('keeps author, title, date, symbol and address of everything that was formatted', () => {
    const words = (first: string) =>
      fc
        .array(
          fc.constantFrom(
            ...'Guidelines on Claims No. 12: the (1951) Refugee’s آزادی رفت‌وآمد حرية التنقل مافی 1A(2) and – more'.split(
              ' ',
            ),
          ),
          { maxLength: 8 },
        )
        .map((rest) => [first, ...rest].join(' '))
    const title = fc.array(words('Note'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', '))
    const date = fc.oneof(
      fc.integer({ min: 1950, max: 2029 }).map(String),
      fc.constantFrom('7 May 2002', 'December 2004', '31 January 2013'),
    )
    const symbol = fc.constantFrom(
      '',
      'HCR/GIP/16/12',
      'A/AC.96/830',
      'EC/62/SC/CRP.4',
      'No. 39 (XXXVI) - 1985',
    )
    const url = fc.constantFrom(
      '',
      'http://www.refworld.org/docid/583595ff4.html',
      'https://www.refworld.org/policy/countrypos/unhcr/2007/en/52516',
      'https://undocs.org/A/RES/51/210',
      'https://webarchive.archive.unhcr.org/2017/http://www.refworld.org/protectionmanual.html',
    )
    const accessedOn = fc.constantFrom('', '3 March 2020')
    fc.assert(
      fc.property(
        words('UNHCR'),
        title,
        date,
        symbol,
        url,
        accessedOn,
        (author, title, date, symbol, url, on) => {
          const fields = { author, symbol, accessedOn: on, ...(url ? { otherUrls: [url] } : {}) }
          const parsed = parseCitationLine(textOf(cited(title, date, fields), 'unhcr'))!
          const { refworldUrls, otherUrls, webArchiveUrl } = parsed.fields
          expect(parsed).toMatchObject({ title, dateStated: date, fields: { author, symbol } })
          expect([...refworldUrls, ...otherUrls, webArchiveUrl].find(Boolean) ?? '').toBe(url)
          expect(parsed.fields.accessedOn).toBe(url ? on : '')
        },
      ),
    )
  })

  test('accepts any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => void parseCitationLine(line)))
  })
})

const REAL = realData('unhcr-citations.json')
const RealLines = z.object({
  items: z.array(z.object({ line: z.string(), parsed: z.record(z.string(), z.unknown()) })),
  oscola_examples: z.object({ lines: z.array(z.string()) }),
})

describe.skipIf(!existsSync(REAL))('real lines', () => {
  const { items, oscola_examples } = existsSync(REAL)
    ? RealLines.parse(JSON.parse(readFileSync(REAL, 'utf8')))
    : { items: [], oscola_examples: { lines: [] } }

  test('formats the lines of UNHCR’s Protection Manual unchanged, with the fields that a human reader sees in them', () => {
    for (const { line, parsed } of items.slice(0, 3)) {
      expect(reformat(line)).toBe(line)
      const read = parseCitationLine(line)!
      expect(read.title).toBe(parsed['title'])
      expect(deriveEdtf(read.dateStated)).toBe(parsed['date'])
      expect(read.fields.author).toBe(parsed['author'])
      expect(read.fields.symbol).toBe(parsed['symbol'] ?? '')
      expect(read.fields.refworldUrls).toEqual([parsed['url']])
      expect(read.fields.refworldId).toBe(parsed['refworldDocId'])
      expect(read.fields.otherLanguages.map((each) => each.language)).toEqual(parsed['otherLanguages'] ?? [])
      expect(read.fields.series.startsWith(String(parsed['series'] ?? ''))).toBe(true)
    }
  })

  test('reads a Refworld listing and a title page', () => {
    for (const { line, parsed } of items.slice(3, 5)) {
      const read = parseCitationLine(line)!
      expect(read.title.toLowerCase()).toBe(String(parsed['title']).toLowerCase())
      expect(deriveEdtf(read.dateStated)).toBe(parsed['date'])
      expect(read.fields.author).toBe(parsed['author'])
      expect(read.fields.symbol).toBe(parsed['symbol'] ?? '')
      expect(read.fields.documentType).toBe(parsed['documentType'] ?? '')
    }
  })

  test('formats the UN document of the OSCOLA guide as the guide does', () => {
    const record = cited('UNGA Res 51/210', '17 December 1996', { symbol: 'A/RES/51/210' })
    expect(oscola_examples.lines).toContain(textOf(record, 'oscola-un'))
  })
})
