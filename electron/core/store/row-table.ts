import { tables, type RowOf } from './catalogue/tables.ts'
import type { WrittenRow } from './commit.ts'
import type { Store } from './store.ts'

type SmallTable = 'tags' | 'aliases' | 'searches'

/** All rows of a small table in memory, withdrawn ones included: every list or query needs them whole. */
export interface RowTable<Name extends SmallTable> {
  all(): ReadonlyMap<RowOf<Name>['id'], RowOf<Name>>
  load(store: Store): Promise<void>
  /** Takes over rows of the table that were just written. */
  follow(rows: readonly WrittenRow[]): void
}

/** An empty table, to be loaded. */
export function createRowTable<Name extends SmallTable>(name: Name): RowTable<Name> {
  const kept = new Map<RowOf<Name>['id'], RowOf<Name>>()
  const keep = (row: RowOf<Name>) => kept.set(row.id, row)
  return {
    all: () => kept,
    async load(store) {
      for await (const row of store.rows(name)) keep(row)
    },
    follow(rows) {
      for (const { table, row } of rows) if (table === name) keep(tables[name].parse(row) as RowOf<Name>) // the shape of that table
    },
  }
}
