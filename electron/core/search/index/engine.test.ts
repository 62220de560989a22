import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchDocument } from '../../../../shared/model/search-document.ts'
import { idOfNumber, putText, request, sampleDocument, sampleTag } from '../testing/sample.ts'
import type { SearchEngine } from './engine.ts'
import { openEngine } from './engine.ts'

let cacheFolder: string
let engine: SearchEngine

beforeEach(() => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'holdfast-search-'))
  engine = openEngine({ cacheFolder })
})
afterEach(() => {
  engine.close()
  rmSync(cacheFolder, { recursive: true, force: true })
})

function withText(number: number, text: string | readonly string[], fields: Partial<SearchDocument> = {}) {
  const hash = putText(cacheFolder, [text].flat())
  return sampleDocument(number, { texts: [{ hash, role: 'text' }], ...fields })
}

function numbers(query: string, fields: Parameters<typeof request>[1] = {}): number[] {
  return engine.find(request(query, fields)).hits.map((hit) => Number(hit.id.slice(5)))
}

const sorted = (list: number[]) => list.sort((a, b) => a - b)

describe('words', () => {
  it.each([
    ['می‌رود', 'می رود'],
    ['می رود', 'میرود'],
    ['میرود', 'می‌رود'],
    ['میرود', 'می رود'],
    ['کتاب‌های', 'کتابهای'],
    ['کتاب ها', 'کتاب‌ها'],
    ['بزرگ‌ترین', 'بزرگ ترین'],
    ['آزادي', 'آزادی'],
    ['كتاب', 'کتاب'],
    ['۱۳۹۸', '1398'],
    ['١٣٩٨', '۱۳۹۸'],
    ['wellbeing', 'well-being'],
    ['محمد', 'مُحَمَّد'],
    ['ههڵه', 'هەڵە'],
    ['Şirin', 'sirin'],
  ])('%j finds %j and the other way round', (left, right) => {
    engine.update([withText(1, `پیش ${right} پس`), withText(2, `پیش ${left} پس`), withText(3, 'چیز دیگر')])
    expect(sorted(numbers(left))).toEqual([1, 2])
    expect(sorted(numbers(right))).toEqual([1, 2])
    expect(sorted(numbers(`"${left}"`))).toEqual([1, 2])
  })

  it('all have to be found, in whichever field', () => {
    engine.update([
      withText(1, 'freedom of movement'),
      withText(2, 'freedom', { title: 'On movement' }),
      withText(3, 'freedom'),
    ])
    expect(sorted(numbers('movement freedom'))).toEqual([1, 2])
    expect(sorted(numbers('freedom -movement'))).toEqual([3])
    expect(sorted(numbers('movement OR freedom'))).toEqual([1, 2, 3])
    expect(sorted(numbers('freedom -(of OR on)'))).toEqual([3])
    expect(sorted(numbers('-of'))).toEqual([2, 3])
  })

  it('match as prefixes with a star, and the last one while it is typed', () => {
    engine.update([withText(1, 'moving house'), withText(2, 'movement'), withText(3, 'remove')])
    expect(sorted(numbers('mov*'))).toEqual([1, 2])
    expect(numbers('mov')).toEqual([])
    expect(sorted(numbers('mov', { typing: true }))).toEqual([1, 2])
    expect(numbers('mov ', { typing: true })).toEqual([])
    expect(numbers('mov house', { typing: true })).toEqual([])
  })

  it('forgive a typing error only where nothing matches as typed', () => {
    engine.update([withText(1, 'movement'), withText(2, 'mountain'), withText(3, 'declaration')])
    expect(numbers('movment')).toEqual([1])
    expect(numbers('mvoement')).toEqual([1])
    expect(numbers('mountian')).toEqual([2])
    expect(numbers('declratoin')).toEqual([3])
    expect(numbers('mov')).toEqual([])
    expect(numbers('movment*')).toEqual([])
  })

  it('never take one number for another', () => {
    engine.update([withText(1, '12345')])
    expect(numbers('12346')).toEqual([])
  })
})

describe('phrases', () => {
  it('stand directly one after another, within one passage and one value', () => {
    engine.update([
      withText(1, 'the freedom of movement is'),
      withText(2, 'of movement and freedom'),
      withText(3, ['full freedom', 'of movement']),
      sampleDocument(4, { title: 'Freedom', names: ['of movement.txt'] }),
      sampleDocument(5, { people: ['A freedom', 'of movement'] }),
    ])
    expect(numbers('"freedom of movement"')).toEqual([1])
    expect(sorted(numbers('"of movement"'))).toEqual([1, 2, 3, 4, 5])
  })

  it('find symbols whole and by part', () => {
    engine.update([
      sampleDocument(1, { symbols: ['A/RES/60/147'] }),
      sampleDocument(2, { symbols: ['A/RES/60/148'] }),
    ])
    expect(numbers('A/RES/60/147')).toEqual([1])
    expect(sorted(numbers('RES/60'))).toEqual([1, 2])
    expect(sorted(numbers('symbol:A/RES/60/14', { typing: true }))).toEqual([1, 2])
  })
})

