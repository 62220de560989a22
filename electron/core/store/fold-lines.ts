import { join } from 'node:path'
import { ZodError } from 'zod'
import type { Change } from '../../../shared/ledger/ledger-entry.ts'
import { applyChange, objectRows } from './catalogue/apply.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import { applyLine } from './catalogue/fold.ts'
import type { CatalogueHead } from './catalogue/head.ts'
import type { Row, TableName } from './catalogue/tables.ts'
import { trackCustody } from './ledger/custody-state.ts'
import type { ReplayedLine } from './ledger/replay.ts'
import { createOrder } from './line-order.ts'
import { openUndoStack, undoStateBefore, type UndoState } from './undo/undo-stack.ts'

/** What lines are folded into, and for whom. */
export interface FoldOptions {
  readonly folder: string
  /** The device whose undo stack is tracked. */
  readonly device: string
  /** Written by a newer Holdfast: rows that only it can read are left out. */
  readonly isNewer: boolean
}

interface RowName {
  readonly table: TableName
  readonly id: string
}

/** Folds ledger lines into a catalogue and into the state that its head keeps, continuing from that head. */
export function createFold(catalogue: Catalogue, head: CatalogueHead, options: FoldOptions) {
  const { folder, device: own } = options
  const heads = { ...head.covers }
  const nextSequence = { ...head.nextSequence }
  const undo = openUndoStack(join(folder, 'ledger', own), undoStateOf(head, own))
  const unreadable = new Map<string, RowName>()
  const order = createOrder(head, own)
  let custody = head.custody
  let replayed = 0
  return {
    /** Applies a line, which comes after all that were applied before. */
    async take(line: ReplayedLine): Promise<void> {
      const { entry, place, device } = line
      const isSeen = await rowsThatHaveSeen(catalogue, line)
      for (const change of entry.changes) {
        const row = isSeen(change) ? null : await rowAfterLine(catalogue, { change, line }, options)
        // Even if a later line could be read, the row would show what it contained before.
        if (row === UNREADABLE) unreadable.set(`${change.table}/${change.id}`, change)
        const rows = row === null || row === UNREADABLE ? [] : [{ table: change.table, id: change.id, row }]
        const derived = (await objectRowsAfter(catalogue, change)).filter((each) => !isSeen(each))
        await catalogue.put([...rows, ...derived], line)
        countUp(nextSequence, change.id, device)
      }
      if (device === own) await undo.track(entry, place)
      custody = trackCustody(custody, entry)
      heads[device] = line.head
      order.take(line, heads)
      replayed += 1
    },
    /** The outcome of all lines; rows that only a newer Holdfast can read are left out. */
    async finish() {
      for (const { table, id } of unreadable.values()) await catalogue.leaveOut(table, id)
      return { heads, nextSequence, undo, custody, order: order.now(), replayed, leftOut: unreadable.size }
    },
  }
}

/**
 * Says which of the rows that a line changes have seen it already: a shard may be newer than its head. Asked before the
 * first of them is changed, since from then on its shard has seen the line.
 */
async function rowsThatHaveSeen(
  catalogue: Catalogue,
  line: ReplayedLine,
): Promise<(row: RowName) => boolean> {
  const seen = new Set<string>()
  for (const change of line.entry.changes)
    for (const { table, id } of [change, ...objectRows(change, () => undefined)]) {
      catalogue.expectNewer(table, id)
      if (await catalogue.hasSeen(table, id, line)) seen.add(`${table}/${id}`)
    }
  return ({ table, id }) => seen.has(`${table}/${id}`)
}

async function rowAfterLine(
  catalogue: Catalogue,
  { change, line }: { readonly change: Change; readonly line: ReplayedLine },
  options: FoldOptions,
): Promise<Row | typeof UNREADABLE> {
  return rowAfter(await newestRow(catalogue, change.table, change.id), change, line, options)
}

async function newestRow<Name extends TableName>(catalogue: Catalogue, table: Name, id: string) {
  catalogue.expectNewer(table, id)
  return await catalogue.row(table, id)
}

/** In place of a row that only a newer Holdfast can read. */
const UNREADABLE = Symbol('unreadable')

function rowAfter(
  before: Row | undefined,
  change: Change,
  line: ReplayedLine,
  { isNewer }: FoldOptions,
): Row | typeof UNREADABLE {
  if (!isNewer) return applyLine(before, change, line)
  try {
    return applyChange(before, change, line.entry.at)
  } catch (cause) {
    if (cause instanceof ZodError) return UNREADABLE
    throw cause
  }
}

async function objectRowsAfter(catalogue: Catalogue, change: Change) {
  const now = new Map<string, Row | undefined>()
  for (const { id } of objectRows(change, () => undefined))
    now.set(id, await newestRow(catalogue, 'objects', id))
  return objectRows(change, (hash) => now.get(hash))
}

function undoStateOf({ undo, covers }: CatalogueHead, device: string): UndoState {
  return undo.device === device ? { undo: undo.undo, redo: undo.redo } : undoStateBefore(covers[device])
}

// Each device numbers its own records; a line of another device must not change the count, or two could be given the
// same number.
function countUp(nextSequence: Record<string, number>, id: string, device: string): void {
  const named = /^(?:[ast]-)?([0-9a-z]{4})-(\d+)$/.exec(id)
  if (named?.[1] !== device) return
  nextSequence[device] = Math.max(nextSequence[device] ?? 1, Number(named[2]) + 1)
}
