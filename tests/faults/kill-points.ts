import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { killOneArchive } from './kill-archive.ts'

/** What a run of kills came to. */
export interface KillFigures {
  readonly points: number
  readonly acknowledged: number
  readonly lost: number
  readonly halfMade: number
  readonly notOpened: number
  /** Damage that was done to files between a kill and the next start, and how much of it was not told. */
  readonly wounds: number
  readonly untold: number
  /** Damage that was told of and that nobody had done. */
  readonly alarms: number
  readonly merges: number
  /** Merges that were killed, how many of these were wholly there afterwards, and how many were made again. */
  readonly mergesCut: number
  readonly mergesFinished: number
  readonly mergesAgain: number
  /** Starts between which segments of the index were made one, at least; and kills that left some half way. */
  readonly compactions: number
  readonly compactionsCut: number
  readonly openMs: readonly number[]
  /** By what was being done. */
  readonly during: Readonly<Record<string, number>>
  readonly problems: readonly string[]
}

export interface KillOptions {
  readonly points: number
  readonly seed: number
  /** An empty folder. */
  readonly folder: string
  /** The built child, see build-child.ts. */
  readonly child: string
  readonly onPoint?: (done: number) => void
}

const POINTS_AN_ARCHIVE = 40

/** Has mixed work done and killed without warning so many times, and looks after each kill at what was left. */
export async function killPoints(options: KillOptions): Promise<KillFigures> {
  const runs: KillFigures[] = []
  let done = 0
  for (let number = 0; done < options.points; number += 1) {
    const points = Math.min(POINTS_AN_ARCHIVE, options.points - done)
    const folder = join(options.folder, String(number))
    const onPoint = () => {
      done += 1
      options.onPoint?.(done)
    }
    const seed = options.seed + number * 1009
    const run = await killOneArchive({ ...options, folder, points, seed, onPoint })
    runs.push(run)
    // What something is wrong with stays to be looked at.
    if (run.problems.length > 0) break
    await rm(folder, { recursive: true, force: true })
  }
  return runs.reduce(together)
}

/** The figures of two runs as those of one. */
function together(a: KillFigures, b: KillFigures): KillFigures {
  const sums = Object.entries(a).flatMap(([name, value]) => {
    const other = b[name as keyof KillFigures]
    return typeof value === 'number' && typeof other === 'number' ? [[name, value + other]] : []
  })
  const during = { ...a.during }
  for (const [kind, count] of Object.entries(b.during)) during[kind] = (during[kind] ?? 0) + count
  const openMs = [...a.openMs, ...b.openMs]
  return { ...a, ...Object.fromEntries(sums), during, openMs, problems: [...a.problems, ...b.problems] }
}
