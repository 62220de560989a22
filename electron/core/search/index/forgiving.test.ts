import { describe, expect, it } from 'vitest'
import { request, sampleDocument, sampleTag } from '../testing/sample.ts'
import { useEngine } from '../testing/use-engine.ts'

const bench = useEngine()

const sorted = (list: number[]) => list.sort((a, b) => a - b)
const rules = (query: string, typing = false) =>
  Object.fromEntries(
    bench.engine.find(request(query, { typing })).hits.map((hit) => [Number(hit.id.slice(5)), hit.rule]),
  )

describe('the rule of a hit', () => {
  it('is the strictest that leads to a word, and the loosest that a query needs', () => {
    bench.engine.setAliases([['Mohammad', 'Muhammad', 'محمد']])
    bench.engine.update([
      bench.withText(1, 'the border at night'),
      bench.withText(2, 'The Border'),
      bench.withText(3, 'both borders'),
      bench.withText(4, 'borderland'),
      bench.withText(5, 'Muhammad'),
      bench.withText(6, 'مُحَمَّد'),
    ])
    expect(rules('border')).toEqual({ 1: 'exact', 2: 'folded', 3: 'stem' })
    expect(rules('border', true)).toEqual({ 1: 'exact', 2: 'folded', 3: 'prefix', 4: 'prefix' })
    expect(rules('bordre')).toEqual({ 1: 'typo', 2: 'typo' })
    expect(rules('the borders')).toEqual({ 1: 'stem', 2: 'stem' })
    expect(rules('Mohammad')).toEqual({ 5: 'alias', 6: 'alias' })
    expect(rules('محمد')).toEqual({ 5: 'alias', 6: 'folded' })
    expect(rules('')).toMatchObject({ 1: '' })
  })
})

describe('inflection', () => {
  it('finds other forms of an English word, ranked below the word itself', () => {
    bench.engine.update([
      bench.withText(1, 'they were crossing'),
      bench.withText(2, 'they have crossed it'),
      bench.withText(3, 'across the river'),
      bench.withText(4, 'he crosses it'),
    ])
    expect(bench.numbers('crossing')[0]).toBe(1)
    expect(sorted(bench.numbers('crossing'))).toEqual([1, 2, 4])
    expect(bench.numbers('"they were crossing"')).toEqual([1])
    expect(bench.numbers('=crossing')).toEqual([1])
  })

  it('finds an Arabic word with and without article and attached particles', () => {
    bench.engine.update([
      bench.withText(1, 'الحرية للجميع', { languages: ['ar'] }),
      bench.withText(2, 'حرية التنقل', { languages: ['ar'] }),
      bench.withText(3, 'وبالحرية', { languages: ['ar'] }),
      bench.withText(4, 'والحرية'),
      bench.withText(5, 'وزیر', { languages: ['fa'] }),
      bench.withText(6, 'زیر', { languages: ['fa'] }),
    ])
    expect(sorted(bench.numbers('حرية'))).toEqual([1, 2, 4])
    expect(sorted(bench.numbers('الحرية'))).toEqual([1, 2, 4])
    expect(bench.numbers('الحرية')[0]).toBe(1)
    // In Persian these are two words.
    expect(bench.numbers('زیر')).toEqual([6])
    expect(bench.numbers('وزیر')).toEqual([5])
  })
})

describe('aliases', () => {
  it('of several words need no quotation marks', () => {
    bench.engine.setAliases([['Camp Liberty', 'اردوگاه لیبرتی', 'خانه‌های نو']])
    bench.engine.update([
      bench.withText(1, 'at camp liberty'),
      bench.withText(2, 'در اردوگاه لیبرتی'),
      bench.withText(3, 'در خانه‌های نو'),
      bench.withText(4, 'liberty, far from any camp'),
      bench.withText(5, 'اردوگاه'),
    ])
    expect(sorted(bench.numbers('Camp Liberty'))).toEqual([1, 2, 3, 4])
    expect(sorted(bench.numbers('اردوگاه لیبرتی'))).toEqual([1, 2, 3])
    expect(sorted(bench.numbers('خانه‌های نو'))).toEqual([1, 2, 3])
    expect(bench.numbers('در Camp Liberty').sort()).toEqual([2, 3])
    expect(bench.numbers('در -(Camp Liberty)')).toEqual([])
    expect(sorted(bench.numbers('far camp liberty', { match: 'any' }))).toEqual([1, 2, 3, 4])
    expect(bench.engine.find(request('Camp Liberty', { limit: 10 })).hits.map((hit) => hit.rule)).toContain(
      'alias',
    )
    expect(bench.numbers('title:Camp title:Liberty')).toEqual([])
  })

  it('find each other in every direction, also when they have several words', () => {
    bench.engine.setAliases([['Liberty', 'ليبرتي', 'Camp Ashraf 2']])
    bench.engine.update([
      bench.withText(1, 'in liberty'),
      bench.withText(2, 'در لیبرتی'),
      bench.withText(3, 'at camp ashraf 2'),
      bench.withText(4, 'ashraf camp 2'),
    ])
    for (const query of ['liberty', 'لیبرتی', '"camp ashraf 2"']) {
      expect([query, sorted(bench.numbers(query))]).toEqual([query, [1, 2, 3]])
    }
    expect(bench.numbers('=liberty')).toEqual([1])
    bench.engine.setAliases([])
    expect(bench.numbers('liberty')).toEqual([1])
  })
})

