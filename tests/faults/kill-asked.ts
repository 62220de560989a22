import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import { titleIn, type Held } from './kill-lines.ts'
import type { Op } from './kill-protocol.ts'

/** An act that was begun and what has become of it. */
export interface Asked {
  readonly op: Op
  /** Of a merge: what the other copy held when it was begun. */
  readonly other: Held | null
  acknowledged: boolean
  /** Titles that a line of the ledger gave; for an act of one line the one word `done`. */
  readonly done: Set<string>
  /** What must be in the ledger once it was acknowledged. */
  must: readonly string[]
}

/** What must be in the ledger of an act that was acknowledged with these titles. */
export function mustOf(op: Op, titles: readonly string[]): readonly string[] {
  if (op.kind === 'import' || op.kind === 'create') return titles
  // A merge of what is there already writes nothing; whether all is there is asked of the copy.
  return op.kind === 'sign' || op.kind === 'reopen' || op.kind === 'merge' ? [] : ['done']
}

/** What a line counts as for its act. */
export const nameOf = (op: Op, entry: LedgerEntry): string =>
  op.kind === 'import' || op.kind === 'create' ? titleIn(entry) : 'done'

/** True where a line does what was asked for: it names all rows of the act, or it is half of one. */
export function fits({ op, done }: Asked, entry: LedgerEntry): boolean {
  const { act, changes } = entry
  const [first] = changes
  if (op.kind !== 'import' && done.size > 0) return false
  switch (op.kind) {
    case 'create':
      return act === 'accession' && titleIn(entry) === op.title
    case 'import':
      return (
        act === 'ingestion' &&
        !done.has(titleIn(entry)) &&
        op.files.some(({ title }) => title === titleIn(entry))
      )
    case 'new-tag':
      return first?.table === 'tags'
    case 'withdraw':
      return act === 'deaccession' && isOf(op.ids, entry)
    case 'edit':
      return first?.set?.['title'] === op.title && isOf(op.ids, entry)
    case 'describe':
      return first?.set?.['description'] === op.description && isOf(op.ids, entry)
    case 'tag':
      return isOf(op.ids, entry) && isList(first?.add, op.add) && isList(first?.remove, op.remove)
    default:
      return false
  }
}

const isList = (given: Record<string, unknown[]> | undefined, tags: readonly string[]): boolean =>
  (given?.['tags'] ?? []).join() === tags.join()

const isOf = (ids: readonly string[], { changes }: LedgerEntry): boolean =>
  changes
    .map(({ id }) => id)
    .sort()
    .join() === [...ids].sort().join()
