import { open, readFile, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError, errnoOf } from '../disk/durable.ts'

/** Who holds an archive's lock. */
export const LockHolder = z.object({ pid: z.int(), host: z.string(), who: z.string(), since: z.string() })
export type LockHolder = z.infer<typeof LockHolder>

export interface Lock {
  /** True when the last holder did not let go: it crashed, and what it left half done is to be swept. */
  readonly wasStale: boolean
  release(): Promise<void>
}

/** Takes the one writer's place of an archive. Throws `archive.locked` with who holds it and since when. */
export async function takeLock(folder: string, who: string): Promise<Lock> {
  const path = join(folder, 'lock')
  const holder: LockHolder = { pid: process.pid, host: hostname(), who, since: new Date().toISOString() }
  let wasStale = false
  for (;;) {
    try {
      const file = await open(path, 'wx')
      await file.writeFile(JSON.stringify(holder))
      await file.sync()
      await file.close()
      return { wasStale, release: () => rm(path, { force: true }) }
    } catch (cause) {
      if (errnoOf(cause) !== 'EEXIST') throw asStoreError(cause)
    }
    const current = await readLock(folder)
    if (!current && (await isFresh(path))) {
      await setTimeout(50)
      continue
    }
    if (current && isAlive(current))
      throw new AppError('archive.locked', { who: current.who, since: current.since })
    await rm(path, { force: true })
    wasStale = true
  }
}

/** Who holds the lock now, dead or alive; null when nobody does or the file is not whole. */
export async function readLock(folder: string): Promise<LockHolder | null> {
  try {
    const parsed = LockHolder.safeParse(JSON.parse(await readFile(join(folder, 'lock'), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** False only when it is sure that the holder is gone: same computer, and no such process. */
export function isAlive(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (cause) {
    return errnoOf(cause) === 'EPERM'
  }
}

// A lock file without a holder in it is either being written this moment or was left by a crash.
async function isFresh(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs < 2000
}
