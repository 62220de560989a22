import type { z } from 'zod'
import { nouns } from './nouns.ts'

type Nouns = typeof nouns

/** A table that ledger changes can name. */
export type LedgerTable = keyof Nouns

/** A table whose rows stay in memory while the archive is open. */
export type ListedTable = {
  [Table in LedgerTable]: Nouns[Table]['keptWhole'] extends true ? Table : never
}[LedgerTable]

/** A row of a table of the ledger. */
export type LedgerRow<Table extends LedgerTable> = z.output<Nouns[Table]['row']>

/** The tables that ledger changes can name. */
export const ledgerTables = Object.keys(nouns) as readonly LedgerTable[] // the keys of that object

/** The tables whose rows stay in memory. */
export const listedTables = ledgerTables.filter((table): table is ListedTable => nouns[table].keptWhole)

/** True for the name of a table that ledger changes can name. */
export const isLedgerTable = (name: string): name is LedgerTable => Object.hasOwn(nouns, name)

/** The title of a row; empty when it has none. */
export function titleOf(table: LedgerTable, row: Readonly<Record<string, unknown>>): string {
  const title = row[nouns[table].title]
  return Array.isArray(title) ? title.join(', ') : String(title ?? '')
}
