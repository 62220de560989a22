import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { parseEntry } from '../ledger/line.ts'
import { listSegments, readLines, type LedgerLine, type LinePlace } from '../ledger/read.ts'
import { isTracked, isTurn, itemOf, turned, type Direction, type UndoItem } from './undo-item.ts'

/** A line that still counts, and waits for the act that it reversed and is named after. */
interface Turn {
  readonly entry: LedgerEntry
  readonly place: LinePlace
}

/**
 * The latest acts of one direction in a device's ledger before a place, the latest last, at most `limit`; `hasMore`
 * says that there are earlier ones. Reads backwards, only as far as necessary.
 */
export async function scanActs(
  deviceFolder: string,
  direction: Direction,
  before: LinePlace,
  limit: number,
): Promise<{ items: UndoItem[]; hasMore: boolean }> {
  const scan: Scan = {
    direction,
    limit,
    turnedBy: new Map(),
    slots: [],
    waiting: 0,
    hasMore: false,
    isOver: false,
    run: null,
  }
  for await (const line of linesBackwards(deviceFolder, before)) {
    const entry = parseEntry(line.bytes)
    if (entry && !takeLine(scan, entry, line)) break
  }
  closeRun(scan)
  const items = scan.slots.filter((slot): slot is UndoItem => 'first' in slot)
  return { items: items.reverse(), hasMore: scan.hasMore }
}

interface Scan {
  readonly direction: Direction
  readonly limit: number
  /** By action: the later lines that reversed it, the nearest last; null when nothing waits for it. */
  readonly turnedBy: Map<string, (number | null)[]>
  readonly slots: (UndoItem | Turn)[]
  /** How many slots are turns that wait for the act they reversed. */
  waiting: number
  hasMore: boolean
  isOver: boolean
  /** The act whose lines are being read, from the last to the first. */
  run: UndoItem | null
}

/** False when everything wanted has been found. */
function takeLine(scan: Scan, entry: LedgerEntry, place: LinePlace): boolean {
  if (entry.act === 'creation') return false
  if (isTurn(entry)) {
    closeRun(scan)
    takeTurn(scan, entry, place)
  } else if (isTracked(entry)) {
    if (scan.run && scan.run.action !== entry.action) closeRun(scan)
    scan.run = before(scan.run, itemOf(entry, place))
  }
  return !scan.isOver || scan.waiting > 0
}

function closeRun(scan: Scan): void {
  if (!scan.run) return
  const item = scan.run
  scan.run = null
  const slot = scan.turnedBy.get(item.action)?.pop()
  // An act that was not undone ends what can be redone.
  if (slot === undefined && scan.direction === 'undo') fill(scan, item)
  if (scan.direction === 'redo') scan.isOver = true
  if (typeof slot === 'number') settle(scan, slot, item)
}

function settle(scan: Scan, slot: number, origin: UndoItem): void {
  const { entry, place } = scan.slots[slot] as Turn // only a turn waits
  scan.slots[slot] = turned(origin, entry, place)
  scan.waiting -= 1
}

function takeTurn(scan: Scan, entry: LedgerEntry, { file, offset, line }: LinePlace): void {
  const { direction, turnedBy } = scan
  let slot = turnedBy.get(entry.action)?.pop()
  const counting = direction === 'undo' ? 'redo' : 'undo'
  if (slot === undefined && entry.act === counting) {
    slot = fill(scan, { entry: { ...entry }, place: { file, offset, line } })
    if (slot !== null) scan.waiting += 1
  }
  const target = entry.undoes ?? ''
  turnedBy.set(target, [...(turnedBy.get(target) ?? []), slot ?? null])
}

/** Adds an act or a turn and returns its slot; null when no more are wanted. */
function fill(scan: Scan, what: UndoItem | Turn): number | null {
  if (scan.isOver) return null
  scan.hasMore = scan.slots.length === scan.limit
  if (scan.hasMore) {
    scan.isOver = true
    return null
  }
  return scan.slots.push(what) - 1
}

/** The act with one more line at its beginning. */
const before = (run: UndoItem | null, line: UndoItem): UndoItem =>
  run ? { ...line, lines: run.lines + 1, rows: run.rows + line.rows } : line

/** The lines before a place, from the last to the first; memory holds one file of the ledger. */
async function* linesBackwards(deviceFolder: string, before: LinePlace): AsyncGenerator<LedgerLine> {
  const files = (await listSegments(deviceFolder)).filter((file) => file <= before.file)
  for (const file of files.reverse()) {
    const lines: LedgerLine[] = []
    for await (const line of readLines(deviceFolder, { file, offset: 0, line: 1 })) {
      if (line.file !== file || line.torn) break
      if (file === before.file && line.offset >= before.offset) break
      lines.push(line)
    }
    yield* lines.reverse()
  }
}
