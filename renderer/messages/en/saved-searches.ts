import { isolate } from '../../../shared/text/isolate.ts'
import { digits } from './digits.ts'

/** What the saved searches say. */
export const searches = {
  title: 'Saved searches',
  none: 'A search that you save stands here and counts itself.',
  save: 'Save this search…',
  saveTitle: 'Save this search',
  savedAs: (name: string) => `Saved as “${isolate(name)}”. Rename…`,
  renameTitle: 'Rename the saved search',
  name: 'Name',
  asks: 'It asks for',
  filters: (count: number) => (count === 1 ? `${digits(count)} filter` : `${digits(count)} filters`),
  finds: (count: number) =>
    count === 0
      ? 'It finds no record now.'
      : `It finds ${digits(count)} ${count === 1 ? 'record' : 'records'} now.`,
  findsNone:
    'Its last word counts as a whole word: type the rest of it, or put * behind it for all words that begin so.',
  saveDo: 'Save search',
  saved: (name: string) => `Saved as “${isolate(name)}”.`,
  renamed: (name: string) => `Renamed to “${isolate(name)}”.`,
  updated: (name: string) => `Updated “${isolate(name)}” to what is shown.`,
  removed: (name: string) => `Removed “${isolate(name)}”.`,
  menu: (name: string) => `Actions for the saved search ${isolate(name)}`,
  show: 'Show its records',
  rename: 'Rename…',
  update: 'Update to what is shown',
  remove: 'Remove',
  more: 'More ways to search',
}
