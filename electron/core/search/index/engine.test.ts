import { existsSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { idOfNumber, request, sampleDocument, sampleTag } from '../testing/sample.ts'
import { useEngine } from '../testing/use-engine.ts'
import { realData } from '../../../../tests/tools/real-data.ts'

const bench = useEngine()

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
  ])('%j finds %j and vice versa', (left, right) => {
    bench.engine.update([
      bench.withText(1, `پیش ${right} پس`),
      bench.withText(2, `پیش ${left} پس`),
      bench.withText(3, 'چیز دیگر'),
    ])
    expect(sorted(bench.numbers(left))).toEqual([1, 2])
    expect(sorted(bench.numbers(right))).toEqual([1, 2])
    expect(sorted(bench.numbers(`"${left}"`))).toEqual([1, 2])
  })

  it('all have to occur, in any field', () => {
    bench.engine.update([
      bench.withText(1, 'freedom of movement'),
      bench.withText(2, 'freedom', { title: 'On movement' }),
      bench.withText(3, 'freedom'),
    ])
    expect(sorted(bench.numbers('movement freedom'))).toEqual([1, 2])
    expect(sorted(bench.numbers('freedom -movement'))).toEqual([3])
    expect(sorted(bench.numbers('movement OR freedom'))).toEqual([1, 2, 3])
    expect(sorted(bench.numbers('freedom -(of OR on)'))).toEqual([3])
    expect(sorted(bench.numbers('-of'))).toEqual([2, 3])
  })

  it('match as prefixes with a star, and the last one while it is typed', () => {
    bench.engine.update([
      bench.withText(1, 'moving house'),
      bench.withText(2, 'movement'),
      bench.withText(3, 'remove'),
    ])
    expect(sorted(bench.numbers('mov*'))).toEqual([1, 2])
    expect(bench.numbers('mov')).toEqual([])
    expect(sorted(bench.numbers('mov', { typing: true }))).toEqual([1, 2])
    expect(bench.numbers('mov ', { typing: true })).toEqual([])
    expect(bench.numbers('mov house', { typing: true })).toEqual([])
  })

  it('forgive a typo only when nothing matches as typed', () => {
    bench.engine.update([
      bench.withText(1, 'movement'),
      bench.withText(2, 'mountain'),
      bench.withText(3, 'declaration'),
    ])
    expect(bench.numbers('movment')).toEqual([1])
    expect(bench.numbers('mvoement')).toEqual([1])
    expect(bench.numbers('mountian')).toEqual([2])
    expect(bench.numbers('declratoin')).toEqual([3])
    expect(bench.numbers('mov')).toEqual([])
    expect(bench.numbers('movment*')).toEqual([])
  })

  it('never match a different number', () => {
    bench.engine.update([bench.withText(1, '12345')])
    expect(bench.numbers('12346')).toEqual([])
  })
})

describe('phrases', () => {
  it('match consecutive words only, within one passage and one value', () => {
    bench.engine.update([
      bench.withText(1, 'the freedom of movement is'),
      bench.withText(2, 'of movement and freedom'),
      bench.withText(3, ['full freedom', 'of movement']),
      sampleDocument(4, { title: 'Freedom', names: ['of movement.txt'] }),
      sampleDocument(5, { people: ['A freedom', 'of movement'] }),
    ])
    expect(bench.numbers('"freedom of movement"')).toEqual([1])
    expect(sorted(bench.numbers('"of movement"'))).toEqual([1, 2, 3, 4, 5])
  })

  it('find symbols in full and in part', () => {
    bench.engine.update([
      sampleDocument(1, { symbols: ['A/RES/60/147'] }),
      sampleDocument(2, { symbols: ['A/RES/60/148'] }),
    ])
    expect(bench.numbers('A/RES/60/147')).toEqual([1])
    expect(sorted(bench.numbers('RES/60'))).toEqual([1, 2])
    expect(sorted(bench.numbers('symbol:A/RES/60/14', { typing: true }))).toEqual([1, 2])
  })
})

describe('fields and filters', () => {
  const access = sampleTag(2, 'medical/access', sampleTag(1, 'medical'))
  const medical = sampleTag(1, 'medical')
  beforeEach(() => {
    bench.engine.setTags([medical, access, sampleTag(3, 'border')])
    bench.engine.update([
      bench.withText(1, 'word one', {
        title: 'Alpha',
        tags: [access.id],
        languages: ['fa'],
        people: ['علي'],
        fromDay: 14975,
        toDay: 14975,
      }),
      bench.withText(2, 'alpha', {
        kind: 'video',
        tags: [medical.id, access.id],
        languages: ['en', 'fa'],
        sources: ['UNHCR'],
      }),
      bench.withText(3, 'gamma', { verification: 'corroborated', fromDay: 16000, toDay: 16400 }),
    ])
  })

  it('search only the named field', () => {
    expect(sorted(bench.numbers('alpha'))).toEqual([1, 2])
    expect(bench.numbers('title:alpha')).toEqual([1])
    expect(bench.numbers('text:alpha')).toEqual([2])
    expect(bench.numbers('person:علی')).toEqual([1])
    expect(bench.numbers('id:k3fp-000003')).toEqual([3])
    expect(sorted(bench.numbers('tag:medical'))).toEqual([1, 2])
    expect(sorted(bench.numbers('tag:"medical access"'))).toEqual([1, 2])
    expect(sorted(bench.numbers('access'))).toEqual([1, 2])
  })

  it('treat typed filters like chosen ones', () => {
    expect(bench.numbers('kind:video')).toEqual([2])
    expect(bench.numbers('', { filters: { ...request('').filters, kind: ['video'] } })).toEqual([2])
    expect(sorted(bench.numbers('lang:fa'))).toEqual([1, 2])
    expect(sorted(bench.numbers('-kind:video'))).toEqual([1, 3])
    expect(bench.numbers('date:2011')).toEqual([1])
    expect(bench.numbers('date:2014..')).toEqual([3])
    expect(bench.numbers('', { filters: { ...request('').filters, from: '2013-11', to: '2013' } })).toEqual([
      3,
    ])
    expect(bench.numbers('verification:corroborated')).toEqual([3])
    expect(sorted(bench.numbers('', { filters: { ...request('').filters, tag: [medical.id] } }))).toEqual([
      1, 2,
    ])
  })

  it('count every match, a parent tag with its children and each record once', () => {
    const { facets, total } = bench.engine.find(request('', { limit: 1 }))
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
    bench.engine.setTags([medical, { ...access, label: 'entry', path: 'medical/entry' }])
    expect(bench.numbers('access')).toEqual([])
    expect(sorted(bench.numbers('entry'))).toEqual([1, 2])
  })

  it('list values in use', () => {
    expect(bench.engine.values('languages')).toEqual([
      { value: 'fa', count: 2 },
      { value: 'en', count: 1 },
    ])
    bench.engine.remove([idOfNumber(2)])
    expect(bench.engine.values('sources')).toEqual([])
  })
})

const declaration = realData('documents/pes_1.txt')
describe.skipIf(!existsSync(declaration))('the Declaration in Persian', () => {
  it('is found by its words however they are typed', () => {
    const text = readFileSync(declaration, 'utf8')
    const paragraphs = text.split(/\r?\n/u).filter((line) => line.trim() !== '')
    bench.engine.update([bench.withText(1, paragraphs)])
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
      const [hit] = bench.engine.find(request(query)).hits
      expect([query, hit?.field]).toEqual([query, 'text'])
      expect(hit!.highlights.length).toBeGreaterThan(0)
    }
  })
})
