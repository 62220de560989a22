import canonicalize from 'canonicalize'
import type { FieldComparison } from '../../../shared/contract/records.ts'
import { isEmpty } from '../../../shared/model/field-changes.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import { RecordFields, type HoldfastRecord } from '../../../shared/model/record.ts'
import { diffWords } from './word-diff.ts'

/** Fields in the order in which a record shows them. */
const order = [...Object.keys(RecordFields.shape), 'tags', 'objects', 'withdrawn']
/** Lists that are changed as sets: their order means nothing. */
const unordered = new Set(['tags', 'objects'])
/** Fields whose text is one of a few words or a code, not a sentence. */
const coded = new Set([
  'kind',
  'direction',
  'dateEdtf',
  'reliability',
  'credibility',
  'sensitivity',
  'verification.status',
  'citation.status',
])

/**
 * Compares two versions of a record field by field; groups (verification, citation) are split into their fields, and
 * tags are shown by their paths.
 */
export function compareRecords(
  before: HoldfastRecord,
  after: HoldfastRecord,
  pathOf: (tag: TagId) => string,
): FieldComparison[] {
  const [old, now] = [readable(before, pathOf), readable(after, pathOf)]
  return order.flatMap((field) => compareField(field, old[field], now[field]))
}

const readable = (record: HoldfastRecord, pathOf: (tag: TagId) => string): Record<string, unknown> => ({
  ...record,
  tags: record.tags.map(pathOf),
})

function compareField(field: string, before: unknown, after: unknown): FieldComparison[] {
  if (field !== 'withdrawn' && (isGroup(before) || isGroup(after))) {
    const [old, now] = [isGroup(before) ? before : {}, isGroup(after) ? after : {}]
    const names = new Set([...Object.keys(old), ...Object.keys(now)])
    return [...names].flatMap((name) => compareField(`${field}.${name}`, old[name], now[name]))
  }
  const kind = kindOf(field, before, after)
  return [
    { field, kind, before: before ?? null, after: after ?? null, ...detail(field, kind, before, after) },
  ]
}

function kindOf(field: string, before: unknown, after: unknown): FieldComparison['kind'] {
  if (isSame(field, before, after)) return 'unchanged'
  if (isEmpty(before)) return 'added'
  return isEmpty(after) ? 'removed' : 'changed'
}

function detail(
  field: string,
  kind: FieldComparison['kind'],
  before: unknown,
  after: unknown,
): Pick<FieldComparison, 'words' | 'list'> {
  if (kind === 'unchanged') return {}
  if (Array.isArray(before) || Array.isArray(after))
    return { list: compareLists(listOf(before), listOf(after)) }
  const isText = typeof before === 'string' && typeof after === 'string' && !coded.has(field)
  return isText ? { words: diffWords(before, after) } : {}
}

function compareLists(before: readonly unknown[], after: readonly unknown[]): FieldComparison['list'] {
  const removed = without(before, after)
  return { added: without(after, before), removed, kept: before.length - removed.length }
}

/** What is in the first list and not in the second; each value cancels out one equal value. */
function without(list: readonly unknown[], others: readonly unknown[]): unknown[] {
  const remaining = others.map((other) => canonicalize(other))
  return list.filter((value) => {
    const at = remaining.indexOf(canonicalize(value))
    if (at >= 0) remaining.splice(at, 1)
    return at < 0
  })
}

function isSame(field: string, before: unknown, after: unknown): boolean {
  if (isEmpty(before) && isEmpty(after)) return true
  if (unordered.has(field)) {
    const { added, removed } = compareLists(listOf(before), listOf(after))!
    return added.length === 0 && removed.length === 0
  }
  return canonicalize(before) === canonicalize(after)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
