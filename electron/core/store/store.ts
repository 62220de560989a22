import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Actor } from '../../../shared/model/act.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { asStoreError } from '../disk/durable.ts'
import type { NoteRepair } from '../disk/set-aside.ts'
import type { RowOf, TableName } from './catalogue/tables.ts'
import { trackCustody, type CustodyState } from './ledger/custody-state.ts'
import { draftEntries, type Act, type WrittenRow } from './commit.ts'
import { writeCatalogueHead } from './catalogue/head.ts'
import { noHead, type LedgerHead, type LedgerHeads } from './ledger/head.ts'
import { openLedgerWriter, type LedgerWriter } from './ledger/append.ts'
import { recover, type Recovered } from './recover.ts'
import { serialize } from '../session/serialize.ts'
import { createSpaceGuard, type SpaceReserve } from './space-guard.ts'
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

/** What protects the store from a disk that is full, or gone. */
export interface StoreGuards {
  /** Throws `store.gone` when the archive's folder does not exist. */
  readonly present: () => Promise<void>
  readonly reserve: SpaceReserve
}

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

interface Waiting {
  readonly act: Act
  readonly resolve: (entry: LedgerEntry) => void
  readonly reject: (cause: unknown) => void
}

const GROUP = 256
const QUIET_MS = 1500
const LONGEST_MS = 20_000

/**
 * Opens the store of an archive folder: replays the lines that the catalogue does not cover, or the entire ledger if
 * it must.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { folder, device, readOnly, isNewer = false, guards } = options
  const space = createSpaceGuard(guards?.reserve)
  const ledger = join(folder, 'ledger')
  const headPath = join(folder, 'catalogue', 'head.json')
  const onRepair = options.onRepair ?? (() => {})
  const recovered = await recover({ folder, device, readOnly, isNewer, onRepair })
  const { catalogue } = recovered
  const heads: Record<string, LedgerHead> = { ...recovered.heads }
  const nextSequence: Record<string, number> = { ...recovered.nextSequence }
  const { undo } = recovered
  let { custody } = recovered
  let writer: LedgerWriter | null = null
  let lastAt = firstTime(heads, device)
  const queue: Waiting[] = []
  let draining: Promise<void> | null = null
  let flushTimer: NodeJS.Timeout | null = null
  let dirtySince: number | null = null
  let refusal: unknown = null

  const now = () => {
    const wall = new Date().toISOString()
    // Never earlier than any line this archive has seen, whatever the clock does: order is part of the record.
    lastAt = wall > lastAt ? wall : lastAt
    return lastAt
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) await commitGroup(queue.splice(0, GROUP))
    // In the same turn as the last check of the queue: an act that comes later starts a drain of its own.
    draining = null
  }

  // Lines are written but not in the catalogue: only reopening the archive brings the two into agreement.
  function stopWriting(cause: unknown): never {
    refusal = asStoreError(cause)
    throw refusal
  }

  async function commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      if (readOnly) throw new AppError('archive.read-only')
      if (refusal) throw refusal
      await guards?.present()
      const draft = await draftEntries(
        group.map((waiting) => waiting.act),
        { device, head: heads[device] ?? noHead, now, read: (table, id) => catalogue.row(table, id) },
      )
      const entries = draft.entries.filter((entry): entry is LedgerEntry => !(entry instanceof Error))
      if (entries.length > 0) {
        writer ??= await openLedgerWriter(join(ledger, device), heads[device] ?? null)
        const places = await space.writeLines(entries, () => writer!.append(entries))
        await catalogue.put(draft.rows).catch(stopWriting)
        for (const [index, entry] of entries.entries()) {
          await undo.track(entry, places[index]!).catch(stopWriting)
          custody = trackCustody(custody, entry)
        }
        heads[device] = { ...writer.next(), seq: entries.at(-1)!.seq, hash: entries.at(-1)!.hash, at: lastAt }
        options.onCommitted(entries, draft.rows)
        flushLater()
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

  // In a quiet moment after work, or now and then during long work: each flush writes every shard that was touched.
  function flushLater(): void {
    dirtySince ??= performance.now()
    if (flushTimer) clearTimeout(flushTimer)
    const wait = Math.min(QUIET_MS, Math.max(0, dirtySince + LONGEST_MS - performance.now()))
    flushTimer = setTimeout(() => {
      flushTimer = null
      // A flush that fails loses nothing: all is in the ledger, and the next flush or opening tries again.
      flush().catch(() => undefined)
    }, wait)
  }

  // One at a time: two that write the head at once could leave the older one.
  const flush = serialize(async () => {
    if (readOnly || refusal) return
    await guards?.present()
    dirtySince = null
    await space.writeDerived(writeShards)
  })

  async function writeShards(): Promise<void> {
    const head = {
      version: 1 as const,
      covers: { ...heads },
      nextSequence: { ...nextSequence },
      undo: { ...undo.state(), device },
      custody,
    }
    await catalogue.flush()
    await writeCatalogueHead(headPath, { ...head, shards: catalogue.shards() })
    await options.onFlushed?.(head.covers)
  }

  return {
    commit(act) {
      return new Promise((resolve, reject) => {
        if (refusal) return reject(refusal)
        const whole = { ...act, actor: act.actor ?? options.actor(), action: act.action ?? newAction() }
        queue.push({ act: whole, resolve, reject })
        draining ??= drain()
      })
    },
    row: (table, id) => catalogue.row(table, id),
    rows: (table) => catalogue.rows(table),
    nextId() {
      const sequence = nextSequence[device] ?? 1
      nextSequence[device] = sequence + 1
      return `${device}-${String(sequence).padStart(6, '0')}`
    },
    nextAction: newAction,
    undo,
    custody: () => custody,
    heads: () => ({ ...heads }),
    device,
    recovered,
    flush,
    async close() {
      if (flushTimer) clearTimeout(flushTimer)
      await draining
      try {
        await flush()
      } finally {
        refusal ??= new AppError('archive.none-open')
        await writer?.close()
      }
    },
  }
}

// A line must sort after everything its writer had seen, even if another device's clock is ahead.
function firstTime(heads: LedgerHeads, device: string): string {
  const others = Object.entries(heads).filter(([name]) => name !== device)
  const latest = others.reduce((last, [, head]) => (head.at > last ? head.at : last), '')
  const behindOthers = latest === '' ? '' : new Date(Date.parse(latest) + 1).toISOString()
  const own = heads[device]?.at ?? ''
  return own > behindOthers ? own : behindOthers
}

const newAction = (): string => crypto.randomUUID()
