import { isolate } from '../../../shared/text/isolate.ts'
import { digits } from './digits.ts'

const records = (count: number) => (count === 1 ? `${digits(count)} record` : `${digits(count)} records`)

/** What the library says. */
export const library = {
  all: 'All records',
  kinds: {
    statement: 'Statements',
    video: 'Videos',
    citation: 'Citations',
    document: 'Documents',
  },
  people: 'People',
  sources: 'Sources',
  languages: 'Languages',
  years: 'Years',
  verification: 'Verification',
  more: (count: number) => `Show all ${digits(count)}`,
  fewer: 'Show fewer',
  list: 'Records found',
  total: records,
  totalOf: (count: number) =>
    count === 1 ? `${digits(count)} record found` : `${digits(count)} records found`,
  counting: 'counting…',
  marked: (count: number) => (count === 1 ? `${digits(count)} marked` : `${digits(count)} marked`),
  clearMarks: 'Clear marks',
  bulk: 'Marked records',
  bulkTag: 'Tag…',
  bulkFields: 'Set fields…',
  bulkReport: 'Report…',
  bulkWithdraw: 'Withdraw…',
  new: (count: number) => (count === 1 ? `${digits(count)} new. Show it` : `${digits(count)} new. Show them`),
  row: (parts: readonly string[], position: number, total: number) =>
    `${parts.join(', ')}, ${digits(position)} of ${digits(total)}`,
  rowUndated: 'no date',
  rowTags: (count: number) =>
    count === 0 ? 'no tags' : count === 1 ? `${digits(count)} tag` : `${digits(count)} tags`,
  untitled: 'Untitled',
  inField: (field: string) => `in ${field}`,
  moreTags: (count: number) => `+${digits(count)}`,
  derivedDate: (date: string) => `Read as ${date}`,
  empty: 'This archive is empty',
  emptyText:
    'Import files or folders, or drop them anywhere on this window. The originals stay where they are.',
  import: 'Import files…',
  paste: 'Paste a statement…',
  none: 'Nothing found',
  noneText: 'No record matches all of this. Remove something to find more.',
  noneDrop: (part: string, total: number) => `Without “${isolate(part)}”: ${records(total)}`,
  noneOnly: (part: string, total: number) => `Only “${isolate(part)}”: ${records(total)}`,
  noneSearched: (records: string) =>
    `Searched: titles, people, sources, places, tags, file names, symbols, descriptions and notes of ${records} records, their texts and the transcripts of recordings. Words on scanned pages without text cannot be found.`,
  noneDropQuery: 'Without the words',
  noneDropAll: 'Without any filter',
  open: 'Open the record',
  focus: 'Go to the list',
  next: 'Next record',
  previous: 'Previous record',
  mark: 'Mark or unmark the record',
}
