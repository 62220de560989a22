import { createHash } from 'node:crypto'
import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import type { Op, SeenRow } from './kill-protocol.ts'

/** How many lines of each device's ledger a copy has, and the hash of the last. */
export type Reach = Readonly<Record<string, { readonly seq: number; readonly hash: string }>>

/**
 * What a line does to a record, limited to the fields that the acts touch; `before` is the record as its writer had
 * it, null if the line created it.
 */
export interface RowChange {
  readonly id: string
  readonly set: Partial<Omit<SeenRow, 'tags'>>
  readonly add: readonly string[]
  readonly remove: readonly string[]
  readonly before: SeenRow | null
}

/**
 * A line of the ledger as the model knows it: its place comes from what was written, its effect from what was
 * requested.
 */
export interface KnownLine extends Pick<
  LedgerEntry,
  'device' | 'seq' | 'at' | 'hash' | 'act' | 'action' | 'undoes'
> {
  readonly changes: readonly RowChange[]
  /** Which lines of other devices its writer had. */
  readonly saw: Reach
  /** When it records a merge: the lines that both copies had. */
  readonly merged: { readonly mine: Reach; readonly theirs: Reach } | null
}

/** What a copy of an archive contains: its lines by device and number, and the last of each device. */
export interface Held {
  readonly lines: ReadonlyMap<string, KnownLine>
  readonly reach: Reach
}

/** What an act does to one record that its line names. */
export function changeOf(op: Op, entry: LedgerEntry, id: string, before: SeenRow | null): RowChange {
  const set = (fields: RowChange['set'], add: readonly string[] = [], remove: readonly string[] = []) => ({
    id,
    set: fields,
    add,
    remove,
    before,
  })
  switch (op.kind) {
    case 'create':
      return set({ title: op.title, hash: hashOf(op.text) })
    case 'import': {
      const file = op.files.find(({ title }) => title === titleIn(entry))!
      return set({ title: file.title, hash: hashOf(file.text) }, op.tags)
    }
    case 'edit':
      return set({ title: op.title })
    case 'describe':
      return set({ description: short(op.description) })
    case 'withdraw':
      return set({ withdrawn: true })
    case 'tag':
      return set({}, op.add, op.remove)
    default:
      return set({})
  }
}

/**
 * The changes that reverse these: what was created is withdrawn, and only tags that were really added or removed are
 * reversed.
 */
export function inverse(changes: readonly RowChange[], rows: ReadonlyMap<string, SeenRow>): RowChange[] {
  return changes.toReversed().map(({ id, set, add, remove, before: was }) => {
    const before = rows.get(id) ?? null
    if (!was) return { id, set: { withdrawn: true }, add: [], remove: [], before }
    return {
      id,
      set: Object.fromEntries(Object.keys(set).map((field) => [field, was[field as keyof typeof set]])),
      add: remove.filter((tag) => was.tags.includes(tag)),
      remove: add.filter((tag) => !was.tags.includes(tag)),
      before,
    }
  })
}

/** Changes rows as a line says. */
export function apply(rows: Map<string, SeenRow>, { changes }: Pick<KnownLine, 'changes'>): void {
  for (const { id, set, add, remove } of changes) {
    const row = rows.get(id) ?? empty
    const tags = new Set([...row.tags, ...add])
    for (const tag of remove) tags.delete(tag)
    rows.set(id, { ...row, ...set, tags: [...tags].sort() })
  }
}

/** In the order in which an archive is computed from its lines, whoever wrote them: by time, device and number. */
export const inOrder = (lines: Iterable<KnownLine>): KnownLine[] =>
  [...lines].sort((a, b) => compare(a.at, b.at) || compare(a.device, b.device) || a.seq - b.seq)

/** The title that the first change of a line gives, or ''. */
export const titleIn = ({ changes }: LedgerEntry): string => String(changes[0]?.set?.['title'] ?? '')

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
export const short = (text: string): string => hashOf(text).slice(0, 12)

const empty: SeenRow = { title: '', description: short(''), tags: [], withdrawn: false, hash: '' }
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
