import { describe, expect, it } from 'vitest'
import { noFilters } from './address.ts'
import { activeFilters, toggleFilter } from './filters.ts'

describe('filters', () => {
  it('lists every active filter, a year as one', () => {
    const filters = { ...noFilters, kind: ['video' as const], person: ['یک نفر'], from: '2014', to: '2014' }
    expect(activeFilters(filters)).toEqual([
      { name: 'kind', value: 'video' },
      { name: 'person', value: 'یک نفر' },
      { name: 'year', value: '2014' },
    ])
  })

  it.each([
    { name: 'language', value: 'fa' },
    { name: 'year', value: '2014' },
    { name: 'from', value: '2014-09' },
  ] as const)('toggles $name on and off again', (filter) => {
    const on = toggleFilter(noFilters, filter)
    expect(activeFilters(on)).toEqual([filter])
    expect(toggleFilter(on, filter)).toEqual(noFilters)
  })

  it('removes one end of a range and keeps the other', () => {
    const range = { ...noFilters, from: '2011', to: '2014-09-18' }
    expect(toggleFilter(range, { name: 'from', value: '2011' })).toEqual({ ...noFilters, to: '2014-09-18' })
  })
})
