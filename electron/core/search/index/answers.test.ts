import { describe, expect, it } from 'vitest'
import { idOfNumber, putText, request, sampleDocument, sampleTag } from '../testing/sample.ts'
import { useEngine } from '../testing/use-engine.ts'

const bench = useEngine()

describe('order', () => {
  it('puts a title above a text, and short texts above long ones', () => {
    bench.engine.update([
      bench.withText(1, 'budget'),
      bench.withText(2, `budget ${'other words '.repeat(50)}`),
      sampleDocument(3, { title: 'Budget' }),
    ])
    expect(bench.numbers('budget')).toEqual([3, 1, 2])
  })

  it('sorts by date, title, accession number and modification, and pages through', () => {
    bench.engine.update([
      sampleDocument(1, { title: 'پیام', fromDay: 5, toDay: 5, modifiedAt: '2026-01-03T00:00:00.000Z' }),
      sampleDocument(2, { title: 'Zebra', modifiedAt: '2026-01-01T00:00:00.000Z' }),
      sampleDocument(3, { title: 'بیان', fromDay: 9, toDay: 9, modifiedAt: '2026-01-02T00:00:00.000Z' }),
    ])
    bench.engine.update([
      sampleDocument(4, { title: 'apple', fromDay: 7, toDay: 7, modifiedAt: '2026-01-04T00:00:00.000Z' }),
    ])
    expect(bench.numbers('', { sort: 'date' })).toEqual([1, 4, 3, 2])
    expect(bench.numbers('', { sort: 'date', descending: true })).toEqual([3, 4, 1, 2])
    expect(bench.numbers('', { sort: 'title' })).toEqual([3, 1, 4, 2])
    expect(bench.numbers('', { sort: 'accession', descending: true })).toEqual([4, 3, 2, 1])
    expect(bench.numbers('', { sort: 'modified' })).toEqual([2, 3, 1, 4])
    expect(bench.numbers('', { sort: 'title', offset: 1, limit: 2 })).toEqual([1, 4])
    expect(bench.numbers('', { offset: 4 })).toEqual([])
  })
})

describe('hits', () => {
  it('show the best passage with its place', () => {
    const caption = { locator: 't:3-5.5', text: 'we crossed the border at night' }
    const page = { locator: 'page:2', text: 'the border was closed' }
    const transcript = putText(bench.cacheFolder, [{ locator: 't:0-3', text: 'the border' }, caption])
    const pdf = putText(bench.cacheFolder, [{ locator: 'page:1', text: 'nothing' }, page])
    bench.engine.update([
      sampleDocument(1, { kind: 'video', title: 'Night', texts: [{ hash: transcript, role: 'transcript' }] }),
      sampleDocument(2, { texts: [{ hash: pdf, role: 'text' }] }),
      bench.withText(3, ['first paragraph', `${'x '.repeat(300)}مَرز border ${'y '.repeat(300)}`]),
    ])
    const [video] = bench.engine.find(request('border night')).hits
    expect(video).toMatchObject({ field: 'transcript', locator: 't:3-5.5', snippet: caption.text })
    expect(video!.highlights.map(([a, b]) => caption.text.slice(a, b))).toEqual(['border', 'night'])
    expect(video!.titleHighlights).toEqual([[0, 5]])
    expect(bench.engine.find(request('closed')).hits[0]).toMatchObject({ field: 'text', locator: 'page:2' })
    const [paragraph] = bench.engine.find(request('مرز')).hits
    const [range] = paragraph!.highlights
    expect(paragraph!.snippet.slice(...range!)).toBe('مَرز')
    expect(paragraph!.snippet.length).toBeLessThan(260)
    expect(paragraph!.locator).toBe(`char:${16 + 600}-${16 + 604}`)
  })

  it('show the field when no text matches', () => {
    bench.engine.update([sampleDocument(1, { people: ['Leila Zana', 'Nelson Mandela'] })])
    expect(bench.engine.find(request('mandela')).hits[0]).toMatchObject({
      field: 'person',
      locator: '',
      snippet: 'Nelson Mandela',
      highlights: [[7, 14]],
    })
    expect(bench.engine.find(request('')).hits[0]).toMatchObject({ field: '', locator: '', snippet: '' })
  })

  it('list every match within one record', () => {
    const document = bench.withText(1, ['a word', 'no match', 'word and Word'])
    bench.engine.update([document])
    expect(bench.within(document, 'word').map(({ passage, range }) => [passage, ...range])).toEqual([
      [0, 2, 6],
      [2, 0, 4],
      [2, 9, 13],
    ])
    expect(bench.within(document, 'wor', { typing: true })).toHaveLength(3)
  })

  it('name the texts that are missing, and find the record by the rest', () => {
    const hash = 'ab'.repeat(32) as never
    expect(
      bench.engine.update([sampleDocument(1, { title: 'Lost', texts: [{ hash, role: 'text' }] })]),
    ).toEqual({
      missing: [hash],
    })
    expect(bench.numbers('lost')).toEqual([1])
  })
})

describe('quick look-up', () => {
  it('finds titles, people, sources and tags in spite of typos', () => {
    bench.engine.setTags([sampleTag(1, 'detention')])
    bench.engine.update([
      sampleDocument(1, { title: 'Report on borders', people: ['مُحمد کریمی'], sources: ['UNHCR'] }),
    ])
    expect(bench.engine.quick('محمد كريمى', 5)[0]).toMatchObject({ type: 'person', value: 'مُحمد کریمی' })
    expect(bench.engine.quick('detnetion', 5)[0]).toMatchObject({ type: 'tag', label: 'detention' })
    const [title] = bench.engine.quick('borders', 5)
    expect(title).toMatchObject({ type: 'record', value: idOfNumber(1) })
    expect(title!.highlights.map(([a, b]) => title!.label.slice(a, b))).toContain('borders')
  })

  it('finds one of many thousands', () => {
    bench.engine.update(
      Array.from({ length: 4000 }, (_, i) =>
        sampleDocument(i + 1, { people: [`Person ${i} of Town${i % 97}`] }),
      ),
    )
    bench.engine.update([sampleDocument(5000, { people: ['Shirin Ebadi'] })])
    expect(bench.engine.quick('shirin ebdai', 5)[0]).toMatchObject({ value: 'Shirin Ebadi' })
  })
})
