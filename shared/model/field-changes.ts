import { RecordFields } from './record.ts'
import type { RowChange } from './row-change.ts'

/** What happened to one field: its value before and after, or what was added to and removed from a list. */
export interface FieldChange {
  /** The field's name; a field of a group is written `verification.status`. */
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  readonly added: readonly unknown[]
  readonly removed: readonly unknown[]
}

/** The first values of a record that a person or a file supplied; values that every record begins with are left out. */
export function firstValues(change: RowChange): readonly FieldChange[] {
  return fieldChanges(change).filter((each) => !isBeginning(each))
}

/** True for a value that every record begins with, which nobody supplied. */
export function isBeginning({ field, after }: Pick<FieldChange, 'field' | 'after'>): boolean {
  return field in beginnings && isSame(beginnings[field], after)
}

/**
 * The fields that a change touched and actually altered, with groups (verification, citation) split into their
 * fields.
 */
export function fieldChanges(change: RowChange): readonly FieldChange[] {
  const was = change.was ?? {}
  const replaced = Object.entries(change.set ?? {}).flatMap(([field, after]) =>
    comparison(field, was[field], after),
  )
  const lists = new Set([...Object.keys(change.add ?? {}), ...Object.keys(change.remove ?? {})])
  const merged = [...lists].map((field) => ({
    field,
    before: was[field],
    after: undefined,
    // When many records are tagged together, some already have the tag.
    added: (change.add?.[field] ?? []).filter((value) => !holds(was[field], value)),
    removed: (change.remove?.[field] ?? []).filter((value) => holds(was[field], value)),
  }))
  return [...replaced, ...merged.filter(({ added, removed }) => added.length + removed.length > 0)]
}

/** How two values of a field differ, with groups split into their fields; nothing when they are equal. */
export function comparison(field: string, before: unknown, after: unknown): readonly FieldChange[] {
  if (isSame(before, after)) return []
  if (isGroup(after) || (isGroup(before) && after === null)) {
    const [old, now] = [isGroup(before) ? before : {}, isGroup(after) ? after : {}]
    const names = new Set([...Object.keys(old), ...Object.keys(now)])
    return [...names].flatMap((name) => comparison(`${field}.${name}`, old[name], now[name]))
  }
  return [{ field, before, after, added: [], removed: [] }]
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function holds(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.some((each) => isSame(each, value))
}

/** "Nothing recorded" is the same value, however it is stored. */
function isSame(before: unknown, after: unknown): boolean {
  return (isEmpty(before) && isEmpty(after)) || JSON.stringify(before) === JSON.stringify(after)
}

/** True for a value that records nothing, however it is stored. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

const beginnings: Readonly<Record<string, unknown>> = {
  ...RecordFields.omit({ kind: true, title: true }).parse({}),
  'verification.status': 'not-examined',
}
