import { stat } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { Publish } from '../../../shared/contract/events.ts'
import { errnoOf } from '../disk/durable.ts'
import type { Lock } from '../store/lock.ts'

/** Whether the folder of an open archive is still there. A drive may be taken out, and come back or not. */
export interface Presence {
  /** Throws `store.gone` while the folder is not there, or is not the one that was opened. */
  readonly check: () => Promise<void>
  readonly isGone: () => boolean
  end(): Promise<void>
}

const LOOK_EVERY_MS = 3000

/** Watches the folder at a path; what changes is announced. A folder that comes back counts where it still has our lock. */
export function watchPresence(path: string, lock: Lock | null, publish: Publish): Presence {
  let gone = false

  async function look(): Promise<boolean> {
    const isThere = lock ? await lock.isHeld() : await exists(path)
    if (isThere === gone) {
      gone = !isThere
      publish({ event: 'changed', tables: ['archive'] })
    }
    return isThere
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref()
  return {
    async check() {
      if (!(await look())) throw new AppError('store.gone', { path })
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
    // Whatever else a folder answers, it is there.
    (cause: unknown) => !['ENOENT', 'ENOTDIR', 'EIO', 'ENODEV', 'ENXIO'].includes(errnoOf(cause) ?? ''),
  )
}
