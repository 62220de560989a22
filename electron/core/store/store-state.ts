import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { LARGEST_SEQUENCE } from '../../../shared/model/ids.ts'
import type { Actor } from '../../../shared/model/act.ts'
import type { NoteRepair } from '../disk/set-aside.ts'
import type { Trust } from '../trust/trust.ts'
import type { WrittenRow } from './commit.ts'
import { openLedgerWriter, type LedgerWriter } from './ledger/append.ts'
import type { CustodyState } from './ledger/custody-state.ts'
import type { LedgerHead, LedgerHeads } from './ledger/head.ts'
import { recover, type Recovered } from './recover.ts'
import { createSpaceGuard, type SpaceGuard, type SpaceReserve } from './space-guard.ts'

/** What protects the store from a disk that is full, or gone. */
export interface StoreGuards {
  /** Throws `store.gone` when the archive's folder does not exist. */
  readonly present: () => Promise<void>
  readonly reserve: SpaceReserve
}

/** What a store is opened with. */
export interface StoreOptions {
  readonly folder: string
  readonly device: string
  /** What this computer knows from outside the archive: which lines and files it wrote itself. */
  readonly trust: Trust
  /** Throws `archive.forged` when lines of this computer are not its own, where they would otherwise be set aside. */
  readonly refusesForeign?: boolean
  readonly actor: () => Actor
  readonly readOnly: boolean
  /** True if a newer Holdfast wrote the archive. */
  readonly isNewer?: boolean
  /** Called for everything that was damaged and is repaired. */
  readonly onRepair?: NoteRepair
  readonly guards?: StoreGuards
  /** Called after each group of lines is on disk and applied. */
  readonly onCommitted: (entries: readonly LedgerEntry[], rows: readonly WrittenRow[]) => void
  /** Called after the catalogue is on disk, with the heads that it covers. */
  readonly onFlushed?: (heads: LedgerHeads) => Promise<void>
}

/** What the parts of an open store share and change. */
export interface StoreState {
  readonly options: StoreOptions
  readonly recovered: Recovered
  readonly space: SpaceGuard
  readonly heads: Record<string, LedgerHead>
  readonly nextSequence: Record<string, number>
  custody: CustodyState
  /** How far this device's ledger says that its writer has seen the others. */
  readonly seen: Record<string, number>
  /** The latest time of any line. */
  latest: string
  /** Opened with the first line. */
  writer: LedgerWriter | null
  /** Why nothing may be written any more; null while the store is open and sound. */
  refusal: unknown
}

/** The state of a store after opening, once catalogue and ledger agree. Throws `ledger.damaged`, `store.*`. */
export async function openState(options: StoreOptions): Promise<StoreState> {
  const { onRepair = () => {}, guards } = options
  const space = createSpaceGuard(guards?.reserve)
  const recovered = await recover({ ...options, onRepair })
  const heads = { ...recovered.heads }
  return {
    options,
    recovered,
    space,
    heads,
    nextSequence: { ...recovered.nextSequence },
    custody: recovered.custody,
    seen: { ...recovered.order.seen },
    latest: recovered.order.latest,
    writer: null,
    refusal: null,
  }
}

/** How far the other ledgers reach, by device, where this device's ledger does not say so yet. */
export function unstatedHeads({ heads, seen, options }: StoreState): Record<string, number> {
  const news = Object.entries(heads).filter(
    ([device, { seq }]) => device !== options.device && seq > (seen[device] ?? 0),
  )
  return Object.fromEntries(news.map(([device, { seq }]) => [device, seq]))
}

/** Throws `archive.read-only`, `store.gone`, or why this store stopped writing. */
export async function refuseUnwritable({ options, refusal }: StoreState): Promise<void> {
  if (options.readOnly) throw new AppError('archive.read-only')
  if (refusal) throw refusal
  await options.guards?.present()
}

/** Takes the next number of this device that no row has. Throws when there is none left. */
export function takeSequence({ nextSequence, options }: StoreState): number {
  const sequence = nextSequence[options.device] ?? 1
  if (sequence > LARGEST_SEQUENCE) throw new Error(`${options.device} has used all of its numbers`)
  nextSequence[options.device] = sequence + 1
  return sequence
}

/** The end of this device's ledger. Throws `store.*`. */
export async function writerOf(state: StoreState): Promise<LedgerWriter> {
  const { folder, device } = state.options
  state.writer ??= await openLedgerWriter(join(folder, 'ledger', device), state.heads[device] ?? null)
  return state.writer
}
