import { AppError } from '../../shared/errors.ts'
import type { RunningIndexer } from './indexer.ts'
import type { SearchClient } from './search/client.ts'
import { LedgerHeads } from './store/head.ts'
import { replay } from './store/replay.ts'
import type { Store } from './store/store.ts'

/** The ledger position that an index covers, as the text that is kept beside it. */
export function positionOf(heads: LedgerHeads): string {
  return JSON.stringify(heads)
}

/**
 * Has the index fed with what the ledger holds beyond it. A short tail is fed before this answers; an index that is
 * missing, damaged or of another ledger is rebuilt in the background, while searching already works.
 */
export async function catchUp(services: {
  ledger: string
  store: Store
  search: SearchClient
  indexer: RunningIndexer
}): Promise<void> {
  const { ledger, store, search, indexer } = services
  const covered = parsePosition(search.covered)
  if (!covered) return startRebuild(indexer, Object.keys(store.heads()).length === 0)
  try {
    const entries = []
    for await (const { entry } of replay(ledger, covered)) entries.push(entry)
    indexer.note(entries)
    await indexer.settled()
  } catch (cause) {
    // The index was made from another course of this ledger; only the ledger counts.
    if (!(cause instanceof AppError) || cause.code !== 'ledger.damaged') throw cause
    startRebuild(indexer, false)
  }
}

function startRebuild(indexer: RunningIndexer, isEmpty: boolean): void {
  if (isEmpty) return
  // A failed rebuild leaves the index short; it is found so, and made again, at the next open.
  indexer.rebuild().catch(() => undefined)
}

function parsePosition(text: string | null): LedgerHeads | null {
  if (text === null) return null
  try {
    const parsed = LedgerHeads.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
