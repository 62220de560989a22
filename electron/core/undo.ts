import { join } from 'node:path'
import type { UndoStep } from '../../shared/contract/archive.ts'
import { AppError } from '../../shared/errors.ts'
import type { LedgerEntry } from '../../shared/model/ledger-entry.ts'
import { invertChange, isUnchangedSince, type ChangeRequest } from './store/apply.ts'
import { parseEntry } from './store/ledger/line.ts'
import { readLines } from './store/ledger/read.ts'
import type { Store } from './store/store.ts'
import type { UndoItem } from './store/undo-item.ts'

/** What undo and redo would do next. */
export async function nextSteps(store: Store): Promise<{ undo: UndoStep | null; redo: UndoStep | null }> {
  const [undo, redo] = [await store.undo.top('undo'), await store.undo.top('redo')]
  return { undo: await stepOf(store, undo), redo: await stepOf(store, redo) }
}

/**
 * Takes back the latest act, or does it again, as one new ledger line; nothing in the ledger is erased. Throws
 * `undo.nothing`, `undo.nothing-to-redo`, and `undo.changed-since` when a later change stands in the way.
 */
export async function takeStep(
  store: Store,
  archive: string,
  direction: 'undo' | 'redo',
): Promise<{ step: UndoStep; entry: LedgerEntry }> {
  const item = await store.undo.top(direction)
  if (!item) throw new AppError(direction === 'undo' ? 'undo.nothing' : 'undo.nothing-to-redo')
  const step = (await stepOf(store, item))!
  const changes = await inverseOf(store, archive, item)
  const entry = await store.commit({ act: direction, undoes: item.action, changes })
  return { step, entry }
}

async function inverseOf(store: Store, archive: string, item: UndoItem): Promise<ChangeRequest[]> {
  const at = new Date().toISOString()
  const inverse: ChangeRequest[] = []
  const touched = new Set<string>()
  for (const entry of (await linesOf(store, archive, item)).reverse()) {
    for (const change of [...entry.changes].reverse()) {
      const key = `${change.table}/${change.id}`
      // Only the last change of a row can be compared with the row; earlier ones were overtaken by the act itself.
      if (!touched.has(key) && !isUnchangedSince(await store.row(change.table, change.id), change)) {
        throw new AppError('undo.changed-since', { what: change.id })
      }
      touched.add(key)
      inverse.push(invertChange(change, at))
    }
  }
  return inverse
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

/** What a row is called now, where the step knows it by its id only. */
async function nameOf(store: Store, table: string, id: string): Promise<string | undefined> {
  if (table === 'records') return (await store.row('records', id))?.title
  if (table === 'searches') return (await store.row('searches', id))?.name
  return table === 'aliases' ? (await store.row('aliases', id))?.names.join(', ') : undefined
}