describe('fields and filters', () => {
  const access = sampleTag(2, 'medical/access', sampleTag(1, 'medical'))
  const medical = sampleTag(1, 'medical')
  beforeEach(() => {
    engine.setTags([medical, access, sampleTag(3, 'border')])
    engine.update([
      withText(1, 'word one', {
        title: 'Alpha',
        tags: [access.id],
        languages: ['fa'],
        people: ['علي'],
        fromDay: 14975,
        toDay: 14975,
      }),
      withText(2, 'alpha', {
        kind: 'video',
        tags: [medical.id, access.id],
        languages: ['en', 'fa'],
        sources: ['UNHCR'],
      }),
      withText(3, 'gamma', { verification: 'corroborated', fromDay: 16000, toDay: 16400 }),
    ])
  })

  it('look only in the field named', () => {
    expect(sorted(numbers('alpha'))).toEqual([1, 2])
    expect(numbers('title:alpha')).toEqual([1])
    expect(numbers('text:alpha')).toEqual([2])
    expect(numbers('person:علی')).toEqual([1])
    expect(numbers('id:k3fp-000003')).toEqual([3])
    expect(sorted(numbers('tag:medical'))).toEqual([1, 2])
    expect(sorted(numbers('tag:"medical access"'))).toEqual([1, 2])
    expect(sorted(numbers('access'))).toEqual([1, 2])
  })

  it('read typed filters like chosen ones', () => {
    expect(numbers('kind:video')).toEqual([2])
    expect(numbers('', { filters: { ...request('').filters, kind: ['video'] } })).toEqual([2])
    expect(sorted(numbers('lang:fa'))).toEqual([1, 2])
    expect(sorted(numbers('-kind:video'))).toEqual([1, 3])
    expect(numbers('date:2011')).toEqual([1])
    expect(numbers('date:2014..')).toEqual([3])
    expect(numbers('', { filters: { ...request('').filters, from: '2013-11', to: '2013' } })).toEqual([3])
    expect(numbers('verification:corroborated')).toEqual([3])
    expect(sorted(numbers('', { filters: { ...request('').filters, tag: [medical.id] } }))).toEqual([1, 2])
  })

  it('count every match, a parent tag with its children and each record once', () => {
    const { facets, total } = engine.find(request('', { limit: 1 }))
    expect(total).toBe(3)
    expect(facets.tag).toEqual([
      { value: medical.id, label: 'medical', count: 2 },
      { value: access.id, label: 'medical/access', count: 2 },
    ])
    expect(facets.kind).toEqual([
      { value: 'statement', label: 'statement', count: 2 },
      { value: 'video', label: 'video', count: 1 },
    ])
    expect(facets.language.map((each) => [each.value, each.count])).toEqual([
      ['fa', 2],
      ['en', 1],
    ])
    expect(facets.year.map((each) => [each.value, each.count])).toEqual([
      ['2011', 1],
      ['2013', 1],
      ['2014', 1],
    ])
    expect(facets.person).toEqual([{ value: 'علي', label: 'علي', count: 1 }])
  })

  it('follow a renamed tag without touching its records', () => {
    engine.setTags([medical, { ...access, label: 'entry', path: 'medical/entry' }])
    expect(numbers('access')).toEqual([])
    expect(sorted(numbers('entry'))).toEqual([1, 2])
  })

  it('list values in use', () => {
    expect(engine.values('languages')).toEqual([
      { value: 'fa', count: 2 },
      { value: 'en', count: 1 },
    ])
    engine.remove([idOfNumber(2)])
    expect(engine.values('sources')).toEqual([])
  })
})

