import { existsSync, readdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** How far a merge has come, as its archive's folder shows it; before that it reads the other copy. */
export const mergePhases = ['copying', 'laying ready', 'laid ready', 'in place'] as const
export type MergePhase = (typeof mergePhases)[number]

/** When to kill: so many milliseconds after something that the child tells, or that a merge shows in its archive's folder. */
export interface Moment {
  readonly after: 'started' | 'opened' | 'begun' | 'merging' | MergePhase
  /** Of acts begun, the how manieth. */
  readonly count: number
  readonly ms: number
}

/** A moment by chance; mostly inside a merge where there is one to be made. */
export function chooseMoment(random: () => number, point: number, hasMerge: boolean): Moment {
  const roll = random()
  if (hasMerge && random() < 0.7) return chooseInMerge(random)
  // The first start makes the archive; to be killed there is a point of its own, now and then.
  if (roll < 0.2 && point > 0) return { after: 'started', count: 1, ms: random() * 350 }
  if (roll < 0.3) return { after: 'opened', count: 1, ms: random() * 600 }
  return { after: 'begun', count: 1 + Math.floor(random() * (point === 0 ? 12 : 10)), ms: random() ** 2 * 60 }
}

/** True for a moment that only a merge brings. */
export const isInMerge = ({ after }: Moment): boolean => !['started', 'opened', 'begun'].includes(after)

// To read the other copy takes most of the time, and all the rest a few milliseconds.
function chooseInMerge(random: () => number): Moment {
  const roll = random()
  if (roll < 0.4) return { after: 'merging', count: 1, ms: random() * 500 }
  const after = mergePhases[Math.floor(random() * mergePhases.length)]!
  return { after, count: 1, ms: random() < 0.5 ? 0 : random() ** 2 * 60 }
}

/** How far a merge has come that brings objects with it, their paths in the vault; null where nothing shows it. */
export function mergePhase(archive: string, brought: readonly string[]): MergePhase | null {
  const stage = join(archive, 'inbox', 'merge')
  if (hasPending(join(archive, 'inbox', 'pending'))) return 'in place'
  if (existsSync(join(stage, 'ready.json'))) return 'laid ready'
  if (existsSync(stage)) return 'laying ready'
  return brought.some((path) => existsSync(path)) ? 'copying' : null
}

/** The paths that the objects of another copy would have in an archive's vault and that are not there. */
export async function objectsLacking(archive: string, other: string): Promise<string[]> {
  const names = await readdir(join(other, 'vault'), { recursive: true })
  const paths = names.filter((name) => name.length > 60).map((name) => join(archive, 'vault', name))
  return paths.filter((path) => !existsSync(path))
}

function hasPending(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json'))
}
