import type { QueryProblem } from '../contract/batches.ts'
import type { CsvRow, Separator } from '../csv/read-csv.ts'
import { readCsv } from '../csv/read-csv.ts'
import { parseQuery } from '../query/parse.ts'

/** A query of a list, and its name in the list, which may be empty. */
export interface NamedQuery {
  readonly name: string
  readonly query: string
}

/** The queries of a list in order, and the lines without a query that can be searched for. */
export interface QueryList {
  readonly queries: readonly NamedQuery[]
  readonly problems: readonly QueryProblem[]
}

/**
 * Reads a list of queries. As CSV: one column, or name and query, separated by comma, semicolon or tab, with or
 * without a heading. As lines: each line is a query as typed; a name may come before it, ended by a tab.
 */
export function readQueries(text: string, layout: 'csv' | 'lines'): QueryList {
  const read = readerOf(text, layout)
  const queries: NamedQuery[] = []
  const problems: QueryProblem[] = []
  for (const row of read.rows) {
    const problem = problemOf(row, read.columns)
    const query = cellOf(row, read.columns.query)
    const name = cellOf(row, read.columns.name)
    if (problem === null) queries.push({ name, query })
    else problems.push({ line: row.line, problem, text: row.cells.join(' ').slice(0, SHOWN) })
  }
  return { queries, problems }
}

/** Nobody types a longer query; a longer one means that the file was misread. */
const LONGEST_QUERY = 4000
const SHOWN = 200

interface Columns {
  /** -1 when the list has no names. */
  readonly name: number
  readonly query: number
  readonly count: number
}

const oneColumn: Columns = { name: -1, query: 0, count: 1 }
const twoColumns: Columns = { name: 0, query: 1, count: 2 }

function problemOf(row: CsvRow, columns: Columns): QueryProblem['problem'] | null {
  if (row.isTorn) return 'torn-quote'
  // Spreadsheets pad short rows with empty cells.
  if (row.cells.findLastIndex((cell) => cell.trim() !== '') >= columns.count) return 'too-many-cells'
  const query = cellOf(row, columns.query)
  // Operators without a word ask for every record, which nobody means in a list.
  if (parseQuery(query).root === null) return 'no-query'
  return query.length > LONGEST_QUERY ? 'too-long' : null
}

/** A line end inside a cell means no more than a space. */
function cellOf(row: CsvRow, column: number): string {
  return row.cells[column]?.trim().replace(/\s*[\r\n]+\s*/g, ' ') ?? ''
}

function readerOf(text: string, layout: 'csv' | 'lines'): { rows: Iterable<CsvRow>; columns: Columns } {
  if (layout === 'lines') {
    const rows = [...readLines(text)]
    return { rows, columns: rows.some((row) => row.cells.length > 1) ? twoColumns : oneColumn }
  }
  for (const separator of separators) {
    const columns = readHeading(first(readCsv(text, separator)))
    if (columns) return { rows: [...readCsv(text, separator)].slice(1), columns }
  }
  const pairs = separators.find((separator) => isOfPairs(text, separator))
  // Without names, a comma belongs to the query: `lang:fa,en`.
  return pairs === undefined
    ? { rows: readCsv(text, null), columns: oneColumn }
    : { rows: readCsv(text, pairs), columns: twoColumns }
}

const separators: readonly Separator[] = ['\t', ';', ',']

/** In pasted lines a quotation mark only marks a phrase. A line without a name is a query anyway. */
function* readLines(text: string): Generator<CsvRow> {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const hasNames = lines.some((line) => line.trim().includes('\t'))
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    const cells = hasNames && !line.includes('\t') ? ['', line] : line.split('\t')
    yield { line: at + 1, cells: hasNames ? cells : [line], isTorn: false }
  }
}

function readHeading(row: CsvRow | undefined): Columns | null {
  if (!row || row.isTorn) return null
  const cells = row.cells.map((cell) => cell.trim().toLowerCase())
  const query = cells.findIndex((cell) => queryHeadings.includes(cell))
  return query === -1
    ? null
    : { query, name: cells.findIndex((cell) => nameHeadings.includes(cell)), count: cells.length }
}

const queryHeadings: readonly string[] = ['query', 'queries', 'پرسش', 'عبارت جستجو', 'استعلام']
const nameHeadings: readonly string[] = ['name', 'label', 'نام', 'اسم', 'ناو']

/** Whether more than half of the rows have two cells, judged by the beginning of the text. */
function isOfPairs(text: string, separator: Separator): boolean {
  let rows = 0
  let pairs = 0
  for (const { cells } of readCsv(text, separator)) {
    rows++
    if (cells.findLastIndex((cell) => cell.trim() !== '') === 1) pairs++
    if (rows === SAMPLED_ROWS) break
  }
  return pairs * 2 > rows
}

const SAMPLED_ROWS = 1000

function first<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value
  return undefined
}
