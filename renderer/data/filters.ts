import type { SearchFilters } from '../../shared/model/search-filters.ts'

/** The filters that can have several alternatives. */
export const listFilters = ['kind', 'tag', 'language', 'source', 'person', 'verification'] as const
export type ListFilterName = (typeof listFilters)[number]

/** One active filter, as a chip shows it. `year` means `from` and `to` of the same year. */
export interface ActiveFilter {
  readonly name: ListFilterName | 'year' | 'from' | 'to'
  readonly value: string
}

/** The active filters, in the order of the chips. */
export function activeFilters(filters: SearchFilters): readonly ActiveFilter[] {
  const lists = listFilters.flatMap((name) => filters[name].map((value) => ({ name, value })))
  const { from, to } = filters
  if (from !== '' && from === to && /^\d{4}$/.test(from)) return [...lists, { name: 'year', value: from }]
  const ends: ActiveFilter[] = [
    { name: 'from', value: from },
    { name: 'to', value: to },
  ]
  return [...lists, ...ends.filter((end) => end.value !== '')]
}

/** The filters with one more, or without it if it is active. A year replaces any other dates. */
export function toggleFilter(filters: SearchFilters, filter: ActiveFilter): SearchFilters {
  const { name, value } = filter
  const isActive = activeFilters(filters).some((each) => each.name === name && each.value === value)
  if (name === 'year') return { ...filters, from: isActive ? '' : value, to: isActive ? '' : value }
  if (name === 'from' || name === 'to') return { ...filters, [name]: isActive ? '' : value }
  const values: readonly string[] = filters[name]
  return { ...filters, [name]: isActive ? values.filter((each) => each !== value) : [...values, value] }
}
