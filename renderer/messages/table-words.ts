import type { LedgerRow, LedgerTable, ListedTable } from '../../shared/contract/tables.ts'

/** What the window says about a row of any table, as undo and merge show it. */
export interface TableWords {
  /** What a row is, as a heading and within a sentence. */
  readonly row: { readonly heading: string; readonly inSentence: string }
  /** Names a step of undo by the title of the row it changed; null if the step is named by what it did. */
  readonly step: ((title: string) => string) | null
  /** The names of the row's fields. */
  readonly fields?: Readonly<Record<string, string>>
}

/** The words of every table, among all others of the noun it holds. */
export type WordsByTable = {
  readonly [Table in LedgerTable]: TableWords &
    Readonly<Record<string, unknown>> &
    (Table extends ListedTable ? { readonly fields: Readonly<Record<FieldOf<Table>, string>> } : unknown)
}

type FieldOf<Table extends LedgerTable> = Exclude<
  keyof LedgerRow<Table>,
  'id' | 'withdrawn' | 'createdAt' | 'modifiedAt'
>

/** The words of a table; those of records for a table that has none. */
export function wordsOfTable(words: WordsByTable, table: string): TableWords {
  const tables: Readonly<Record<string, Partial<TableWords>>> = { ...words }
  const { row, step, fields } = tables[table] ?? {}
  return row && step !== undefined ? { row, step, fields } : words.records
}
