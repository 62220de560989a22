import type { VerifyPass } from '../../../shared/contract/custody.ts'

const DAY_MS = 24 * 3600 * 1000

/**
 * When the next full verification is due, in ms since 1970; null if none is scheduled. Creating an archive counts as
 * one, because whatever is imported is read back at once.
 */
export function dueAfter(
  lastFull: Pick<VerifyPass, 'endedAt'> | null,
  createdAt: string,
  everyDays: number,
): number | null {
  if (everyDays === 0) return null
  const last = Date.parse(lastFull?.endedAt ?? createdAt)
  // An archive that does not say when it was created has waited long enough.
  return Number.isNaN(last) ? 0 : last + everyDays * DAY_MS
}

/** When a window checks whether a verification is due: some time after opening, and every hour while it stays open. */
export interface VerifySchedule {
  readonly firstMs: number
  readonly everyMs: number
  readonly now: () => number
}

/** The schedule of a window. */
export const usualSchedule: VerifySchedule = { firstMs: 10_000, everyMs: 3_600_000, now: Date.now }

/** Calls `check` repeatedly until the returned function is called; this does not keep the process running. */
export function startSchedule({ firstMs, everyMs }: VerifySchedule, check: () => Promise<void>): () => void {
  let timer = setTimeout(function again() {
    void check()
    timer = setTimeout(again, everyMs)
    timer.unref()
  }, firstMs)
  timer.unref()
  return () => clearTimeout(timer)
}
