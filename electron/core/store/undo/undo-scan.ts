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
  const scan = startScan(direction, limit)
  for await (const line of linesBackwards(deviceFolder, before)) {
    const entry = parseEntry(line.bytes)
    if (entry && !scan.take(entry, line)) break
  }
  return scan.end()
}

function startScan(direction: Direction, limit: number) {
  /** By action: the later lines that reversed it, the nearest last; null when nothing waits for it. */
  const turnedBy = new Map<string, (number | null)[]>()
  const slots: (UndoItem | Turn)[] = []
  let waiting = 0
  let hasMore = false
  let isOver = false
  /** The act whose lines are being read, from the last to the first. */
  let run: UndoItem | null = null

  function fill(what: UndoItem | Turn): number | null {
    if (isOver) return null
    hasMore = slots.length === limit
    if (hasMore) {
      isOver = true
      return null
    }
    return slots.push(what) - 1
  }

  function closeRun(): void {
    if (!run) return
    const item = run
    run = null
    const slot = turnedBy.get(item.action)?.pop()
    // An act that was not undone ends what can be redone.
    if (slot === undefined && direction === 'undo') fill(item)
    if (direction === 'redo') isOver = true
    if (typeof slot === 'number') settle(slot, item)
  }

  function settle(slot: number, origin: UndoItem): void {
    const { entry, place } = slots[slot] as Turn // only a turn waits
    slots[slot] = turned(origin, entry, place)
    waiting -= 1
  }

  function takeTurn(entry: LedgerEntry, { file, offset, line }: LinePlace): void {
    let slot = turnedBy.get(entry.action)?.pop()
    const stands = direction === 'undo' ? 'redo' : 'undo'
    if (slot === undefined && entry.act === stands) {
      slot = fill({ entry: { ...entry }, place: { file, offset, line } })
      if (slot !== null) waiting += 1
    }
    const target = entry.undoes ?? ''
    turnedBy.set(target, [...(turnedBy.get(target) ?? []), slot ?? null])
  }

  return {
    /** False when everything wanted has been found. */
    take(entry: LedgerEntry, place: LinePlace): boolean {
      if (entry.act === 'creation') return false
      if (isTurn(entry)) {
        closeRun()
        takeTurn(entry, place)
      } else if (isTracked(entry)) {
        if (run && run.action !== entry.action) closeRun()
        run = before(run, itemOf(entry, place))
      }
      return !isOver || waiting > 0
    },
    end(): { items: UndoItem[]; hasMore: boolean } {
      closeRun()
      const items = slots.filter((slot): slot is UndoItem => 'first' in slot)
      return { items: items.reverse(), hasMore }
    },
  }
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
