import { z } from 'zod'
import { LedgerAct } from '../../../../shared/model/act.ts'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import type { LinePlace } from '../ledger/read.ts'

/** Where a line is in a device's ledger, in the stored form. */
export const Place = z.object({ file: z.string(), offset: z.number(), line: z.number() })

/** One act of the user as undo sees it: its lines are between `first` and the end of the ledger. */
export const UndoItem = z.object({
  action: z.string(),
  act: LedgerAct,
  first: Place,
  lines: z.int(),
  rows: z.int(),
  table: z.string(),
  title: z.string(),
  fields: z.array(z.string()),
})
export type UndoItem = z.infer<typeof UndoItem>

/** The direction of a step. */
export type Direction = 'undo' | 'redo'

/** True for a line that undoes or redoes. */
export function isTurn(entry: LedgerEntry): boolean {
  return entry.act === 'undo' || entry.act === 'redo'
}

/** True for a line that can be undone; the lines that create the archive as its owner first sees it cannot. */
export function isTracked(entry: LedgerEntry): boolean {
  return entry.act !== 'creation' && entry.act !== 'fixity check' && entry.changes.length > 0
}

const TITLE_LENGTH = 200

/** The act that begins with this line. */
export function itemOf(entry: LedgerEntry, { file, offset, line }: LinePlace): UndoItem {
  const change = entry.changes[0]
  const named =
    change?.set?.['title'] ?? change?.set?.['label'] ?? change?.was?.['title'] ?? change?.was?.['label']
  return {
    action: entry.action,
    act: entry.act,
    first: { file, offset, line },
    lines: 1,
    rows: entry.changes.length,
    table: change?.table ?? '',
    title: typeof named === 'string' ? named.slice(0, TITLE_LENGTH) : (change?.id ?? ''),
    fields: change?.was ? Object.keys(change.was).sort() : [],
  }
}

/** The act with one more line at its end. */
export function grown(item: UndoItem, entry: LedgerEntry): UndoItem {
  return { ...item, lines: item.lines + 1, rows: item.rows + entry.changes.length }
}

/** The act as represented by the line that reversed it: it keeps its name, and has the changes of that line. */
export function turned(item: UndoItem, entry: LedgerEntry, { file, offset, line }: LinePlace): UndoItem {
  const { action, changes } = entry
  return { ...item, action, first: { file, offset, line }, lines: 1, rows: changes.length }
}
