import { existsSync, readdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The progress of a merge, as its archive's folder shows it; before that it reads the other copy. */
export const mergePhases = ['copying', 'preparing', 'prepared', 'in place'] as const
export type MergePhase = (typeof mergePhases)[number]

/**
 * When to kill: this many milliseconds after something that the child reports, or that a merge shows in its archive's
 * folder.
 */
export interface Moment {
  readonly after: 'started' | 'opened' | 'begun' | 'merging' | MergePhase
  /** For acts begun: after which of them, counted from 1. */
  readonly count: number
  readonly ms: number
}

/** A random moment; mostly inside a merge if there is one to do. */
export function chooseMoment(random: () => number, point: number, hasMerge: boolean): Moment {
  const roll = random()
  if (hasMerge && random() < 0.7) return chooseInMerge(random)
  // The first start creates the archive; sometimes the kill hits that too.
  if (roll < 0.2 && point > 0) return { after: 'started', count: 1, ms: random() * 350 }
  if (roll < 0.3) return { after: 'opened', count: 1, ms: random() * 600 }
  return { after: 'begun', count: 1 + Math.floor(random() * (point === 0 ? 12 : 10)), ms: random() ** 2 * 60 }
}

/** Whether a moment occurs only during a merge. */
export const isInMerge = ({ after }: Moment): boolean => !['started', 'opened', 'begun'].includes(after)

// Reading the other copy takes most of the time, and everything else a few milliseconds.
function chooseInMerge(random: () => number): Moment {
  const roll = random()
  if (roll < 0.4) return { after: 'merging', count: 1, ms: random() * 500 }
  const after = mergePhases[Math.floor(random() * mergePhases.length)]!
  return { after, count: 1, ms: random() < 0.5 ? 0 : random() ** 2 * 60 }
}

/** The progress of a merge that brings these objects, given as paths in the vault; null if nothing shows it. */
export function mergePhase(archive: string, brought: readonly string[]): MergePhase | null {
  const stage = join(archive, 'inbox', 'merge')
  if (hasPending(join(archive, 'inbox', 'pending'))) return 'in place'
  if (existsSync(join(stage, 'ready.json'))) return 'prepared'
  if (existsSync(stage)) return 'preparing'
  return brought.some((path) => existsSync(path)) ? 'copying' : null
}

/** The paths in an archive's vault of the objects of another copy that are missing there. */
export async function missingObjects(archive: string, other: string): Promise<string[]> {
  const names = await readdir(join(other, 'vault'), { recursive: true })
  const paths = names.filter((name) => name.length > 60).map((name) => join(archive, 'vault', name))
  return paths.filter((path) => !existsSync(path))
}

function hasPending(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json'))
}
