import { z } from 'zod'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import type { LinePlace } from '../ledger/read.ts'
import { grown, isTracked, isTurn, itemOf, Place, turned, UndoItem, type Direction } from './undo-item.ts'
import { scanActs } from './undo-scan.ts'

/** The latest acts of one direction, the latest last; if there are others, they are in the ledger before `older`. */
const Pile = z.object({ items: z.array(UndoItem), older: Place.nullable() })
type Pile = z.infer<typeof Pile>

/** The acts kept in memory that can be undone and redone. */
export const UndoState = z.object({ undo: Pile, redo: Pile })
export type UndoState = z.infer<typeof UndoState>

/** Everything that can be undone and redone: the latest acts are in memory, the rest is found in the ledger. */
export interface UndoStack {
  /** Follows one more line of this device's ledger. Following a ledger from its start always gives the same stack. */
  track(entry: LedgerEntry, place: LinePlace): Promise<void>
  /** The next act in a direction. */
  top(direction: Direction): Promise<UndoItem | undefined>
  /** The acts in memory, as stored with the catalogue. */
  state(): UndoState
}

/** How many acts stay in memory; up to twice as many before the older half is left to the ledger. */
const KEPT = 200

/** Nothing to undo or redo. */
export const emptyUndoState = (): UndoState => ({
  undo: { items: [], older: null },
  redo: { items: [], older: null },
})

/** Nothing in memory: everything that a device did before the place is found in its ledger. */
export const undoStateBefore = (place: LinePlace | undefined): UndoState => {
  const older = place ? { file: place.file, offset: place.offset, line: place.line } : null
  return { undo: { items: [], older }, redo: { items: [], older } }
}

/** The stack as it was stored, over the folder with this device's ledger. */
export function openUndoStack(deviceFolder: string, kept: UndoState, keep = KEPT): UndoStack {
  const stack: Stack = { deviceFolder, piles: structuredClone(kept), keep }
  const { piles } = stack
  return {
    async track(entry, place) {
      if (entry.act === 'creation') Object.assign(piles, emptyUndoState())
      else if (isTurn(entry)) await turn(stack, entry, place)
      else if (isTracked(entry)) push(stack, entry, place)
    },
    async top(direction) {
      await refill(stack, direction)
      return piles[direction].items.at(-1)
    },
    state: () => ({
      undo: { ...piles.undo, items: [...piles.undo.items] },
      redo: { ...piles.redo, items: [...piles.redo.items] },
    }),
  }
}

interface Stack {
  readonly deviceFolder: string
  readonly piles: UndoState
  readonly keep: number
}

// Redo reverses the line of an undo, so that line replaces the act it undid.
async function turn(stack: Stack, entry: LedgerEntry, place: LinePlace): Promise<void> {
  const { piles, keep } = stack
  const [from, to] = entry.act === 'undo' ? (['undo', 'redo'] as const) : (['redo', 'undo'] as const)
  await refill(stack, from)
  const { items } = piles[from]
  const at = items.findLastIndex((item) => item.action === entry.undoes)
  if (at < 0) return
  const [step] = items.splice(at, 1)
  add(piles[to], turned(step!, entry, place), keep)
}

async function refill({ deviceFolder, piles, keep }: Stack, direction: Direction): Promise<void> {
  const pile = piles[direction]
  const { items, older } = pile
  if (items.length > 0 || !older) return
  const found = await scanActs(deviceFolder, direction, older, keep)
  // An act may have been added in the meantime, or another call may have refilled it.
  if (piles[direction] !== pile || pile.older !== older) return
  pile.items.unshift(...found.items)
  pile.older = found.hasMore ? found.items[0]!.first : null
}

function push({ piles, keep }: Stack, entry: LedgerEntry, place: LinePlace): void {
  const { undo, redo } = piles
  const last = undo.items.at(-1)
  const isNothingBetween = redo.items.length === 0 && redo.older === null
  piles.redo = emptyUndoState().redo
  // Consecutive lines of one act are one item; if an undo came between them, they are two.
  if (last?.action === entry.action && isNothingBetween)
    undo.items[undo.items.length - 1] = grown(last, entry)
  else add(undo, itemOf(entry, place), keep)
}

// Halved now and then, so that an act costs the same however many came before.
function add(pile: Pile, item: UndoItem, keep: number): void {
  pile.items.push(item)
  if (pile.items.length < 2 * keep) return
  pile.items.splice(0, pile.items.length - keep)
  pile.older = pile.items[0]!.first
}
