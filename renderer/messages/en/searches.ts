import { isolate } from '../isolate.ts'
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
