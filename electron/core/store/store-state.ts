import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import type { Actor } from '../../../shared/model/act.ts'
import type { NoteRepair } from '../disk/set-aside.ts'
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
  /** Opened with the first line. */
  writer: LedgerWriter | null
  /** The time of the latest line that a new one must not precede. */
  lastAt: string
  /** Why nothing may be written any more; null while the store is open and sound. */
  refusal: unknown
}

/** The state of a store after opening, once catalogue and ledger agree. Throws `ledger.damaged`, `store.*`. */
export async function openState(options: StoreOptions): Promise<StoreState> {
  const { folder, device, readOnly, isNewer = false, onRepair = () => {}, guards } = options
  const space = createSpaceGuard(guards?.reserve)
  const recovered = await recover({ folder, device, readOnly, isNewer, onRepair })
  const heads = { ...recovered.heads }
  return {
    options,
    recovered,
    space,
    heads,
    nextSequence: { ...recovered.nextSequence },
    custody: recovered.custody,
    writer: null,
    lastAt: firstTime(heads, device),
    refusal: null,
  }
}

// A line must sort after everything its writer had seen, even if another device's clock is ahead.
function firstTime(heads: LedgerHeads, device: string): string {
  const others = Object.entries(heads).filter(([name]) => name !== device)
  const latest = others.reduce((last, [, head]) => (head.at > last ? head.at : last), '')
  const afterOthers = latest === '' ? '' : new Date(Date.parse(latest) + 1).toISOString()
  const own = heads[device]?.at ?? ''
  return own > afterOthers ? own : afterOthers
}

/** Throws `archive.read-only`, `store.gone`, or why this store stopped writing. */
export async function refuseUnwritable({ options, refusal }: StoreState): Promise<void> {
  if (options.readOnly) throw new AppError('archive.read-only')
  if (refusal) throw refusal
  await options.guards?.present()
}

/** The time of the next line, in UTC (RFC 3339). */
export function nextTime(state: StoreState): string {
  const wall = new Date().toISOString()
  // Never earlier than any line this archive has seen, whatever the clock does: order is part of the record.
  state.lastAt = wall > state.lastAt ? wall : state.lastAt
  return state.lastAt
}

/** The end of this device's ledger. Throws `store.*`. */
export async function writerOf(state: StoreState): Promise<LedgerWriter> {
  const { folder, device } = state.options
  state.writer ??= await openLedgerWriter(join(folder, 'ledger', device), state.heads[device] ?? null)
  return state.writer
}
