import { describe, expect, it } from 'vitest'
import type { Hit } from '../../../shared/contract/search.ts'
import { follow, isSameList, placeOf, rowAt } from './listed-records.ts'

const hit = (id: string, title = id) => ({ id, title }) as unknown as Hit
const listed = (...hits: Hit[]) => ({ total: hits.length, pages: new Map([[0, hits]]) })
const view = { first: 0, last: 1 }

describe('follow', () => {
  it('keeps the rows in view in place when new ones would push them down', () => {
    const before = listed(hit('b'), hit('c'))
    const { shown, isHeld } = follow(before, listed(hit('a'), hit('b'), hit('c')), view)
    expect(isHeld).toBe(true)
    expect(rowAt(shown, 0)?.id).toBe('b')
    expect(shown.total).toBe(2)
  })

  it('adds new records below the view', () => {
    const { shown, isHeld } = follow(listed(hit('a'), hit('b')), listed(hit('a'), hit('b'), hit('c')), view)
    expect(isHeld).toBe(false)
    expect(placeOf(shown, 'c')).toBe(2)
  })

  it('shows a changed title at once', () => {
    const { shown } = follow(listed(hit('a')), listed(hit('a', 'new title')), view)
    expect(rowAt(shown, 0)?.title).toBe('new title')
  })

  it('never shows what was withdrawn', () => {
    const { shown, isHeld } = follow(listed(hit('a'), hit('b')), listed(hit('b')), view)
    expect(isHeld).toBe(false)
    expect(placeOf(shown, 'a')).toBe(-1)
  })

  it('shows the first records of an empty list', () => {
    const { shown, isHeld } = follow({ total: 0, pages: new Map() }, listed(hit('a')), view)
    expect(isHeld).toBe(false)
    expect(shown.total).toBe(1)
  })

  it('keeps the pages out of view when nothing was added or removed', () => {
    const before = {
      total: 150,
      pages: new Map([
        [0, [hit('a')]],
        [1, [hit('z')]],
      ]),
    }
    const { shown } = follow(before, { total: 150, pages: new Map([[0, [hit('a', 'new')]]]) }, view)
    expect(rowAt(shown, 100)?.id).toBe('z')
  })
})

describe('isSameList', () => {
  it.each([
    [listed(hit('a'), hit('b')), listed(hit('a', 'new title'), hit('b')), true],
    [listed(hit('a'), hit('b')), listed(hit('b'), hit('a')), false],
    [listed(hit('a')), listed(hit('a'), hit('b')), false],
    [{ total: 0, pages: new Map() }, { total: 0, pages: new Map() }, false],
  ])('says whether the rows may stay where they are (%#)', (shown, latest, expected) => {
    expect(isSameList(shown, latest)).toBe(expected)
  })
})