describe('order', () => {
  it('puts a title above a text, and short texts above long ones', () => {
    engine.update([
      withText(1, 'budget'),
      withText(2, `budget ${'other words '.repeat(50)}`),
      sampleDocument(3, { title: 'Budget' }),
    ])
    expect(numbers('budget')).toEqual([3, 1, 2])
  })

  it('sorts by date, title, accession and modification, and pages through', () => {
    engine.update([
      sampleDocument(1, { title: 'پیام', fromDay: 5, toDay: 5, modifiedAt: '2026-01-03T00:00:00.000Z' }),
      sampleDocument(2, { title: 'Zebra', modifiedAt: '2026-01-01T00:00:00.000Z' }),
      sampleDocument(3, { title: 'بیان', fromDay: 9, toDay: 9, modifiedAt: '2026-01-02T00:00:00.000Z' }),
    ])
    engine.update([
      sampleDocument(4, { title: 'apple', fromDay: 7, toDay: 7, modifiedAt: '2026-01-04T00:00:00.000Z' }),
    ])
    expect(numbers('', { sort: 'date' })).toEqual([1, 4, 3, 2])
    expect(numbers('', { sort: 'date', descending: true })).toEqual([3, 4, 1, 2])
    expect(numbers('', { sort: 'title' })).toEqual([3, 1, 4, 2])
    expect(numbers('', { sort: 'accession', descending: true })).toEqual([4, 3, 2, 1])
    expect(numbers('', { sort: 'modified' })).toEqual([2, 3, 1, 4])
    expect(numbers('', { sort: 'title', offset: 1, limit: 2 })).toEqual([1, 4])
    expect(numbers('', { offset: 4 })).toEqual([])
  })
})

describe('hits', () => {
  it('show the best passage with its place', () => {
    const caption = { locator: 't:3-5.5', text: 'we crossed the border at night' }
    const page = { locator: 'page:2', text: 'the border was closed' }
    const transcript = putText(cacheFolder, [{ locator: 't:0-3', text: 'the border' }, caption])
    const pdf = putText(cacheFolder, [{ locator: 'page:1', text: 'nothing' }, page])
    engine.update([
      sampleDocument(1, { kind: 'video', title: 'Night', texts: [{ hash: transcript, role: 'transcript' }] }),
      sampleDocument(2, { texts: [{ hash: pdf, role: 'text' }] }),
      withText(3, ['first paragraph', `${'x '.repeat(300)}مَرز border ${'y '.repeat(300)}`]),
    ])
    const [video] = engine.find(request('border night')).hits
    expect(video).toMatchObject({ field: 'transcript', locator: 't:3-5.5', snippet: caption.text })
    expect(video!.highlights.map(([a, b]) => caption.text.slice(a, b))).toEqual(['border', 'night'])
    expect(video!.titleHighlights).toEqual([[0, 5]])
    expect(engine.find(request('closed')).hits[0]).toMatchObject({ field: 'text', locator: 'page:2' })
    const [paragraph] = engine.find(request('مرز')).hits
    const [range] = paragraph!.highlights
    expect(paragraph!.snippet.slice(...range!)).toBe('مَرز')
    expect(paragraph!.snippet.length).toBeLessThan(260)
    expect(paragraph!.locator).toBe(`char:${16 + 600}-${16 + 604}`)
  })

  it('show the field where no text matches', () => {
    engine.update([sampleDocument(1, { people: ['Leila Zana', 'Nelson Mandela'] })])
    expect(engine.find(request('mandela')).hits[0]).toMatchObject({
      field: 'person',
      locator: '',
      snippet: 'Nelson Mandela',
      highlights: [[7, 14]],
    })
    expect(engine.find(request('')).hits[0]).toMatchObject({ field: '', locator: '', snippet: '' })
  })

  it('list every match within one record', () => {
    const document = withText(1, ['a word', 'no match', 'word and Word'])
    engine.update([document])
    expect(engine.within(document, 'word', false).map(({ passage, range }) => [passage, ...range])).toEqual([
      [0, 2, 6],
      [2, 0, 4],
      [2, 9, 13],
    ])
    expect(engine.within(document, 'wor', true)).toHaveLength(3)
  })

  it('name the texts that are missing, and find the record by the rest', () => {
    const hash = 'ab'.repeat(32) as never
    expect(engine.update([sampleDocument(1, { title: 'Lost', texts: [{ hash, role: 'text' }] })])).toEqual({
      missing: [hash],
    })
    expect(numbers('lost')).toEqual([1])
  })
})

describe('quick look-up', () => {
  it('finds titles, people, sources and tags in spite of typing errors', () => {
    engine.setTags([sampleTag(1, 'detention')])
    engine.update([
      sampleDocument(1, { title: 'Report on borders', people: ['مُحمد کریمی'], sources: ['UNHCR'] }),
    ])
    expect(engine.quick('محمد كريمى', 5)[0]).toMatchObject({ type: 'person', value: 'مُحمد کریمی' })
    expect(engine.quick('detnetion', 5)[0]).toMatchObject({ type: 'tag', label: 'detention' })
    const [title] = engine.quick('borders', 5)
    expect(title).toMatchObject({ type: 'record', value: idOfNumber(1) })
    expect(title!.highlights.map(([a, b]) => title!.label.slice(a, b))).toContain('borders')
  })

  it('finds one of many thousands', () => {
    engine.update(
      Array.from({ length: 4000 }, (_, i) =>
        sampleDocument(i + 1, { people: [`Person ${i} of Town${i % 97}`] }),
      ),
    )
    engine.update([sampleDocument(5000, { people: ['Shirin Ebadi'] })])
    expect(engine.quick('shirin ebdai', 5)[0]).toMatchObject({ value: 'Shirin Ebadi' })
  })
})

