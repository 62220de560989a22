import { z } from 'zod'
import { RecordId } from '../model/ids.ts'
import { LocatorText } from '../model/locator-text.ts'
import { RecordKind } from '../model/record.ts'
import { method } from './method.ts'
import { MatchRule, SearchField } from './search.ts'

/** A batch starts with at most this many queries. */
export const MOST_QUERIES = 10_000

/** A line of a list that was not searched for, and why; `line` counts from 1. */
export const QueryProblem = z.object({
  line: z.int(),
  problem: z.enum(['torn-quote', 'too-many-cells', 'no-query', 'too-long']),
  text: z.string(),
})
export type QueryProblem = z.infer<typeof QueryProblem>

/**
 * What one query found. `number` is its place among the queries, from 1; `listed` of the `total` are in the table;
 * `unread` as in `search.find`. `total` is null when the search failed.
 */
export const QuerySummary = z.object({
  number: z.int(),
  name: z.string(),
  query: z.string(),
  total: z.int().nullable(),
  listed: z.int(),
  unread: z.array(z.string()),
})
export type QuerySummary = z.infer<typeof QuerySummary>

/** A batch that has ended: `queries` were requested; `summaries` covers those that were reached. */
export const BatchResult = z.object({
  job: z.string(),
  cancelled: z.boolean(),
  queries: z.int(),
  summaries: z.array(QuerySummary),
  problems: z.array(QueryProblem),
  /** How many parts `batches.table` splits the table into. */
  parts: z.int(),
})
export type BatchResult = z.infer<typeof BatchResult>

/** A row of the table: a hit with its query. A query without hits has one row, with the fields of the hit empty. */
export const BatchRow = z.object({
  number: z.int(),
  name: z.string(),
  query: z.string(),
  total: z.int().nullable(),
  rank: z.int().nullable(),
  id: RecordId.or(z.literal('')),
  kind: RecordKind.or(z.literal('')),
  title: z.string(),
  dateStated: z.string(),
  field: SearchField.or(z.literal('')),
  locator: LocatorText.or(z.literal('')),
  rule: MatchRule.or(z.literal('')),
  snippet: z.string(),
})
export type BatchRow = z.infer<typeof BatchRow>

export const batches = {
  'batches.start': method(
    `Starts searching for every query of a list, at most ${MOST_QUERIES}, and replies with the job; \`progress\` events count queries as files.`,
    z.object({
      /** A chosen CSV file, or the text of one; `lines` takes each line as typed, with a name before a tab. */
      list: z.union([
        z.object({ ticket: z.string() }),
        z.object({ text: z.string().max(16_000_000), layout: z.enum(['csv', 'lines']).default('csv') }),
      ]),
      /** How many hits of each query are listed, best first; 0 lists all. */
      hits: z.int().nonnegative().default(100),
      match: z.enum(['all', 'any']).optional(),
    }),
    z.object({ job: z.string() }),
    { reads: [] },
  ),
  'batches.result': method(
    'Replies with what every query of a batch found once the batch has ended, and with the lines that could not be read.',
    z.object({ job: z.string() }),
    BatchResult,
    { reads: [] },
  ),
  'batches.table': method(
    'Replies with one part of the table of a batch that has ended; the parts in order make up the complete file.',
    z.object({
      job: z.string(),
      format: z.enum(['csv', 'json']),
      part: z.int().nonnegative(),
      /** The file begins with a byte order mark, by which a spreadsheet recognises UTF-8. */
      bom: z.boolean().default(false),
    }),
    z.object({ text: z.string(), parts: z.int() }),
    { reads: [] },
  ),
}
