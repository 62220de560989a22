import { stat } from 'node:fs/promises'
import type { Publish } from '../../../shared/contract/events.ts'
import { AppError } from '../../../shared/errors.ts'
import { errnoOf } from '../disk/durable.ts'
import type { Lock } from '../store/lock.ts'

/** Watches whether the folder of an open archive is still there: a drive may be unplugged and plugged in again. */
export interface DriveWatch {
  /** Throws `store.gone` while the folder is missing, or is not the one that was opened. */
  readonly check: () => Promise<void>
  readonly isGone: () => boolean
  end(): Promise<void>
}

const CHECK_EVERY_MS = 3000

/**
 * Watches the folder at a path and announces changes. A folder that comes back counts only if it still contains our
 * lock.
 */
export function watchDrive(path: string, lock: Lock | null, publish: Publish): DriveWatch {
  let gone = false

  async function checkNow(): Promise<boolean> {
    const isThere = lock ? await lock.isHeld() : await exists(path)
    if (isThere === gone) {
      gone = !isThere
      publish({ event: 'changed', tables: ['archive'] })
    }
    return isThere
  }

  const timer = setInterval(() => void checkNow(), CHECK_EVERY_MS).unref()
  return {
    async check() {
      if (!(await checkNow())) throw new AppError('store.gone', { path })
    },
    isGone: () => gone,
    async end() {
      clearInterval(timer)
    },
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    // Any other error comes from a folder that exists.
    (cause: unknown) => !['ENOENT', 'ENOTDIR', 'EIO', 'ENODEV', 'ENXIO'].includes(errnoOf(cause) ?? ''),
  )
}