describe('on disk', () => {
  const segmentFiles = () =>
    readdirSync(join(cacheFolder, 'search')).filter((name) => name.endsWith('.segment'))

  it('opens with what was persisted, replaced and removed records included', () => {
    engine.update([withText(1, 'one'), withText(2, 'two'), withText(3, 'three')])
    engine.persist('a')
    engine.update([withText(2, 'changed')])
    engine.remove([idOfNumber(3)])
    engine.persist('b')
    engine.update([withText(4, 'not persisted')])
    engine.close()
    engine = openEngine({ cacheFolder })
    expect(engine.covered()).toBe('b')
    expect(sorted(numbers(''))).toEqual([1, 2])
    expect(numbers('two')).toEqual([])
    expect(numbers('changed')).toEqual([2])
  })

  it('covers nothing where a segment is damaged in any byte, cut short or gone', () => {
    engine.update([withText(1, 'one'), withText(2, 'two')])
    engine.persist('a')
    engine.close()
    const file = join(cacheFolder, 'search', segmentFiles()[0]!)
    const bytes = readFileSync(file)
    for (let at = 0; at < bytes.length; at += 37) {
      const damaged = Buffer.from(bytes)
      damaged[at]! ^= 0x10
      writeFileSync(file, damaged)
      expect([at, openEngine({ cacheFolder }).covered()]).toEqual([at, null])
    }
    writeFileSync(file, bytes.subarray(0, bytes.length - 9))
    expect(openEngine({ cacheFolder }).covered()).toBeNull()
    rmSync(file)
    engine = openEngine({ cacheFolder })
    expect(engine.covered()).toBeNull()
    engine.update([withText(1, 'one')])
    engine.persist('b')
    engine.close()
    engine = openEngine({ cacheFolder })
    expect(engine.covered()).toBe('b')
    expect(numbers('one')).toEqual([1])
  })

  it('seals and merges without changing an answer, and keeps few files', () => {
    const count = 300
    for (let i = 1; i <= count; i++) {
      engine.update([withText(i, `common word${i % 7} ${'filler '.repeat(i % 5)}`)])
      if (i % 10 === 0) engine.persist(String(i))
    }
    const before = engine.find(request('common word3', { limit: 500 }))
    expect(segmentFiles().length).toBeLessThanOrEqual(8)
    engine.close()
    const fresh = openEngine({ cacheFolder: mkdtempSync(join(cacheFolder, 'fresh-')), readOnly: true })
    fresh.close()
    engine = openEngine({ cacheFolder })
    expect(engine.find(request('common word3', { limit: 500 }))).toEqual(before)
    expect(before.total).toBe(
      sorted(Array.from({ length: count }, (_, i) => ((i + 1) % 7 === 3 ? 1 : 0))).filter(Boolean).length,
    )
  })

  it('writes nothing when read-only', () => {
    engine.close()
    const folder = mkdtempSync(join(cacheFolder, 'other-'))
    engine = openEngine({ cacheFolder: folder, readOnly: true })
    engine.update([sampleDocument(1)])
    engine.persist('a')
    expect(existsSync(join(folder, 'search'))).toBe(false)
    expect(numbers('record')).toEqual([1])
  })
})

const declaration = '../shared/data/documents/pes_1.txt'
describe.skipIf(!existsSync(declaration))('the Declaration in Persian', () => {
  it('is found by its words as anyone types them', () => {
    const text = readFileSync(declaration, 'utf8')
    const paragraphs = text.split(/\r?\n/u).filter((line) => line.trim() !== '')
    engine.update([withText(1, paragraphs)])
    for (const query of [
      'آزادي',
      'ازادی',
      'اعلامیه جهانی',
      '"حقوق بشر"',
      'بشر*',
      'مادهٔ دوم',
      'مادۀ دوم',
      'آزادی ها',
    ]) {
      const [hit] = engine.find(request(query)).hits
      expect([query, hit?.field]).toEqual([query, 'text'])
      expect(hit!.highlights.length).toBeGreaterThan(0)
    }
  })
})
