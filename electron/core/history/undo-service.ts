import type { ChangedStep, UndoChoice, UndoStep } from '../../../shared/contract/archive.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { serialize } from '../session/serialize.ts'
import type { Store } from '../store/store.ts'
import { findChanged, nextSteps, takeStep } from './undo.ts'

/** Undo and redo of an archive. */
export interface Undo {
  /** The next step in each direction; null if there is none. */
  next(): Promise<{ undo: UndoStep | null; redo: UndoStep | null }>
  /** What was changed since the next step and is in its way; null if nothing was. */
  changed(direction: 'undo' | 'redo'): Promise<ChangedStep | null>
  /** Performs the next step. Throws `undo.*`, `archive.*`, `store.*`. */
  take(request: UndoRequest): Promise<{ step: UndoStep; entry: LedgerEntry }>
}

/** A step to perform, and what to do with rows that were changed since. */
export interface UndoRequest {
  readonly direction: 'undo' | 'redo'
  readonly choice: UndoChoice
}

/** What undo needs from an archive. */
export interface UndoServices {
  readonly path: string
  readonly store: Store
}

/** The undo of the archive that these services belong to. */
export function createUndo({ path, store }: UndoServices): Undo {
  return {
    next: () => nextSteps(store),
    changed: (direction) => findChanged(store, path, direction),
    // A key held down requests many steps at once; each must see what the one before it did.
    take: serialize(({ direction, choice }: UndoRequest) => takeStep(store, path, direction, choice)),
  }
}
