import { describe, expect, it } from 'vitest'
import { noFilters } from './address.ts'
import {
  narrowingsOf,
  toggleNarrowing,
  withoutFacet,
  withoutNarrowing,
  withoutNarrowings,
} from './narrowing.ts'

const typed = (query: string) => ({ query, filters: noFilters })
const chips = (query: string) =>
  narrowingsOf(typed(query)).map(({ name, value, isExcluded }) => `${isExcluded ? '-' : ''}${name} ${value}`)

describe('what narrows a search', () => {
  it.each([
    ['kind:video lang:fa,en clinic', ['kind video', 'language fa', 'language en']],
    ['date:2011..2014 verification:corroborated', ['date 2011..2014', 'verification corroborated']],
    ['case:a case:"Camp Liberty"', ['case a', 'case Camp Liberty']],
    ['date:2014 has:video grade:b2', ['year 2014', 'has video', 'grade b2']],
    ['case:k-7', ['case k-7']],
    [
      'tag:"medical access" person:رضا source:UN* -kind:video',
      ['in-tag medical access', 'in-person رضا', 'in-source UN*', '-kind video'],
    ],
    ['title:clinic text:closed "kind:video"', []],
    ['clinic OR kind:video', []],
  ])('is typed in %j', (query, expected) => {
    expect(chips(query)).toEqual(expected)
  })

  it('is shown once if it was both typed and chosen, and is removed in both places', () => {
    const terms = { query: 'clinic kind:video', filters: { ...noFilters, kind: ['video' as const] } }
    expect(narrowingsOf(terms)).toEqual([{ name: 'kind', value: 'video' }])
    expect(toggleNarrowing(terms, { name: 'kind', value: 'video' })).toEqual(typed('clinic'))
  })

  it.each([
    ['clinic kind:video', { name: 'kind', value: 'video' }, 'clinic'],
    ['kind:video,statement clinic', { name: 'kind', value: 'video' }, 'kind:statement clinic'],
    ['-lang:fa,en a', { name: 'language', value: 'fa', isExcluded: true }, '-lang:en a'],
    ['lang:fa -lang:fa', { name: 'language', value: 'fa' }, '-lang:fa'],
    ['a date:2011.. b', { name: 'date', value: '2011..' }, 'a b'],
    ['person:"Ali R" foo:bar', { name: 'in-person', value: 'Ali R' }, 'foo:bar'],
  ] as const)('is removed from %j by its cross', (query, narrowing, left) => {
    expect(withoutNarrowing(typed(query), narrowing)).toEqual(typed(left))
  })

  it('joins filters of the same kind', () => {
    const statement = { name: 'kind', value: 'statement' } as const
    expect(toggleNarrowing(typed('kind:video clinic'), statement)).toEqual(
      typed('kind:video,statement clinic'),
    )
    expect(toggleNarrowing(typed('clinic'), statement)).toEqual({
      query: 'clinic',
      filters: { ...noFilters, kind: ['statement'] },
    })
    expect(toggleNarrowing(typed('date:2011..2012 clinic'), { name: 'year', value: '2014' })).toEqual({
      query: 'clinic',
      filters: { ...noFilters, from: '2014', to: '2014' },
    })
  })

  it('is left out facet by facet, or altogether', () => {
    const terms = {
      query: 'clinic lang:fa kind:video',
      filters: { ...noFilters, language: ['en'], person: ['somebody'] },
    }
    expect(withoutFacet(terms, 'language')).toEqual({
      query: 'clinic kind:video',
      filters: { ...noFilters, person: ['somebody'] },
    })
    expect(withoutNarrowings(terms)).toEqual(typed('clinic'))
  })
})
