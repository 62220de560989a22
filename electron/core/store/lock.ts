import { open, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError, errnoOf } from '../disk/durable.ts'
import { readJson } from '../disk/read-json.ts'
import { FILE_MODE } from '../disk/rights.ts'
import { isRunning, markOf } from '../disk/running-process.ts'

/** Who holds an archive's lock. */
export const LockHolder = z.object({
  // 0 and less name process groups, in which a process is always running.
  pid: z.int().positive(),
  host: z.string(),
  who: z.string(),
  since: z.string(),
  /** Distinguishes the process from a later one with the same number. */
  mark: z.string().nullish(),
})
export type LockHolder = z.infer<typeof LockHolder>

const WAIT_MS = 50

/** A lock that this process holds. */
export interface Lock {
  /** True when the last holder did not release the lock: it crashed, and its unfinished work must be swept. */
  readonly wasStale: boolean
  /** True while the archive's folder exists and still contains this lock. */
  isHeld(): Promise<boolean>
  /** Releases the lock, unless another process has taken it in the meantime. */
  release(): Promise<void>
}

/**
 * Takes the lock that makes this process the only writer of an archive. Throws `archive.locked` with who holds it and
 * since when.
 */
export async function takeLock(folder: string, who: string): Promise<Lock> {
  const path = join(folder, 'lock')
  const { pid } = process
  const holder: LockHolder = {
    pid,
    host: hostname(),
    who,
    since: new Date().toISOString(),
    mark: markOf(pid),
  }
  const isHeld = async () => {
    const now = await readLock(folder)
    return now?.pid === pid && now.host === holder.host && now.since === holder.since
  }
  const release = async () => {
    if (await isHeld()) await rm(path, { force: true })
  }
  let wasStale = false
  for (;;) {
    if (await tryToTake(path, holder)) return { wasStale, isHeld, release }
    const current = await readLock(folder)
    if (current && isAlive(current))
      throw new AppError('archive.locked', { who: current.who, since: current.since })
    if (await isDead(folder)) {
      wasStale = true
      await removeDead(folder)
    } else await setTimeout(WAIT_MS)
  }
}

async function tryToTake(path: string, holder: LockHolder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', FILE_MODE)
    try {
      await file.writeFile(JSON.stringify(holder))
      await file.sync()
    } catch (cause) {
      await rm(path, { force: true })
      throw cause
    } finally {
      await file.close()
    }
    return true
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST') return false
    throw asStoreError(cause)
  }
}

// Whoever removes a dead lock checks it again while all others wait; otherwise the second of two openers would remove
// the lock that the first has just taken.
async function removeDead(folder: string): Promise<void> {
  const turn = join(folder, 'lock.turn')
  try {
    await (await open(turn, 'wx', FILE_MODE)).close()
  } catch (cause) {
    if (errnoOf(cause) !== 'EEXIST') throw asStoreError(cause)
    if (!(await isFresh(turn))) await rm(turn, { force: true })
    return await setTimeout(WAIT_MS)
  }
  try {
    if (await isDead(folder)) await rm(join(folder, 'lock'), { force: true })
  } catch (cause) {
    throw asStoreError(cause)
  } finally {
    await rm(turn, { force: true })
  }
}

async function isDead(folder: string): Promise<boolean> {
  const current = await readLock(folder)
  return current ? !isAlive(current) : !(await isFresh(join(folder, 'lock')))
}

/** Who holds the lock now, dead or alive; null when nobody does or the file is incomplete. */
export async function readLock(folder: string): Promise<LockHolder | null> {
  return await readJson(join(folder, 'lock'), LockHolder)
}

/** False only when the holder is certainly gone: it was on this computer, and its process has ended. */
export function isAlive(holder: LockHolder): boolean {
  return holder.host !== hostname() || isRunning(holder.pid, holder.mark)
}

// A lock file without a holder in it is either being written right now or was left by a crash.
async function isFresh(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  // A clock that was set back must not make it look fresh forever.
  return found !== null && Math.abs(Date.now() - found.mtimeMs) < 2000
}
