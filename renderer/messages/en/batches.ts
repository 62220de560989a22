import { counted, digits } from './digits.ts'
import { isolate } from '../../../shared/text/isolate.ts'

/** What searching with a list says. */
export const batch = {
  open: 'Batch search…',
  title: 'Batch search',
  queries: 'Queries',
  queriesHint: 'One query per line, as in the search box. A name can come first, followed by a tab.',
  or: 'Or choose a CSV file with one column, or with name and query.',
  chooseFile: 'Choose a file…',
  chosen: (name: string) => `From the file ${isolate(name)}`,
  removeFile: 'Type the queries instead',
  oneFile: 'Choose one file at a time.',
  notHandedOver: 'The file could not be read. Try again.',
  hits: 'Hits per query in the table',
  hitChoices: { '20': '20', '100': '100', '500': '500', '0': 'all' },
  start: 'Search',
  searching: 'Searching',
  waiting: 'waiting for the search index…',
  progress: (done: string, total: string) => `${done} of ${total} queries`,
  another: 'Another list',
  sum: (queries: number, found: number) =>
    `${counted(queries, 'query', 'queries')}: ${digits(found)} found something, ${digits(queries - found)} found nothing`,
  stopped: (done: number, queries: number) =>
    `Stopped after ${digits(done)} of ${counted(queries, 'query', 'queries')}. The others were not run.`,
  results: 'Queries and results',
  records: (count: number) => counted(count, 'record', 'records'),
  listed: (count: number) => `${digits(count)} in the table`,
  failed: 'not answered',
  failedHint: 'The search stopped while answering this query; try to phrase it differently.',
  unread: (parts: string) => `Not understood, searched as plain words: ${parts}`,
  leftOut: (count: number) => `${counted(count, 'line was', 'lines were')} left out`,
  problems: {
    'torn-quote': 'a quotation mark is not closed or is followed by text; double it inside a cell',
    'too-many-cells': 'more cells than the list has columns',
    'no-query': 'no query',
    'too-long': 'too long for a query',
  },
  moreLines: (count: number) => `and ${counted(count, 'other line', 'other lines')}`,
  line: (line: number) => `Line ${digits(line)}`,
  nothing: 'None of the queries could be run.',
  saveCsv: 'Save as CSV',
  saveJson: 'Save as JSON',
  fileName: 'search results',
}