describe('typos', () => {
  it('are forgiven on request, and never rank above the word itself', () => {
    bench.engine.update([
      bench.withText(1, `long text with freedom ${'and other words '.repeat(60)}`),
      bench.withText(2, 'freedm freedm freedm'),
      sampleDocument(3, { title: 'Freedm freedum' }),
      bench.withText(4, 'fredm'),
    ])
    expect(bench.numbers('freedom')).toEqual([1])
    expect(bench.numbers('freedom~')[0]).toBe(1)
    expect(sorted(bench.numbers('freedom~'))).toEqual([1, 2, 3])
    expect(sorted(bench.numbers('freedom~2'))).toEqual([1, 2, 3, 4])
  })

  it('lead to suggestions when little is found', () => {
    bench.engine.update([1, 2, 3].map((number) => bench.withText(number, 'the declaration of freedom')))
    expect(bench.engine.find(request('declratoin freedom')).suggestions).toEqual(['declaration freedom'])
    expect(bench.engine.find(request('declaration')).suggestions).toEqual([])
    expect(bench.engine.find(request('xyzxyz')).suggestions).toEqual([])
    bench.engine.update(
      Array.from({ length: 20 }, (_, i) => bench.withText(i + 10, 'the declaration of freedom')),
    )
    bench.engine.update([bench.withText(4, 'fredom')])
    expect(bench.numbers('fredom')).toEqual([4])
    expect(bench.engine.find(request('-border fredom')).suggestions).toEqual(['-border freedom'])
  })

  it('are corrected to the spelling that a record uses', () => {
    bench.engine.update([bench.withText(1, 'ماف و ئازادییەکان'), bench.withText(2, 'Straßenkontrolle')])
    expect(bench.engine.find(request('ئازادیەکان')).suggestions).toEqual(['ئازادییەکان'])
    expect(bench.engine.find(request('strassenkontrole')).suggestions).toEqual(['Straßenkontrolle'])
  })
})

describe('exact words', () => {
  it('are matched by their exact characters, in any field', () => {
    bench.engine.setTags([sampleTag(1, 'Border')])
    bench.engine.update([
      bench.withText(1, 'the border'),
      bench.withText(2, 'the Border'),
      sampleDocument(3, { people: ['Border'] }),
      sampleDocument(4, { tags: [sampleTag(1, 'Border').id] }),
      bench.withText(5, 'آزادی'),
      bench.withText(6, 'آزادي'),
      bench.withText(7, 'A Border-land'),
    ])
    expect(bench.numbers('=border')).toEqual([1])
    expect(sorted(bench.numbers('=Border'))).toEqual([2, 3, 4, 7])
    expect(bench.numbers('person:=Border')).toEqual([3])
    expect(bench.numbers('=آزادي')).toEqual([6])
    expect(bench.numbers('=Border-land')).toEqual([7])
    expect(bench.numbers('=border-land')).toEqual([])
    expect(sorted(bench.numbers('the -=border'))).toEqual([2])
  })
})

describe('near words', () => {
  it('may have others between them, in any order, and are highlighted together', () => {
    bench.engine.update([
      bench.withText(1, 'the border was closed at night'),
      bench.withText(2, 'at night the border'),
      bench.withText(3, 'border one two three four five night'),
      sampleDocument(4, { title: 'Border', people: ['Night'] }),
    ])
    expect(sorted(bench.numbers('"border night"~3'))).toEqual([1, 2])
    expect(sorted(bench.numbers('"border night"~5'))).toEqual([1, 2, 3])
    expect(bench.numbers('"border night"')).toEqual([])
    const [hit] = bench.engine.find(request('"border night"~3 closed')).hits
    expect(hit!.highlights.map(([a, b]) => hit!.snippet.slice(a, b))).toEqual(['border', 'closed', 'night'])
  })
})

describe('further query syntax', () => {
  it('filters by what a record has and how it is graded', () => {
    bench.engine.update([
      sampleDocument(1, { traits: ['grade:b2', 'has:video'] }),
      sampleDocument(2, { traits: ['grade:b3', 'has:video', 'has:transcript'] }),
      sampleDocument(3, { traits: ['grade:f6'], description: 'a note of the archivist' }),
    ])
    expect(sorted(bench.numbers('has:video'))).toEqual([1, 2])
    expect(bench.numbers('has:video has:transcript')).toEqual([2])
    expect(bench.numbers('-has:video')).toEqual([3])
    expect(sorted(bench.numbers('grade:b'))).toEqual([1, 2])
    expect(bench.numbers('grade:b2')).toEqual([1])
    expect(sorted(bench.numbers('grade:3,6'))).toEqual([2, 3])
    expect(bench.numbers('note:archivist')).toEqual([3])
  })

  it('matches any of the words on request, records with more of them first', () => {
    bench.engine.update([
      bench.withText(1, 'one thing'),
      bench.withText(2, 'one two thing'),
      bench.withText(3, 'three', { kind: 'video' }),
      bench.withText(4, 'nothing'),
    ])
    expect(bench.numbers('two one three', { match: 'any' })[0]).toBe(2)
    expect(sorted(bench.numbers('two one three', { match: 'any' }))).toEqual([1, 2, 3])
    expect(bench.numbers('two one three kind:video', { match: 'any' })).toEqual([3])
    expect(sorted(bench.numbers('one three -two', { match: 'any' }))).toEqual([1, 3])
    expect(bench.numbers('two one three')).toEqual([])
  })

  it('ranks adjacent words above the same words apart', () => {
    const filler = 'word '.repeat(20)
    bench.engine.update([
      bench.withText(1, `border ${filler} closed`),
      bench.withText(2, `${filler} border closed`),
      bench.withText(3, `${filler} closed the border`),
    ])
    expect(bench.numbers('border closed')).toEqual([2, 3, 1])
  })
})
