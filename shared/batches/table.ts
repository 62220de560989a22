import type { BatchRow } from '../contract/batches.ts'
import { guardFormula, printCsvRow } from '../csv/write-csv.ts'

/** The columns of a batch's table, in order. */
export const batchColumns = [
  'number',
  'name',
  'query',
  'total',
  'rank',
  'id',
  'kind',
  'title',
  'dateStated',
  'field',
  'locator',
  'rule',
  'snippet',
] as const satisfies readonly (keyof BatchRow)[]

/** The heading of the table as CSV. */
export const batchHeading = printCsvRow(batchColumns)

/** A row of the table as CSV; a spreadsheet takes none of its cells for a formula. */
export function printBatchRow(row: BatchRow): string {
  return printCsvRow(batchColumns.map((column) => guardFormula(String(row[column] ?? ''))))
}
