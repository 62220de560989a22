import { isolate } from '../../../shared/text/isolate.ts'
import { digits } from './digits.ts'

/** What the saved searches say. */
export const searches = {
  row: { heading: 'Saved search', inSentence: 'saved search' },
  step: (name: string) => `saved search “${isolate(name)}” changed`,
  fields: {
    name: 'Name',
    query: 'Query',
    filters: 'Filters',
    sort: 'Order',
    descending: 'Reverse order',
  },
  title: 'Saved searches',
  none: 'Saved searches appear here with live counts.',
  save: 'Save this search…',
  saveTitle: 'Save this search',
  savedAs: (name: string) => `Saved as “${isolate(name)}”. Rename…`,
  renameTitle: 'Rename the saved search',
  name: 'Name',
  asks: 'Searches for',
  filters: (count: number) => (count === 1 ? `${digits(count)} filter` : `${digits(count)} filters`),
  finds: (count: number) =>
    count === 0
      ? 'It finds no records now.'
      : `It finds ${digits(count)} ${count === 1 ? 'record' : 'records'} now.`,
  findsNone:
    'Its last word counts as complete: type the rest of it, or add * to match every word that begins this way.',
  saveDo: 'Save search',
  saved: (name: string) => `Saved as “${isolate(name)}”.`,
  renamed: (name: string) => `Renamed to “${isolate(name)}”.`,
  updated: (name: string) => `Updated “${isolate(name)}” to the current search.`,
  removed: (name: string) => `Removed “${isolate(name)}”.`,
  menu: (name: string) => `Actions for the saved search ${isolate(name)}`,
  show: 'Show records',
  rename: 'Rename…',
  update: 'Update to the current search',
  remove: 'Remove',
  more: 'More ways to search',
}
