import { AppError } from '../../../shared/errors.ts'
import type { LedgerAct, LedgerEntry } from '../../../shared/model/ledger-entry.ts'
import { isDiskFull } from '../disk/durable.ts'
import type { StoreGuards } from './store.ts'

/** Acts by which somebody makes room, or leaves: they may use the room that is kept free. */
const tidying: ReadonlySet<LedgerAct> = new Set([
  'deaccession',
  'undo',
  'redo',
  'digital signature generation',
  'fixity check',
  'recovery',
])

/** Who may write where the disk is full. */
export interface Room {
  /** Writes lines. Where there is no room, those that tidy up are written into what was kept free; others throw `store.disk-full`. */
  use<T>(entries: readonly LedgerEntry[], write: () => Promise<T>): Promise<T>
  /** Writes what the ledger already says, into what was kept free where it must. */
  useFreely<T>(write: () => Promise<T>): Promise<T>
}

/** The room of a disk; once what was kept free is given away, other acts wait until it can be kept again. */
export function createRoom(guards: StoreGuards | undefined): Room {
  let isReleased = false

  async function useFreely<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (cause) {
      if (!guards || !isDiskFull(cause) || !(await guards.reserve.release())) throw cause
      isReleased = true
      return await write()
    }
  }

  return {
    useFreely,
    async use(entries, write) {
      if (entries.every(({ act }) => tidying.has(act))) return await useFreely(write)
      if (isReleased) {
        isReleased = !(await guards!.reserve.restore())
        if (isReleased) throw new AppError('store.disk-full')
      }
      return await write()
    },
  }
}
