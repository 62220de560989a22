import { counted, digits } from './digits.ts'
import { isolate } from '../../../shared/text/isolate.ts'

/** What searching with a list says. */
export const batch = {
  open: 'Search with a list…',
  title: 'Search with a list',
  queries: 'Queries',
  queriesHint: 'One query a line, as in the search box. A name may stand before it, followed by a tab.',
  or: 'Or take a CSV file with one column, or with name and query.',
  chooseFile: 'Choose a file…',
  chosen: (name: string) => `From the file ${isolate(name)}`,
  removeFile: 'Write the queries instead',
  oneFile: 'Choose one file at a time.',
  notHandedOver: 'The file could not be handed over. Try again.',
  hits: 'Hits in the table, for each query',
  hitChoices: { '20': '20', '100': '100', '500': '500', '0': 'all' },
  start: 'Search',
  searching: 'Searching',
  waiting: 'waiting for the search index…',
  progress: (done: string, total: string) => `${done} of ${total} queries`,
  another: 'Another list',
  sum: (queries: number, found: number) =>
    `${counted(queries, 'query', 'queries')}: ${digits(found)} found something, ${digits(queries - found)} found nothing`,
  stopped: (done: number, queries: number) =>
    `Stopped after ${digits(done)} of ${counted(queries, 'query', 'queries')}. The others were not searched for.`,
  results: 'Queries and what they found',
  records: (count: number) => counted(count, 'record', 'records'),
  listed: (count: number) => `${digits(count)} in the table`,
  failed: 'not answered',
  failedHint: 'The search stopped while answering this query; ask in another way.',
  unread: (parts: string) => `Not understood, read as plain words: ${parts}`,
  leftOut: (count: number) => `${counted(count, 'line was', 'lines were')} left out`,
  problems: {
    'torn-quote': 'a quote is not closed or has text behind it; inside a cell a quote is written twice',
    'too-many-cells': 'more cells than the list has columns',
    'no-query': 'no query',
    'too-long': 'too long for a query',
  },
  moreLines: (count: number) => `and ${counted(count, 'other line', 'other lines')}`,
  line: (line: number) => `Line ${digits(line)}`,
  nothing: 'No query could be searched for.',
  saveCsv: 'Save as CSV',
  saveJson: 'Save as JSON',
  fileName: 'search results',
}
