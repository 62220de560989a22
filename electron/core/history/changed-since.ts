import type { ChangedRow } from '../../../shared/contract/archive.ts'
import type { Change, LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { titleOf } from '../../../shared/contract/tables.ts'
import { readHistory } from './history.ts'
import { applyChange, isSame } from '../store/catalogue/apply.ts'
import type { Row } from '../store/catalogue/tables.ts'
import type { Store } from '../store/store.ts'

/** A row that no longer has the values that an act gave it. */
export interface ChangedSince {
  readonly table: Change['table']
  readonly id: string
  readonly row: Row
  /** True if the act created the row, so that undoing it withdraws the row. */
  readonly isMade: boolean
  /** By field: the value before the act, which undo would restore. */
  readonly back: ReadonlyMap<string, unknown>
}

/** What an act made of a row. */
interface Effect {
  readonly table: Change['table']
  readonly id: string
  isMade: boolean
  /** By field: the value that the act set last; a field that it changed as a list is never in the way. */
  readonly set: Map<string, unknown>
  readonly back: Map<string, unknown>
}

/** The rows that were changed after an act, so that they no longer have the values it gave them. */
export async function rowsChangedSince(
  store: Store,
  lines: readonly LedgerEntry[],
): Promise<Map<string, ChangedSince>> {
  const found = new Map<string, ChangedSince>()
  for (const [key, effect] of effectsOf(lines)) {
    const row: Row | undefined = await store.row(effect.table, effect.id)
    if (!row) continue
    const fields = differing(effect, row)
    if (fields.length === 0) continue
    const back = new Map(fields.map((field) => [field, effect.back.get(field) ?? null]))
    found.set(key, { table: effect.table, id: effect.id, row, isMade: effect.isMade, back })
  }
  return found
}

/** The same rows as the user is asked about them: with who changed each field last, and when. */
export async function describeChangedRows(
  archive: string,
  rows: readonly ChangedSince[],
): Promise<ChangedRow[]> {
  const history = await readHistory(
    archive,
    rows.map((row) => row.id),
  )
  return rows.map(({ table, id, row, isMade, back }) => ({
    table,
    id,
    title: titleOf(table, row) || id,
    isMade,
    fields: [...back].map(([field, value]) => {
      const last = history.findLast((entry) =>
        entry.changes.some((change) => touches(change, table, id, field)),
      )
      const by = last ? { actor: last.actor, at: last.at, device: last.device, seq: last.seq } : null
      return { field, now: row[field] ?? null, back: value, by }
    }),
  }))
}

/** The name of a row in the catalogue. */
export const rowKey = ({ table, id }: Pick<Change, 'table' | 'id'>): string => `${table}/${id}`

function effectsOf(lines: readonly LedgerEntry[]): Map<string, Effect> {
  const rows = new Map<string, Effect>()
  for (const change of lines.flatMap((entry) => entry.changes)) {
    const { table, id, was } = change
    const effect: Effect = rows.get(rowKey(change)) ?? {
      table,
      id,
      isMade: false,
      set: new Map(),
      back: new Map(),
    }
    rows.set(rowKey(change), effect)
    if (was === null) effect.isMade = true
    for (const [field, value] of Object.entries(change.set ?? {})) {
      effect.set.set(field, value)
      if (!effect.back.has(field)) effect.back.set(field, was?.[field] ?? null)
    }
    for (const field of Object.keys({ ...change.add, ...change.remove })) effect.set.delete(field)
  }
  return rows
}

function differing({ table, id, set }: Effect, row: Row): string[] {
  const change = { table, id, set: Object.fromEntries(set) }
  // The row contains defaults for what a line left out, such as an empty list of notes.
  const expected = applyChange(row, change, String(row['modifiedAt']))
  return [...set.keys()].filter((field) => !isSameField(field, expected[field], row[field]))
}

/** Lists that change as sets have no order. */
function isSameField(field: string, a: unknown, b: unknown): boolean {
  if ((field !== 'tags' && field !== 'objects') || !Array.isArray(a) || !Array.isArray(b)) return isSame(a, b)
  return a.length === b.length && a.every((value) => b.some((other) => isSame(value, other)))
}

function touches(change: Change, table: string, id: string, field: string): boolean {
  if (change.table !== table || change.id !== id) return false
  return [change.set, change.add, change.remove].some((part) => part !== undefined && field in part)
}
