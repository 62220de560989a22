import { z } from 'zod'
import { LedgerAct, type LedgerEntry } from '../../../shared/model/ledger-entry.ts'
import type { LinePlace } from './ledger/read.ts'

const Place = z.object({ file: z.string(), offset: z.number(), line: z.number() })

/** One act of the user as undo sees it: its lines lie between `first` and the end of the ledger. */
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

/** What can be taken back and what can be done again, the latest last. */
export const UndoStack = z.object({ undo: z.array(UndoItem), redo: z.array(UndoItem) })
export type UndoStack = z.infer<typeof UndoStack>

/** So many acts can be taken back; the ledger itself forgets none. */
const DEPTH = 1000

/** The stack after one more line of this device's ledger. Folding a ledger from its start always gives the same stack. */
export function trackEntry(stack: UndoStack, entry: LedgerEntry, place: LinePlace): UndoStack {
  if (entry.act === 'undo') return move(stack, 'undo', 'redo', entry, place)
  if (entry.act === 'redo') return move(stack, 'redo', 'undo', entry, place)
  // What made the archive what it is when its owner first sees it is not for undo.
  if (entry.act === 'creation') return { undo: [], redo: [] }
  if (entry.act === 'fixity check' || entry.changes.length === 0) return stack
  const last = stack.undo.at(-1)
  if (last?.action === entry.action) {
    const grown = { ...last, lines: last.lines + 1, rows: last.rows + entry.changes.length }
    return { ...stack, undo: [...stack.undo.slice(0, -1), grown] }
  }
  return { undo: [...stack.undo, itemOf(entry, place)].slice(-DEPTH), redo: [] }
}

// A line of undo is itself what redo turns round, so it takes the place of the act it took back.
function move(
  stack: UndoStack,
  from: 'undo' | 'redo',
  to: 'undo' | 'redo',
  entry: LedgerEntry,
  place: LinePlace,
): UndoStack {
  const step = stack[from].findLast((item) => item.action === entry.undoes)
  if (!step) return stack
  const turned = { ...step, action: entry.action, first: place, lines: 1 }
  const moved = { undo: stack.undo, redo: stack.redo }
  moved[from] = stack[from].filter((item) => item !== step)
  moved[to] = [...stack[to], turned].slice(-DEPTH)
  return moved
}

function itemOf(entry: LedgerEntry, place: LinePlace): UndoItem {
  const change = entry.changes[0]!
  const named =
    change.set?.['title'] ?? change.set?.['label'] ?? change.was?.['title'] ?? change.was?.['label']
  return {
    action: entry.action,
    act: entry.act,
    first: { file: place.file, offset: place.offset, line: place.line },
    lines: 1,
    rows: entry.changes.length,
    table: change.table,
    title: typeof named === 'string' ? named : change.id,
    fields: change.was === null ? [] : Object.keys(change.was).sort(),
  }
}
