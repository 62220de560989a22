import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import { titleIn, type Held } from './kill-lines.ts'
import type { Op } from './kill-protocol.ts'

/** An act that was started and what is known about its outcome. */
export interface RequestedAct {
  readonly op: Op
  /** For a merge: what the other copy contained when the merge started. */
  readonly other: Held | null
  acknowledged: boolean
  /** Titles that appeared in a line of the ledger; for an act of one line, the word `done`. */
  readonly done: Set<string>
  /** What must be in the ledger once the act was acknowledged. */
  must: readonly string[]
}

/** What must be in the ledger once this act was acknowledged with these titles. */
export function mustOf(op: Op, titles: readonly string[]): readonly string[] {
  if (op.kind === 'import' || op.kind === 'create') return titles
  // A merge that brings nothing new writes nothing; whether everything arrived is checked against the copy.
  return op.kind === 'sign' || op.kind === 'reopen' || op.kind === 'merge' ? [] : ['done']
}

/** What a line counts as for its act. */
export const nameOf = (op: Op, entry: LedgerEntry): string =>
  op.kind === 'import' || op.kind === 'create' ? titleIn(entry) : 'done'

/** Whether a line does what was requested: it names all rows of the act, or is one of its parts. */
export function fits({ op, done }: RequestedAct, entry: LedgerEntry): boolean {
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
