import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ZodError } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { Change } from '../../../shared/model/ledger-entry.ts'
import { setAside, type NoteRepair } from '../disk/set-aside.ts'
import { applyChange, objectRows } from './catalogue/apply.ts'
import { noCustody, trackCustody, type CustodyState } from './ledger/custody-state.ts'
import { clearCatalogue, listShards, openCatalogue, type Catalogue } from './catalogue/catalogue.ts'
import type { Row, TableName } from './catalogue/tables.ts'
import { readCatalogueHead, writeCatalogueHead, type CatalogueHead } from './catalogue/head.ts'
import type { LedgerHeads } from './ledger/head.ts'
import { hasLength } from './ledger/append.ts'
import type { LinePlace } from './ledger/read.ts'
import { applyLine, foldShard } from './catalogue/fold.ts'
import { replay, rollBackTornLine, type ReplayedLine } from './ledger/replay.ts'
import {
  emptyUndoState,
  openUndoStack,
  undoStateBefore,
  type UndoStack,
  type UndoState,
} from './undo/undo-stack.ts'

/** The state an archive is in after opening, and what had to be done for it. */
export interface Recovered {
  readonly catalogue: Catalogue
  readonly heads: LedgerHeads
  readonly nextSequence: Readonly<Record<string, number>>
  readonly undo: UndoStack
  readonly custody: CustodyState
  /** Ledger lines that the catalogue did not hold yet. */
  readonly replayed: number
  /** True when the catalogue was made anew from the whole ledger. */
  readonly rebuilt: boolean
  /** How many rows a newer Holdfast wrote in a shape that this one cannot show. */
  readonly leftOut: number
}

export interface RecoverOptions {
  readonly folder: string
  readonly device: string
  readonly readOnly: boolean
  /** A newer Holdfast wrote it: of all that lies there, only the ledger is read, and rows of an unknown shape are left out. */
  readonly isNewer?: boolean
  /** Folds the whole ledger, whatever the catalogue covers. */
  readonly ignoreCatalogue?: boolean
  /** Told of everything that was damaged or half done and set right, now or when a shard is read later. */
  readonly onRepair: NoteRepair
}

/** Brings the catalogue up to the ledger. Throws `ledger.damaged` and `store.*`; the ledger is never changed but for a torn tail of this device. */
export async function recover(options: RecoverOptions): Promise<Recovered> {
  const ledger = join(options.folder, 'ledger')
  const folder = join(options.folder, 'catalogue')
  const head = options.isNewer ? null : await readCatalogueHead(join(folder, 'head.json'))
  if (head) await refuseShortLedger(ledger, head)
  if (!options.readOnly) await rollBack(options, head?.covers[options.device])
  const problem = options.ignoreCatalogue || options.isNewer ? '' : await whyUnusable(options, head)
  const usable = head !== null && problem === null
  const base = usable ? head : emptyHead()
  if (!usable && !options.readOnly) await clearCatalogue(folder)
  if (!options.readOnly) await mkdir(folder, { recursive: true })
  const catalogue = await openCatalogue(
    folder,
    (table, shard) => rebuildShard(options, table, shard),
    // Somebody else may be writing what is only read here: newer shards than the head says are none of damage then.
    { empty: !usable, sums: usable && !options.readOnly ? base.shards : {} },
  )
  const state = {
    heads: { ...base.covers },
    nextSequence: { ...base.nextSequence },
    undo: openUndoStack(join(ledger, options.device), undoStateOf(base, options.device)),
    custody: base.custody,
    replayed: 0,
  }
  const unreadable = options.isNewer ? new Map<string, { table: TableName; id: string }>() : null
  const latest = Object.values(base.covers).reduce((last, each) => (each.at > last ? each.at : last), '')
  for await (const line of replay(ledger, base.covers)) {
    // Another device's work from before what is folded already: only a fold in order gives the right winner.
    if (usable && line.entry.at < latest) return await startOver(options)
    const isTaken = await take(line, catalogue, state, { ownDevice: options.device, usable, unreadable })
    if (!isTaken) return await startOver(options)
  }
  if (problem && state.replayed > 1) await noteRebuilt(options, problem)
  for (const { table, id } of unreadable?.values() ?? []) await catalogue.leaveOut(table, id)
  return { catalogue, ...state, rebuilt: !usable, leftOut: unreadable?.size ?? 0 }
}

interface TakeHow {
  readonly ownDevice: string
  /** The catalogue that is built on held something already. */
  readonly usable: boolean
  /** Takes up the rows that only a newer Holdfast can show; null where each must be readable. */
  readonly unreadable: Map<string, { readonly table: TableName; readonly id: string }> | null
}

/** Applies a line; answers false where a row has seen what came later and yet may lack it. */
async function take(
  line: ReplayedLine,
  catalogue: Catalogue,
  state: {
    heads: LedgerHeads
    nextSequence: Record<string, number>
    undo: UndoStack
    custody: CustodyState
    replayed: number
  },
  { ownDevice, usable, unreadable }: TakeHow,
): Promise<boolean> {
  const { entry, place, head, device } = line
  for (const change of entry.changes) {
    const { table, id } = change
    catalogue.expectNewer(table, id)
    const rows: { table: TableName; id: string; row: Row }[] = []
    const before = await catalogue.row(table, id)
    // A shard may be newer than its head; a row that has seen later lines of ours has seen this one.
    const isSeen = usable && before !== undefined && before.modifiedAt > entry.at
    if (isSeen && device !== ownDevice) return false
    if (!isSeen) {
      const row = unreadable ? applied(before, change, entry.at) : applyLine(before, change, line)
      if (row) rows.push({ table, id, row })
      // Even where a later line could be read: the row would say what it said before.
      else unreadable?.set(`${table}/${id}`, { table, id })
    }
    const named = objectRows(change, () => undefined).map((row) => row.id)
    const now = new Map<string, Row | undefined>()
    for (const hash of named) {
      catalogue.expectNewer('objects', hash)
      now.set(hash, await catalogue.row('objects', hash))
    }
    rows.push(...objectRows(change, (hash) => now.get(hash)))
    await catalogue.put(rows)
    countUp(state.nextSequence, change.id, device)
  }
  if (device === ownDevice) await state.undo.track(entry, place)
  state.custody = trackCustody(state.custody, entry)
  state.heads[device] = head
  state.replayed += 1
  return true
}

