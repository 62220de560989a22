import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Conflict, ConflictSide } from '../../../shared/contract/merges.ts'
import type { Change, LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { isSame } from '../store/catalogue/apply.ts'
import { findEntries } from '../store/ledger/find-entries.ts'

/** How far ledgers reach, by device. */
export type Reach = Readonly<Record<string, { readonly seq: number }>>

/** A conflict without the state of the row as it is now. */
export type FoundConflict = Omit<Conflict, 'title' | 'wins'>

const Heads = z.record(z.string(), z.object({ seq: z.int(), hash: z.string() }))

/** What the ledger line of a merge says in addition to its act: how far both copies reached, and what was added. */
export const MergeDetail = z.object({
  kind: z.literal('merge'),
  mine: Heads,
  theirs: Heads,
  lines: z.record(z.string(), z.int()),
  objects: z.int(),
  bytes: z.number(),
  conflicts: z.int(),
})
export type MergeDetail = z.infer<typeof MergeDetail>

interface Merge {
  readonly device: string
  readonly seq: number
  readonly mine: Reach
  readonly theirs: Reach
}

/** Fields that both copies changed to different values while neither had the other's lines, in the order of rows. */
export function conflictsBetween(
  mine: readonly LedgerEntry[],
  theirs: readonly LedgerEntry[],
): FoundConflict[] {
  const own = touchesOf(mine)
  const found: FoundConflict[] = []
  for (const [key, other] of touchesOf(theirs)) {
    const touch = own.get(key)
    if (!touch || !(touch.isSet || other.isSet) || isSameValue(touch, other)) continue
    const { table, row, field } = touch
    const sides = { mine: sideOf(touch), theirs: sideOf(other) }
    found.push({ id: idOf(touch, other), table, row, field, ...sides })
  }
  return found.filter((each) => !isDerived(each, found))
}

/**
 * The conflicts of every merge in the ledger, except those that somebody decided: setting the field again, with both
 * copies in view, decides it until that is undone. Null if nothing was ever merged.
 */
export async function openConflicts(ledger: string): Promise<FoundConflict[] | null> {
  const merges = await readMerges(ledger)
  if (merges.length === 0) return null
  const isOnOneSide = (device: string, seq: number) =>
    merges.some((merge) => ['mine', 'theirs'].includes(sideIn(merge, device, seq)))
  const apart = await findEntries(ledger, ({ device, seq }) => isOnOneSide(device, seq))
  const open = new Map<string, { conflict: FoundConflict; merges: Merge[] }>()
  for (const merge of merges) {
    const on = (side: 'mine' | 'theirs') =>
      apart.filter(({ device, seq }) => sideIn(merge, device, seq) === side)
    for (const conflict of conflictsBetween(on('mine'), on('theirs'))) {
      const before = open.get(conflict.id)
      if (before) before.merges.push(merge)
      else open.set(conflict.id, { conflict, merges: [merge] })
    }
  }
  if (open.size === 0) return []
  const names = [...new Set([...open.values()].map(({ conflict }) => `"${conflict.row}"`))]
  const isLater = (device: string, seq: number) =>
    merges.some((each) => sideIn(each, device, seq) === 'after')
  const later = await findEntries(
    ledger,
    ({ device, seq, bytes }) => isLater(device, seq) && names.some((name) => bytes.includes(name)),
  )
  return [...open.values()]
    .filter(({ conflict, merges: of }) => !isDecided(conflict, of, later, merges))
    .map(({ conflict }) => conflict)
}

/** The entries of a ledger after some heads, up to others, in the order in which a catalogue is folded. */
export async function entriesBetween(ledger: string, from: Reach, upTo: Reach): Promise<LedgerEntry[]> {
  const isBetween = (device: string, seq: number) =>
    seq > (from[device]?.seq ?? 0) && seq <= (upTo[device]?.seq ?? 0)
  return await findEntries(ledger, ({ device, seq }) => isBetween(device, seq))
}

interface Touch {
  readonly table: Change['table']
  readonly row: string
  readonly field: string
  readonly value: unknown
  /** True if it was set at least once, and not only added to or removed from. */
  readonly isSet: boolean
  readonly entry: LedgerEntry
}

/** What one copy did to each field that it touched: the value at the end, and by which entry. */
function touchesOf(entries: readonly LedgerEntry[]): Map<string, Touch> {
  const touches = new Map<string, Touch>()
  for (const entry of entries)
    for (const change of entry.changes) {
      const { table, id: row, set = {}, add = {}, remove = {}, was } = change
      for (const field of new Set([...Object.keys(set), ...Object.keys(add), ...Object.keys(remove)])) {
        const key = `${table} ${row} ${field}`
        const before = touches.get(key)
        const start = field in set ? set[field] : before ? before.value : (was?.[field] ?? [])
        const isSet = field in set || (before?.isSet ?? false)
        const value = changed(start, add[field], remove[field])
        touches.set(key, { table, row, field, value, isSet, entry })
      }
    }
  return touches
}

function changed(start: unknown, add: readonly unknown[] = [], remove: readonly unknown[] = []): unknown {
  if (add.length === 0 && remove.length === 0) return start
  const list: unknown[] = Array.isArray(start) ? start : []
  const holds = (values: readonly unknown[], value: unknown) => values.some((each) => isSame(each, value))
  return [...list, ...add.filter((value) => !holds(list, value))].filter((value) => !holds(remove, value))
}

function isSameValue(a: Touch, b: Touch): boolean {
  // If both copies withdrew a record they agree, whenever each did so and for whatever reason.
  if (a.field === 'withdrawn' && a.table === 'records') return (a.value === null) === (b.value === null)
  return isSame(a.value ?? null, b.value ?? null)
}

// A decision about a date as stated is also one about the date derived from it.
function isDerived({ table, row, field }: FoundConflict, all: readonly FoundConflict[]): boolean {
  if (field !== 'dateEdtf') return false
  return all.some((each) => each.table === table && each.row === row && each.field === 'dateStated')
}

function sideOf({ value, entry: { actor, at, device, seq } }: Touch): ConflictSide {
  return { value: value ?? null, by: { actor, at, device, seq } }
}

/** The same in every copy, whichever was merged into which. */
function idOf({ table, row, field, entry }: Touch, { entry: other }: Touch): string {
  const lines = [entry, other].map(({ device, seq }) => `${device} ${seq}`).sort()
  const text = [table, row, field, ...lines].join('\n')
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function isDecided(
  { table, row, field }: FoundConflict,
  of: readonly Merge[],
  later: readonly LedgerEntry[],
  merges: readonly Merge[],
): boolean {
  const deciding = new Set<string>()
  const undone = new Set<string>()
  for (const entry of later) {
    const { act, action, undoes = '', changes } = entry
    const sets = changes.some((each) => each.table === table && each.id === row && field in (each.set ?? {}))
    const sawBoth = of.some(
      (merge) => sideIn(merge, entry.device, entry.seq) === 'after' && !isApart(merge, entry, merges),
    )
    if (!sawBoth) continue
    if (act === 'undo' && deciding.delete(undoes)) undone.add(undoes)
    else if (act === 'redo' && undone.delete(undoes)) deciding.add(undoes)
    else if (sets) deciding.add(action)
  }
  return deciding.size > 0
}

// If its writer had had the merge, every copy with the line would have the merge too.
function isApart(merge: Merge, line: { device: string; seq: number }, merges: readonly Merge[]): boolean {
  const separates = (one: Reach, other: Reach) =>
    has(one, merge) && !has(one, line) && has(other, line) && !has(other, merge)
  return merges.some(({ mine, theirs }) => separates(mine, theirs) || separates(theirs, mine))
}

const has = (reach: Reach, { device, seq }: { device: string; seq: number }): boolean =>
  (reach[device]?.seq ?? 0) >= seq

function sideIn({ mine, theirs }: Merge, device: string, seq: number): 'both' | 'mine' | 'theirs' | 'after' {
  const [own, other] = [has(mine, { device, seq }), has(theirs, { device, seq })]
  if (own && other) return 'both'
  return own ? 'mine' : other ? 'theirs' : 'after'
}

async function readMerges(ledger: string): Promise<Merge[]> {
  const entries = await findEntries(ledger, ({ bytes }) => bytes.includes('"kind":"merge"'))
  return entries.flatMap(({ act, device, seq, detail }) => {
    const parsed = MergeDetail.safeParse(detail)
    if (act !== 'information package merging' || !parsed.success) return []
    return [{ device, seq, mine: parsed.data.mine, theirs: parsed.data.theirs }]
  })
}
