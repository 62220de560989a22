import canonicalize from 'canonicalize'
import type { Change } from '../../../../shared/ledger/ledger-entry.ts'
import { tables, type Row, type TableName } from './tables.ts'

/** A requested change; `was` is added when it is committed. `isNew`: the row must not exist yet. */
export type ChangeRequest = Omit<Change, 'was'> & { readonly isNew?: boolean }

/** The row after a change made at `at`. The same change to the same row always gives the same row. */
export function applyChange(row: Row | undefined, change: Change | ChangeRequest, at: string): Row {
  const next: Record<string, unknown> = { ...row, ...change.set, id: change.id, modifiedAt: at }
  next['createdAt'] ??= at
  for (const [field, values] of Object.entries(change.add ?? {}))
    next[field] = union(listIn(next, field), values)
  for (const [field, values] of Object.entries(change.remove ?? {}))
    next[field] = minus(listIn(next, field), values)
  return tables[change.table].parse(next)
}

/** The change with the values it replaces; `was` is null for a row that does not exist yet. */
export function withWas(row: Row | undefined, change: Omit<Change, 'was'>): Change {
  const fields = Object.keys({ ...change.set, ...change.add, ...change.remove })
  return {
    ...change,
    was: row ? Object.fromEntries(fields.map((field) => [field, row[field] ?? null])) : null,
  }
}

/**
 * The change that undoes an earlier one. A created row is withdrawn, never removed; of `add` and `remove`, only
 * values that were really added or removed are reversed.
 */
export function invertChange(change: Change, at: string): ChangeRequest {
  const { table, id, was } = change
  if (was === null)
    return { table, id, set: { withdrawn: table === 'records' ? { at, reason: 'undone' } : true } }
  const set = Object.fromEntries(Object.keys(change.set ?? {}).map((field) => [field, was[field]]))
  const remove = turn(change.add, (field, value) => !holds(listIn(was, field), value))
  const add = turn(change.remove, (field, value) => holds(listIn(was, field), value))
  return { table, id, ...present('set', set), ...present('add', add), ...present('remove', remove) }
}

/** Rows of the derived table `objects` that a change to a record requires, given the current ones. */
export function objectRows(
  change: Change,
  now: (hash: string) => Row | undefined,
): { table: TableName; id: string; row: Row }[] {
  if (change.table !== 'records') return []
  const objects = [...listIn(change.set ?? {}, 'objects'), ...(change.add?.['objects'] ?? [])]
  return hashesIn(objects).flatMap((hash) => {
    const records = listIn(now(hash) ?? {}, 'records')
    if (records.includes(change.id)) return []
    return [{ table: 'objects' as const, id: hash, row: { id: hash, records: [...records, change.id] } }]
  })
}

/** True when two values have the same canonical JSON. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonicalize(a) === canonicalize(b)
}

function hashesIn(objects: readonly unknown[]): string[] {
  return objects.flatMap((object) =>
    typeof object === 'object' && object !== null && 'hash' in object ? [String(object.hash)] : [],
  )
}

function turn(
  lists: Record<string, unknown[]> | undefined,
  keep: (field: string, value: unknown) => boolean,
): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(lists ?? {})
      .map(([field, values]) => [field, values.filter((value) => keep(field, value))] as const)
      .filter(([, values]) => values.length > 0),
  )
}

const present = <Name extends string>(name: Name, value: object): object =>
  Object.keys(value).length > 0 ? { [name]: value } : {}

function listIn(row: Row, field: string): unknown[] {
  const value = row[field]
  return Array.isArray(value) ? value : []
}

const holds = (list: readonly unknown[], value: unknown): boolean => list.some((each) => isSame(each, value))
const union = (list: readonly unknown[], values: readonly unknown[]): unknown[] => [
  ...list,
  ...values.filter((value) => !holds(list, value)),
]
const minus = (list: readonly unknown[], values: readonly unknown[]): unknown[] =>
  list.filter((each) => !holds(values, each))
