import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { group } from './group.ts'
import { parseQuery } from './parse.ts'
import { changePieces, queryPieces } from './pieces.ts'

const piece = fc.oneof(
  fc.constantFrom('a', 'می‌رود', ' ', ' ', '(', ')', '-', '"', '«', '»', ' OR ', ' NOT ', ' AND ', 'title:'),
  fc.constantFrom('kind:video', 'kind:x', 'lang:fa,en', 'date:2011..', 'person:a', '~2', '*', 'has:video'),
  fc.string({ maxLength: 4 }),
)
const typed = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

describe('queryPieces', () => {
  it.each([
    ['clinic kind:video', ['clinic', 'kind:video']],
    ['  «حقوق بشر»   lang:fa ', ['«حقوق بشر»', 'lang:fa']],
    ['person:"Ali R" -kind:video (a OR b) c', ['person:"Ali R"', '-kind:video', '(a OR b)', 'c']],
    ['a b OR kind:video', ['a b OR kind:video']],
    ['(a kind:video', ['(a kind:video']],
    ['', []],
  ])('splits %j into the parts that must all match', (text, parts) => {
    expect(queryPieces(text).map(({ start, end }) => text.slice(start, end))).toEqual(parts)
  })

  it('means in parts what the query means', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const nodes = queryPieces(text).flatMap(({ node }) => node ?? [])
        expect(group('and', nodes)).toEqual(parseQuery(text).root)
      }),
      { numRuns: 500 },
    )
  })
})

describe('changePieces', () => {
  it('removes a part and leaves the others as typed', () => {
    const without = changePieces('clinic  kind:video foo:bar', (node) =>
      node.type === 'filter' ? null : node,
    )
    expect(without).toBe('clinic foo:bar')
  })

  it('replaces a part', () => {
    const changed = changePieces('-a kind:video,statement', (node) =>
      node.type === 'filter' ? { ...node, values: ['video'] } : node,
    )
    expect(changed).toBe('-a kind:video')
  })

  it('changes nothing when nothing has to change', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(changePieces(text, (node) => node)).toBe(text)
      }),
    )
  })
})
