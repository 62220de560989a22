import { AppError } from '../../../shared/errors.ts'
import type { LedgerAct } from '../../../shared/model/act.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { isDiskFull } from '../disk/durable.ts'

/** Decides what may still be written when the disk is full. */
export interface SpaceGuard {
  /** Writes ledger lines. On a full disk, acts that free space use the reserve; others throw `store.disk-full`. */
  writeLines<T>(entries: readonly LedgerEntry[], write: () => Promise<T>): Promise<T>
  /** Writes what is derived from the ledger, into the reserve if necessary. */
  writeDerived<T>(write: () => Promise<T>): Promise<T>
}

/** Space on disk that is kept free for acts that free more of it. */
export interface SpaceReserve {
  restore(): Promise<boolean>
  release(): Promise<boolean>
}

/** Acts that free space, or with which the user leaves. */
const tidying: ReadonlySet<LedgerAct> = new Set([
  'deaccession',
  'undo',
  'redo',
  'digital signature generation',
  'fixity check',
  'recovery',
])

/**
 * The guard of a disk with this reserve; once the reserve is released, other acts are refused until it can be
 * restored.
 */
export function createSpaceGuard(reserve: SpaceReserve | undefined): SpaceGuard {
  let isReleased = false
  let turn: Promise<unknown> = Promise.resolve()

  // One at a time: while the reserve is being restored there is none to release, and the disk looks full to everyone.
  function inTurn(work: (held: SpaceReserve) => Promise<void>): Promise<void> {
    const next = turn.then(async () => await (reserve && work(reserve)))
    turn = next.catch(() => undefined)
    return next
  }

  async function writeDerived<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (cause) {
      if (!isDiskFull(cause)) throw cause
      await inTurn(async (held) => {
        if (await held.release()) isReleased = true
      })
      // The catalogue and an act may both meet the full disk: the one that finds the reserve already released writes
      // too.
      if (!isReleased) throw cause
      return await write()
    }
  }

  return {
    writeDerived,
    async writeLines(entries, write) {
      if (entries.every(({ act }) => tidying.has(act))) return await writeDerived(write)
      if (isReleased)
        await inTurn(async (held) => {
          isReleased = !(await held.restore())
        })
      if (isReleased) throw new AppError('store.disk-full')
      return await write()
    },
  }
}
