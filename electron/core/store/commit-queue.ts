import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { asStoreError } from '../disk/durable.ts'
import { draftEntries, type Act, type WrittenRow } from './commit.ts'
import { trackCustody } from './ledger/custody-state.ts'
import { noHead } from './ledger/head.ts'
import { sealOf } from '../trust/trust.ts'
import { refuseUnwritable, unstatedHeads, writerOf, type StoreState } from './store-state.ts'

/** The acts of a store that wait to be written. */
export interface CommitQueue {
  add(waiting: WaitingAct): void
  /** Resolves when every act added so far is written or refused. */
  settled(): Promise<void>
}

/** An act with the promise of its caller. */
export interface WaitingAct {
  readonly act: Act
  readonly resolve: (entry: LedgerEntry) => void
  readonly reject: (cause: unknown) => void
}

const GROUP = 256

/** Writes acts in the order of their arrival, in groups that share one sync; `onWritten` is called after each group. */
export function createCommitQueue(state: StoreState, onWritten: () => void): CommitQueue {
  const queue: WaitingAct[] = []
  let draining: Promise<void> | null = null
  async function drain(): Promise<void> {
    while (queue.length > 0) await commitGroup(state, queue.splice(0, GROUP), onWritten)
    // In the same turn as the last check of the queue: an act that comes later starts a drain of its own.
    draining = null
  }
  return {
    add(waiting) {
      queue.push(waiting)
      draining ??= drain()
    },
    async settled() {
      await draining
    },
  }
}

async function commitGroup(
  state: StoreState,
  group: readonly WaitingAct[],
  onWritten: () => void,
): Promise<void> {
  const { options, recovered, heads } = state
  try {
    await refuseUnwritable(state)
    const seen = unstatedHeads(state)
    const draft = await draftEntries(
      group.map((waiting) => waiting.act),
      {
        device: options.device,
        head: heads[options.device] ?? noHead,
        now: () => new Date().toISOString(),
        seen,
        seal: (content) => sealOf(options.trust, content),
        read: (table, id) => recovered.catalogue.row(table, id),
      },
    )
    const entries = draft.entries.filter((entry): entry is LedgerEntry => !(entry instanceof Error))
    if (entries.length > 0) {
      await write(state, entries, draft.rows)
      Object.assign(state.seen, seen)
      onWritten()
    }
    draft.entries.forEach((entry, index) => {
      const waiting = group[index]!
      if (entry instanceof Error) waiting.reject(entry)
      else waiting.resolve(entry)
    })
  } catch (cause) {
    for (const waiting of group) waiting.reject(cause)
  }
}

async function write(
  state: StoreState,
  entries: readonly LedgerEntry[],
  rows: readonly WrittenRow[],
): Promise<void> {
  const { options, recovered, space, heads } = state
  const writer = await writerOf(state)
  const places = await space.writeLines(entries, () => writer.append(entries))
  const last = entries.at(-1)!
  await recovered.catalogue.put(rows, last).catch(stopWriting)
  for (const [index, entry] of entries.entries()) {
    await recovered.undo.track(entry, places[index]!).catch(stopWriting)
    state.custody = trackCustody(state.custody, entry)
  }
  const { seq, hash, at } = last
  heads[options.device] = { ...writer.next(), seq, hash, at }
  for (const entry of entries) if (entry.at > state.latest) state.latest = entry.at
  options.onCommitted(entries, rows)

  // Lines are written but not in the catalogue: only reopening the archive brings the two into agreement.
  function stopWriting(cause: unknown): never {
    state.refusal = asStoreError(cause)
    throw state.refusal
  }
}
