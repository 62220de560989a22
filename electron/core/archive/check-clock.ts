import type { NoteRepair } from '../disk/set-aside.ts'
import { EARLIEST_LINE } from '../store/ledger/order.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Reports a clock that cannot be right, before lines are dated by it: earlier than any Holdfast, or by a day or more earlier
 * than the latest line of the archive. `latest` is the time of that line, `now` the clock in ms.
 */
export function checkClock(latest: string, now: number, note: NoteRepair): void {
  const clock = new Date(now).toISOString()
  const message = wordsFor(latest, clock, now)
  if (message !== null) note({ kind: 'clock', path: 'ledger', aside: null, message })
}

function wordsFor(latest: string, clock: string, now: number): string | null {
  if (clock < EARLIEST_LINE)
    return `The clock of this computer says ${clock}, which is before Holdfast existed. Set it before you go on: every line is dated by it.`
  if (latest !== '' && Date.parse(latest) > now + DAY_MS)
    return `The clock of this computer says ${clock}, but a line of this archive is dated ${latest}. Either this clock is behind, or that line was dated ahead; the order of the lines does not depend on it.`
  return null
}
