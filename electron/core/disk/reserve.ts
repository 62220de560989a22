import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FILE_MODE } from './rights.ts'

/** Space that is kept free on an archive's disk, so that its owner can tidy up when no other is left. */
export interface Reserve {
  /** Makes sure that the reserve is there in full; resolves to false when the disk has no space for it. */
  restore(): Promise<boolean>
  /** Leaves its space to the next write; resolves to false when there was none to leave. */
  release(): Promise<boolean>
}

const RESERVE_BYTES = 4 << 20
const BLOCK_BYTES = 1 << 18

/** The reserve of an archive: a file in its cache without useful content. */
export function openReserve(archive: string): Reserve {
  const path = join(archive, 'cache', 'reserve')
  return {
    async restore() {
      const found = await stat(path).catch(() => null)
      if (found?.size === RESERVE_BYTES) return true
      return await fill(path)
    },
    async release() {
      const found = await stat(path).catch(() => null)
      if (!found || found.size === 0) return false
      return await rm(path).then(
        () => true,
        // A disk that removes nothing frees no space either.
        () => false,
      )
    },
  }
}

async function fill(path: string): Promise<boolean> {
  const draft = `${path}.draft`
  try {
    const file = await open(draft, 'w', FILE_MODE)
    try {
      // Random bytes: a file system that compresses files would keep no space free for zeros.
      const block = randomBytes(BLOCK_BYTES)
      for (let done = 0; done < RESERVE_BYTES;) done += (await file.write(block)).bytesWritten
    } finally {
      await file.close()
    }
    await rename(draft, path)
    return true
  } catch {
    // Nothing is lost; if there is no space, the next write reports it.
    await rm(draft, { force: true }).catch(() => undefined)
    return false
  }
}
