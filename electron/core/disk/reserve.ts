import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Room that is kept free on an archive's disk, so that its owner can tidy up when there is no other left. */
export interface Reserve {
  /** Has the reserve there, whole; answers false where the disk has no room for it. */
  restore(): Promise<boolean>
  /** Gives its room to whoever writes next; answers false where there was none to give. */
  release(): Promise<boolean>
}

const RESERVE_BYTES = 4 << 20
const BLOCK_BYTES = 1 << 18

/** The reserve of an archive: a file in its cache, which holds nothing. */
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
        // A disk that lets nothing go gives no room either.
        () => false,
      )
    },
  }
}

async function fill(path: string): Promise<boolean> {
  const draft = `${path}.draft`
  try {
    const file = await open(draft, 'w')
    try {
      // Bytes by chance: a file system that packs its files would keep nothing free for zeros.
      const block = randomBytes(BLOCK_BYTES)
      for (let done = 0; done < RESERVE_BYTES;) done += (await file.write(block)).bytesWritten
    } finally {
      await file.close()
    }
    await rename(draft, path)
    return true
  } catch {
    // Nothing is lost by it; where there is no room, that is met by whoever writes.
    await rm(draft, { force: true }).catch(() => undefined)
    return false
  }
}
