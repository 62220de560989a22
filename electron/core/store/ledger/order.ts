/** No Holdfast wrote a line before this. */
export const EARLIEST_LINE = '2026-01-01T00:00:00.000Z'

/** What the order of a line depends on. */
export interface OrderedLine {
  readonly device: string
  readonly seq: number
  /** The clock of its writer. */
  readonly at: string
  /** By device, how far its writer had seen the other ledgers, where that changed since its previous line. */
  readonly seen?: Readonly<Record<string, number>> | undefined
}

/**
 * The lines of several ledgers in the order in which they are folded: a line comes after everything that its writer had
 * seen, whatever the clocks say; lines that did not know of one another are ordered by clock, then device. `covered`
 * says how many lines of each ledger came before. `onTangle` is called when lines claim to have seen one another.
 */
export async function* inCausalOrder<Line extends OrderedLine>(
  ledgers: ReadonlyMap<string, AsyncGenerator<Line>>,
  covered: (device: string) => number,
  onTangle: () => void = () => {},
): AsyncGenerator<Line> {
  const fronts = new Map<string, Line>()
  const reached = new Map<string, number>()
  const step = async (device: string): Promise<void> => {
    const next = await ledgers.get(device)!.next()
    if (next.done) fronts.delete(device)
    else fronts.set(device, next.value)
  }
  for (const device of ledgers.keys()) reached.set(device, covered(device))
  for (const device of ledgers.keys()) await step(device)
  // A ledger that has ended, or is not here, keeps nobody waiting for lines that may never come.
  const isReady = (line: Line): boolean =>
    !line.seen ||
    Object.entries(line.seen).every(
      ([device, seq]) => device === line.device || !fronts.has(device) || reached.get(device)! >= seq,
    )
  for (;;) {
    const ready = earliest(fronts.values(), isReady)
    if (!ready && fronts.size > 0) onTangle()
    const line = ready ?? earliest(fronts.values(), () => true)
    if (!line) return
    reached.set(line.device, line.seq)
    yield line
    await step(line.device)
  }
}

function earliest<Line extends OrderedLine>(
  lines: Iterable<Line>,
  isReady: (line: Line) => boolean,
): Line | null {
  let best: Line | null = null
  for (const line of lines) {
    const isBefore = !best || line.at < best.at || (line.at === best.at && line.device < best.device)
    if (isBefore && isReady(line)) best = line
  }
  return best
}
