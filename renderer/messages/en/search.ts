import { digits } from './digits.ts'

/** What the search says. */
export const search = {
  label: 'Search the archive',
  placeholder: 'Search',
  clear: 'Clear the search',
  focus: 'Search',
  filters: 'Filters',
  clearFilters: 'Clear all',
  removeFilter: (filter: string) => `Remove the filter ${filter}`,
  chipLanguage: (value: string) => `Language: ${value}`,
  chipSource: (value: string) => `Source: ${value}`,
  chipPerson: (value: string) => `Person: ${value}`,
  chipTag: (value: string) => `Tag: ${value}`,
  chipYear: (value: string) => `Year: ${value}`,
  chipFrom: (value: string) => `From ${value}`,
  chipTo: (value: string) => `Until ${value}`,
  dates: 'From and until',
  from: 'From',
  to: 'Until',
  datesHint: 'A year, a month or a day: 2014, 2014-09, 2014-09-18',
  datesWrong: 'Write a year, a month or a day: 2014, 2014-09, 2014-09-18',
  sort: 'Sort',
  sorts: {
    relevance: 'Best match',
    date: 'Date stated',
    title: 'Title',
    accession: 'Accession',
    modified: 'Last changed',
  },
  sortBy: 'Sort by',
  orders: { ascending: 'First to last', descending: 'Last to first' },
  results: (count: number) =>
    count === 0
      ? 'Nothing found'
      : count === 1
        ? `${digits(count)} record found`
        : `${digits(count)} records found`,
  quickOpen: 'Quick open',
  quickPlaceholder: 'Go to a record, person, source or tag, or run a command',
  quickNone: 'Nothing like this',
  quickTypes: {
    record: 'Record',
    person: 'Person',
    source: 'Source',
    tag: 'Tag',
  },
  quickCommand: 'Command',
  keyboardMap: 'Keyboard map',
  /** Keys that work while the list has focus. */
  listKeys: [
    ['ArrowDown', 'Down the list'],
    ['ArrowUp', 'Up the list'],
    ['Shift+ArrowDown', 'Mark while moving down'],
    ['Enter', 'Open the record at the hit'],
    ['Space', 'Mark or unmark the record'],
    ['Mod+A', 'Mark all records found'],
  ] as readonly (readonly [string, string])[],
  fields: {
    title: 'title',
    tag: 'tag',
    name: 'file name',
    person: 'person',
    source: 'source',
    place: 'place',
    symbol: 'symbol',
    description: 'description',
    details: 'details',
    text: 'text',
    transcript: 'transcript',
    id: 'accession number',
  },
  atPage: (page: number) => `page ${digits(page)}`,
  atTime: (time: string) => `at ${time}`,
}
