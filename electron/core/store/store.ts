import { AppError } from '../../../shared/errors.ts'
import type { Actor } from '../../../shared/model/act.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import type { RowOf, TableName } from './catalogue/tables.ts'
import type { Act } from './commit.ts'
import { createCommitQueue } from './commit-queue.ts'
import { createCatalogueFlush } from './flush-catalogue.ts'
import type { CustodyState } from './ledger/custody-state.ts'
import type { LedgerHeads } from './ledger/head.ts'
import type { Recovered } from './recover.ts'
import { openState, takeSequence, type StoreOptions } from './store-state.ts'
import type { UndoStack } from './undo/undo-stack.ts'

/** The rows of an archive: its records, tags, title and the like. Every change is a ledger line first. */
export interface Store {
  /**
   * Writes an act as one ledger line; when it resolves, the line is on disk and its rows are readable. Throws
   * `store.*`, and then nothing changed.
   */
  commit(act: Omit<Act, 'actor' | 'action'> & { actor?: Actor; action?: string }): Promise<LedgerEntry>
  row<Name extends TableName>(table: Name, id: string): Promise<RowOf<Name> | undefined>
  rows<Name extends TableName>(table: Name): AsyncGenerator<RowOf<Name>>
  /** A new accession number; none is given twice. */
  nextId(): string
  /** An id for an action. */
  nextAction(): string
  /** What can be undone and redone; only the store tracks lines. */
  readonly undo: Pick<UndoStack, 'top' | 'state'>
  /** What the ledger says about its own custody. */
  custody(): CustodyState
  heads(): LedgerHeads
  readonly device: string
  readonly recovered: Recovered
  /** Writes the catalogue up to the end of the ledger. Throws `store.*`. */
  flush(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the store of an archive folder: replays the lines that the catalogue does not cover, or the entire ledger if
 * it must.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const state = await openState(options)
  const { catalogue, undo } = state.recovered
  const { flush, later, cancel } = createCatalogueFlush(state)
  const queue = createCommitQueue(state, later)
  return {
    commit(act) {
      return new Promise((resolve, reject) => {
        if (state.refusal) return reject(state.refusal)
        const complete = { ...act, actor: act.actor ?? options.actor(), action: act.action ?? newAction() }
        queue.add({ act: complete, resolve, reject })
      })
    },
    row: (table, id) => catalogue.row(table, id),
    rows: (table) => catalogue.rows(table),
    nextId: () => `${options.device}-${String(takeSequence(state)).padStart(6, '0')}`,
    nextAction: newAction,
    undo,
    custody: () => state.custody,
    heads: () => ({ ...state.heads }),
    device: options.device,
    recovered: state.recovered,
    flush,
    async close() {
      cancel()
      await queue.settled()
      try {
        await flush()
      } finally {
        state.refusal ??= new AppError('archive.none-open')
        await state.writer?.close()
      }
    },
  }
}

const newAction = (): string => crypto.randomUUID()
