import { listedTables, type LedgerRow, type ListedTable } from '../../../shared/contract/tables.ts'
import { tables } from './catalogue/tables.ts'
import type { WrittenRow } from './commit.ts'
import type { Store } from './store.ts'

/** All rows of a table that is kept in memory, including withdrawn ones. */
export type ListedRows = <Table extends ListedTable>(
  table: Table,
) => ReadonlyMap<LedgerRow<Table>['id'], LedgerRow<Table>>

/** The tables that stay in memory, because every list or query needs all of their rows. */
export interface RowTables {
  readonly rows: ListedRows
  load(store: Store): Promise<void>
  /** Adopts rows that were just written. */
  follow(rows: readonly WrittenRow[]): void
}

/** Empty tables, to be loaded. */
export function createRowTables(): RowTables {
  const kept = new Map(listedTables.map((table) => [table as string, new Map<string, unknown>()]))
  return {
    rows: <Table extends ListedTable>(table: Table) =>
      kept.get(table) as Map<LedgerRow<Table>['id'], LedgerRow<Table>>, // only rows of that table are put there
    async load(store) {
      for (const table of listedTables)
        for await (const row of store.rows(table)) kept.get(table)!.set(row.id, row)
    },
    follow(rows) {
      for (const { table, id, row } of rows) kept.get(table)?.set(id, tables[table].parse(row))
    },
  }
}
