import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'

const word = (text: string, field: string | null = null, prefix = false) => ({
  type: 'word',
  text,
  field,
  prefix,
  exact: false,
  fuzzy: 0,
})

describe('parseQuery', () => {
  it('reads words, phrases, prefixes and negation', () => {
    expect(parseQuery('free* "of movement" -state').root).toEqual({
      type: 'and',
      nodes: [
        word('free', null, true),
        { type: 'phrase', text: 'of movement', field: null, near: 0 },
        { type: 'not', node: word('state') },
      ],
    })
  })

  it('binds OR more weakly than adjacent words', () => {
    expect(parseQuery('a b OR c').root).toEqual({
      type: 'or',
      nodes: [{ type: 'and', nodes: [word('a'), word('b')] }, word('c')],
    })
  })

  it('reads fields of words, phrases and groups', () => {
    expect(parseQuery('title:a person:"b c" tag:(d OR e)').root).toEqual({
      type: 'and',
      nodes: [
        word('a', 'title'),
        { type: 'phrase', text: 'b c', field: 'person', near: 0 },
        { type: 'or', nodes: [word('d', 'tag'), word('e', 'tag')] },
      ],
    })
  })

  it('reads filters and takes values of one filter as alternatives', () => {
    expect(parseQuery('kind:video lang:fa kind:statement date:2011..2014-09').root).toEqual({
      type: 'and',
      nodes: [
        { type: 'filter', filter: 'kind', values: ['video', 'statement'] },
        { type: 'filter', filter: 'lang', values: ['fa'] },
        { type: 'date', from: '2011', to: '2014-09' },
      ],
    })
  })

  it('reads exact words, fuzzy words and phrases with a distance', () => {
    expect(parseQuery('=Ali freedom~ decleration~2 title:=Bam "border night"~5').root).toEqual({
      type: 'and',
      nodes: [
        { ...word('Ali'), exact: true },
        { ...word('freedom'), fuzzy: 1 },
        { ...word('decleration'), fuzzy: 2 },
        { ...word('Bam', 'title'), exact: true },
        { type: 'phrase', text: 'border night', field: null, near: 5 },
      ],
    })
  })

  it('combines what records must have, and reads grades in full or by half', () => {
    expect(parseQuery('has:video has:transcript grade:b2,a note:x').root).toEqual({
      type: 'and',
      nodes: [
        { type: 'filter', filter: 'has', values: ['video'] },
        { type: 'filter', filter: 'has', values: ['transcript'] },
        { type: 'filter', filter: 'grade', values: ['b2', 'a'] },
        word('x', 'note'),
      ],
    })
  })

  it('reads the short names of cases, in any script, as alternatives', () => {
    expect(parseQuery('case:K-7,پرونده_۳ case:2014.b').root).toEqual({
      type: 'filter',
      filter: 'case',
      values: ['k-7', 'پرونده_۳', '2014.b'],
    })
  })

  it('reads case names of several words in quotation marks, and prints them like that', () => {
    expect(parseQuery('case:k-7,بم case:"Camp Liberty" a').root).toEqual({
      type: 'and',
      nodes: [{ type: 'filter', filter: 'case', values: ['k-7', 'بم', 'Camp Liberty'] }, word('a')],
    })
    expect(parseQuery('-case:«کمپ لیبرتی»').root).toEqual({
      type: 'not',
      node: { type: 'filter', filter: 'case', values: ['کمپ لیبرتی'] },
    })
    expect(printQuery(parseQuery('-(case:a case:"b c")').root)).toBe('-(case:a case:"b c")')
  })

  it('reads the quotation marks of Persian and typography', () => {
    expect(parseQuery('«حقوق بشر» “human rights”').root).toMatchObject({
      nodes: [{ text: 'حقوق بشر' }, { text: 'human rights' }],
    })
  })

  it.each([
    ['kind:nonsense', ['kind:nonsense']],
    ['colour:red', ['colour:red']],
    ['"open phrase', ['"']],
    ['a OR', ['OR']],
    ['a )', [')']],
    ['(a', ['(']],
    ['a NOT', ['NOT']],
    ['date:soon', ['date:soon']],
    ['word~7', ['word~7']],
    ['grade:x9', ['grade:x9']],
    ['has:wings', ['has:wings']],
    ['case:a/b', ['case:a/b']],
    ['"a b"~500', ['~500']],
    ['case:(a OR b)', ['case:']],
    ['a case:""', ['case:']],
    ['12:30 https://example.org/a', []],
  ])('reports which parts of %j it took as words', (text, unread) => {
    const query = parseQuery(text)
    expect(query.unread).toEqual(unread)
    expect(query.root).not.toBeNull()
  })

  it('says whether the last word may still be growing', () => {
    expect(parseQuery('free mov').open).toBe(true)
    expect(parseQuery('free mov ').open).toBe(false)
    expect(parseQuery('"free mov"').open).toBe(false)
  })

  it('survives any depth of operators', () => {
    for (const sign of ['(', ')', '-', 'title:(', '"', 'NOT ', 'a OR (']) {
      expect(() => printQuery(parseQuery(sign.repeat(20_000)).root)).not.toThrow()
    }
  })
})

describe('printQuery', () => {
  const piece = fc.oneof(
    fc.constantFrom('a', 'b', 'می‌رود', ' ', ' ', '(', ')', '-', '"', '«', '»', 'OR', ' OR ', ' NOT ', 'AND'),
    fc.constantFrom(
      'title:',
      'tag:',
      'kind:video',
      'kind:x',
      'lang:fa,en',
      'date:2011..',
      '*',
      '~',
      '~2',
      '~5',
      '=',
      'has:video',
      'grade:b2',
      'case:',
      'case:"',
      'case:"A b"',
      'case:K-7,پ_۳',
      'title:=',
      ':',
      'id:k-1',
    ),
    fc.string({ maxLength: 4 }),
  )

  it('prints what parseQuery reads as the same tree', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const { root } = parseQuery(pieces.join(''))
        const again = parseQuery(printQuery(root))
        expect(again.root).toEqual(root)
        expect(again.unread).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
