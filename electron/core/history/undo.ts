import { join } from 'node:path'
import type { ChangedStep, UndoChoice, UndoStep } from '../../../shared/contract/archive.ts'
import { AppError } from '../../../shared/errors.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { isLedgerTable, titleOf } from '../../../shared/contract/tables.ts'
import { describeChangedRows, rowKey, rowsChangedSince } from './changed-since.ts'
import { invertChange } from '../store/catalogue/apply.ts'
import { parseEntry } from '../store/ledger/line.ts'
import { readLines } from '../store/ledger/read.ts'
import type { Store } from '../store/store.ts'
import type { Direction, UndoItem } from '../store/undo/undo-item.ts'

/** What undo and redo would do next. */
export async function nextSteps(store: Store): Promise<{ undo: UndoStep | null; redo: UndoStep | null }> {
  const [undo, redo] = [await store.undo.top('undo'), await store.undo.top('redo')]
  return { undo: await stepOf(store, undo), redo: await stepOf(store, redo) }
}

/**
 * Undoes or redoes the latest act with one new ledger line; nothing in the ledger is erased. Throws `undo.nothing`,
 * `undo.nothing-to-redo`, `undo.changed-since` when a later change is in the way and the choice says to ask, and
 * `undo.moved-on` when the choice was made for another act.
 */
export async function takeStep(
  store: Store,
  archive: string,
  direction: Direction,
  choice: UndoChoice = { changed: 'ask' },
): Promise<{ step: UndoStep; entry: LedgerEntry }> {
  const item = await store.undo.top(direction)
  if (!item) throw new AppError(direction === 'undo' ? 'undo.nothing' : 'undo.nothing-to-redo')
  if (choice.action !== undefined && choice.action !== item.action) throw new AppError('undo.moved-on')
  const step = (await stepOf(store, item))!
  const lines = await linesOf(store, archive, item)
  const changed = await rowsChangedSince(store, lines)
  const [first] = changed.values()
  if (first && choice.changed === 'ask') {
    const fields = [...first.back.keys()].join(', ')
    throw new AppError('undo.changed-since', { what: first.id, fields, rows: changed.size })
  }
  const at = new Date().toISOString()
  const changes = lines
    .flatMap((entry) => entry.changes)
    .reverse()
    .filter((change) => choice.changed !== 'skip' || !changed.has(rowKey(change)))
    .map((change) => invertChange(change, at))
  const note = first ? notes[choice.changed](changed.size) : undefined
  const entry = await store.commit({ act: direction, undoes: item.action, changes, note })
  return { step, entry }
}

/** What the changed rows of the next step have become since; null when nothing is in its way. */
export async function findChanged(
  store: Store,
  archive: string,
  direction: Direction,
): Promise<ChangedStep | null> {
  const item = await store.undo.top(direction)
  if (!item) return null
  const lines = await linesOf(store, archive, item)
  const changed = await rowsChangedSince(store, lines)
  if (changed.size === 0) return null
  const touched = new Set(lines.flatMap((entry) => entry.changes.map(rowKey)))
  return {
    step: (await stepOf(store, item))!,
    changed: changed.size,
    rest: touched.size - changed.size,
    rows: await describeChangedRows(archive, [...changed.values()].slice(0, ROWS_SHOWN)),
  }
}

/** How many rows are described; nobody reads more before deciding. */
const ROWS_SHOWN = 50

/** What the line says about rows that were changed since, for readers of the ledger. */
const notes = {
  ask: () => undefined,
  overwrite: (rows: number) => `also of what was changed since: ${rows} ${rows === 1 ? 'row' : 'rows'}`,
  skip: (rows: number) => `without what was changed since: ${rows} ${rows === 1 ? 'row' : 'rows'}`,
}

async function linesOf(store: Store, archive: string, item: UndoItem): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = []
  for await (const line of readLines(join(archive, 'ledger', store.device), item.first)) {
    const entry = parseEntry(line.bytes)
    if (entry?.action === item.action) found.push(entry)
    if (found.length === item.lines) break
  }
  if (found.length !== item.lines) throw new AppError('undo.nothing')
  return found
}

async function stepOf(store: Store, item: UndoItem | undefined): Promise<UndoStep | null> {
  if (!item) return null
  const { action, act, rows, table, title, fields } = item
  return {
    action,
    act,
    rows,
    table,
    title: (rows === 1 && (await nameOf(store, table, title))) || title,
    fields,
  }
}

/** The current name of a row that the step knows only by its id. */
async function nameOf(store: Store, table: string, id: string): Promise<string | undefined> {
  // The window knows tags by their ids, and shows the full path.
  if (!isLedgerTable(table) || table === 'tags') return undefined
  const row = await store.row(table, id)
  return row && titleOf(table, row)
}