// Null for a row that only a newer Holdfast can show.
function applied(before: Row | undefined, change: Change, at: string): Row | null {
  try {
    return applyChange(before, change, at)
  } catch (cause) {
    if (cause instanceof ZodError) return null
    throw cause
  }
}

// Each device gives out its own numbers: a line of another must not drive them up to where two are the same.
function countUp(nextSequence: Record<string, number>, id: string, device: string): void {
  const named = /^(?:[ast]-)?([0-9a-z]{4})-(\d+)$/.exec(id)
  if (named?.[1] !== device) return
  nextSequence[device] = Math.max(nextSequence[device] ?? 1, Number(named[2]) + 1)
}

// Null for a catalogue that can be built on, '' for one that says itself that it cannot; a damaged head is kept aside.
async function whyUnusable(options: RecoverOptions, head: CatalogueHead | null): Promise<string | null> {
  const folder = join(options.folder, 'catalogue')
  // It was being made anew: shards that lie there yet are older than what it was made anew for.
  if (head && Object.keys(head.covers).length === 0) return ''
  if (head) {
    const found = new Set(await listShards(folder))
    const missing = Object.keys(head.shards).filter((shard) => !found.has(shard))
    return missing.length > 0 ? `catalogue/${missing[0]}.json is missing` : null
  }
  const path = join(folder, 'head.json')
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  return isThere ? 'catalogue/head.json is damaged' : 'catalogue/head.json is missing'
}

async function noteRebuilt({ onRepair, readOnly, folder }: RecoverOptions, problem: string): Promise<void> {
  const path = join(folder, 'catalogue', 'head.json')
  const isDamaged = problem === 'catalogue/head.json is damaged'
  const aside = isDamaged && !readOnly ? await setAside(folder, path, 'catalogue-head.json') : null
  const message = `The catalogue was not whole (${problem}). It was made again from the ledger.`
  onRepair({ kind: 'catalogue', path: 'catalogue', aside, message })
}

async function rebuildShard(
  { folder, readOnly, onRepair }: RecoverOptions,
  table: TableName,
  shard: string,
): Promise<Record<string, Row>> {
  const ledger = join(folder, 'ledger')
  // Where the whole archive is gone, an empty shard would look like the truth.
  await stat(ledger).catch((cause: unknown) => {
    throw new AppError('store.gone', { path: folder }, { cause })
  })
  const rows = await foldShard(ledger, table, shard)
  const path = `catalogue/${table}/${shard}.json`
  const aside = readOnly ? null : await setAside(folder, join(folder, path), `${table}-${shard}.json`)
  const message = `${path} was missing, torn, changed by hand or not the latest. It was made again from the ledger.`
  onRepair({ kind: 'catalogue-shard', path, aside, message })
  return rows
}

// A ledger that ends before what the catalogue has seen was cut, or is not all here yet. Opening it would make the loss
// look like the truth, and take away the catalogue that shows it.
async function refuseShortLedger(ledger: string, head: CatalogueHead): Promise<void> {
  for (const [device, at] of Object.entries(head.covers)) {
    if (await hasLength(join(ledger, device), at)) continue
    const problem = `the file ends before entry ${at.seq}, which was written`
    throw new AppError('ledger.damaged', { file: `ledger/${device}/${at.file}`, line: at.line - 1, problem })
  }
}

async function rollBack(options: RecoverOptions, from: LinePlace | undefined): Promise<void> {
  const inbox = join(options.folder, 'inbox')
  await mkdir(inbox, { recursive: true })
  const torn = await rollBackTornLine(join(options.folder, 'ledger', options.device), inbox, from)
  if (!torn) return
  const path = `ledger/${options.device}/${torn.file}`
  const message = `Line ${torn.line} of ${path} was cut off while it was written. It was rolled back: nobody had been told that it was saved.`
  options.onRepair({ kind: 'ledger-tail', path, aside: `inbox/${torn.aside}`, message })
}

async function startOver(options: RecoverOptions): Promise<Recovered> {
  if (options.readOnly) return await recover({ ...options, ignoreCatalogue: true })
  await writeCatalogueHead(join(options.folder, 'catalogue', 'head.json'), emptyHead())
  await clearCatalogue(join(options.folder, 'catalogue'))
  const again = await recover(options)
  return { ...again, rebuilt: true }
}

const emptyHead = (): CatalogueHead => ({
  version: 1,
  covers: {},
  shards: {},
  nextSequence: {},
  undo: { ...emptyUndoState(), device: '' },
  custody: noCustody,
})

const undoStateOf = ({ undo, covers }: CatalogueHead, device: string): UndoState =>
  undo.device === device ? { undo: undo.undo, redo: undo.redo } : undoStateBefore(covers[device])
