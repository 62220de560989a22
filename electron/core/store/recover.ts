import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { applyChange, objectRows } from './apply.ts'
import { noCustody, trackCustody, type CustodyState } from './custody-state.ts'
import { clearCatalogue, listShards, openCatalogue, type Catalogue } from './catalogue/catalogue.ts'
import type { Row, TableName } from './catalogue/tables.ts'
import { readCatalogueHead, writeCatalogueHead, type CatalogueHead, type LedgerHeads } from './head.ts'
import { hasLength } from './ledger/append.ts'
import type { LinePlace } from './ledger/read.ts'
import { foldShard, replay, rollBackTornLine, type ReplayedLine } from './replay.ts'
import {
  emptyUndoState,
  openUndoStack,
  undoStateBefore,
  type UndoStack,
  type UndoState,
} from './undo-stack.ts'

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
  /** Files in the inbox that keep the bytes of a torn line. */
  readonly rolledBack: readonly string[]
}

/** Brings the catalogue up to the ledger. Throws `ledger.damaged` and `store.*`; the ledger is never changed but for a torn tail of this device. */
export async function recover(options: {
  folder: string
  device: string
  readOnly: boolean
}): Promise<Recovered> {
  const ledger = join(options.folder, 'ledger')
  const folder = join(options.folder, 'catalogue')
  const head = await readCatalogueHead(join(folder, 'head.json'))
  if (head) await refuseShortLedger(ledger, head)
  const rolledBack = options.readOnly ? [] : await rollBack(options, head?.covers[options.device])
  const usable = head !== null && (await hasAllShards(folder, head))
  const base = usable ? head : emptyHead()
  if (!usable && !options.readOnly) await clearCatalogue(folder)
  if (!options.readOnly) await mkdir(folder, { recursive: true })
  const catalogue = await openCatalogue(folder, (table, shard) => foldShard(ledger, table, shard))
  const state = {
    heads: { ...base.covers },
    nextSequence: { ...base.nextSequence },
    undo: openUndoStack(join(ledger, options.device), undoStateOf(base, options.device)),
    custody: base.custody,
    replayed: 0,
  }
  const latest = Object.values(base.covers).reduce((last, each) => (each.at > last ? each.at : last), '')
  for await (const line of replay(ledger, base.covers)) {
    // Another device's work from before what is folded already: only a fold in order gives the right winner.
    if (usable && line.entry.at < latest) return await startOver(options, rolledBack)
    await take(line, catalogue, state, options.device)
  }
  return { catalogue, ...state, rebuilt: !usable, rolledBack }
}

async function take(
  { entry, place, head, device }: ReplayedLine,
  catalogue: Catalogue,
  state: {
    heads: LedgerHeads
    nextSequence: Record<string, number>
    undo: UndoStack
    custody: CustodyState
    replayed: number
  },
  ownDevice: string,
): Promise<void> {
  for (const change of entry.changes) {
    const rows: { table: TableName; id: string; row: Row }[] = []
    const before = await catalogue.row(change.table, change.id)
    // A shard may be newer than its head; a row that has seen later lines of ours has seen this one.
    if (!before || device !== ownDevice || before.modifiedAt <= entry.at)
      rows.push({ table: change.table, id: change.id, row: applyChange(before, change, entry.at) })
    const named = objectRows(change, () => undefined).map((row) => row.id)
    const now = new Map<string, Row | undefined>()
    for (const hash of named) now.set(hash, await catalogue.row('objects', hash))
    rows.push(...objectRows(change, (hash) => now.get(hash)))
    await catalogue.put(rows)
    countUp(state.nextSequence, change.id)
  }
  if (device === ownDevice) await state.undo.track(entry, place)
  state.custody = trackCustody(state.custody, entry)
  state.heads[device] = head
  state.replayed += 1
}

function countUp(nextSequence: Record<string, number>, id: string): void {
  const named = /^(?:[ast]-)?([0-9a-z]{4})-(\d+)$/.exec(id)
  if (!named) return
  nextSequence[named[1]!] = Math.max(nextSequence[named[1]!] ?? 1, Number(named[2]) + 1)
}

async function hasAllShards(folder: string, head: CatalogueHead): Promise<boolean> {
  const found = new Set(await listShards(folder))
  return head.shards.every((shard) => found.has(shard))
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

async function rollBack(
  options: { folder: string; device: string },
  from: LinePlace | undefined,
): Promise<string[]> {
  const inbox = join(options.folder, 'inbox')
  await mkdir(inbox, { recursive: true })
  const aside = await rollBackTornLine(join(options.folder, 'ledger', options.device), inbox, from)
  return aside ? [aside] : []
}

async function startOver(
  options: { folder: string; device: string; readOnly: boolean },
  rolledBack: readonly string[],
): Promise<Recovered> {
  await writeCatalogueHead(join(options.folder, 'catalogue', 'head.json'), emptyHead())
  await clearCatalogue(join(options.folder, 'catalogue'))
  const again = await recover(options)
  return { ...again, rebuilt: true, rolledBack }
}

const emptyHead = (): CatalogueHead => ({
  version: 1,
  covers: {},
  shards: [],
  nextSequence: {},
  undo: { ...emptyUndoState(), device: '' },
  custody: noCustody,
})

const undoStateOf = ({ undo, covers }: CatalogueHead, device: string): UndoState =>
  undo.device === device ? { undo: undo.undo, redo: undo.redo } : undoStateBefore(covers[device])
