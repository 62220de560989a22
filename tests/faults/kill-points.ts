import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { killOneArchive } from './kill-archive.ts'

/** The result of a run of kills. */
export interface KillFigures {
  readonly points: number
  readonly acknowledged: number
  readonly lost: number
  readonly partial: number
  readonly notOpened: number
  /** How often files were damaged between a kill and the next start, and how often that was not reported. */
  readonly damaged: number
  readonly unreported: number
  /** How much damage was reported that nobody had done. */
  readonly alarms: number
  readonly merges: number
  /** Merges that were killed, how many of these were complete afterwards, and how many were repeated. */
  readonly mergesInterrupted: number
  readonly mergesFinished: number
  readonly mergesRepeated: number
  /** How often, at least, segments of the index were merged between two starts; and kills that left some unfinished. */
  readonly compactions: number
  readonly compactionsInterrupted: number
  readonly openMs: readonly number[]
  /** Kills by what was being done. */
  readonly during: Readonly<Record<string, number>>
  readonly problems: readonly string[]
}

export interface KillOptions {
  readonly points: number
  readonly seed: number
  /** An empty folder. */
  readonly folder: string
  /** The built program kill-child.ts, see tests/tools/bundled-workers.ts. */
  readonly child: string
  readonly onPoint?: (done: number) => void
}

const POINTS_PER_ARCHIVE = 40

/** Runs mixed work, kills it without warning this many times, and examines after each kill what was left. */
export async function killPoints(options: KillOptions): Promise<KillFigures> {
  const runs: KillFigures[] = []
  let done = 0
  for (let number = 0; done < options.points; number += 1) {
    const points = Math.min(POINTS_PER_ARCHIVE, options.points - done)
    const folder = join(options.folder, String(number))
    const onPoint = () => {
      done += 1
      options.onPoint?.(done)
    }
    const seed = options.seed + number * 1009
    const run = await killOneArchive({ ...options, folder, points, seed, onPoint })
    runs.push(run)
    // An archive with a problem stays for examination.
    if (run.problems.length > 0) break
    await rm(folder, { recursive: true, force: true })
  }
  return runs.reduce(combine)
}

/** Combines the figures of two runs. */
function combine(a: KillFigures, b: KillFigures): KillFigures {
  const sums = Object.entries(a).flatMap(([name, value]) => {
    const other = b[name as keyof KillFigures]
    return typeof value === 'number' && typeof other === 'number' ? [[name, value + other]] : []
  })
  const during = { ...a.during }
  for (const [kind, count] of Object.entries(b.during)) during[kind] = (during[kind] ?? 0) + count
  const openMs = [...a.openMs, ...b.openMs]
  return { ...a, ...Object.fromEntries(sums), during, openMs, problems: [...a.problems, ...b.problems] }
}
