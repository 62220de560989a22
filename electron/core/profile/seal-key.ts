import { randomBytes } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError, errnoOf, syncFolder } from '../disk/durable.ts'
import { openPlain } from '../disk/small-file.ts'

const FILE = 'seal.key'
const KEY_BYTES = 32

/**
 * The secret with which this computer marks what it makes in archives, from a folder outside all of them. It is made
 * when there is none yet, with mode 0600. Throws `store.*`.
 */
export async function openSealKey(folder: string): Promise<Uint8Array> {
  const path = join(folder, FILE)
  try {
    return (await readKey(path)) ?? (await makeKey(folder, path))
  } catch (cause) {
    throw asStoreError(cause)
  }
}

async function readKey(path: string): Promise<Uint8Array | null> {
  const file = await openPlain(path).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return null
    throw cause
  })
  if (!file) return null
  try {
    // A key file that was restored from elsewhere may be readable by every user of this computer.
    if (process.platform !== 'win32' && ((await file.stat()).mode & 0o077) !== 0) await file.chmod(0o600)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(KEY_BYTES + 1), 0, KEY_BYTES + 1, 0)
    // A key of another length is no key: with an empty one everybody could make marks.
    if (bytesRead !== KEY_BYTES) throw new AppError('store.write-failed', { problem: `${path} is damaged` })
    return new Uint8Array(buffer.subarray(0, KEY_BYTES))
  } finally {
    await file.close()
  }
}

// Two programs that start for the first time at once both use the key of the one that names its file first.
async function makeKey(folder: string, path: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES)
  const draft = join(folder, `${FILE}.${process.pid}.draft`)
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(key)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch((cause: unknown) => {
    // A disk without hard links; there, two first starts at the same moment are left to chance.
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errnoOf(cause) ?? ''))
      return rename(draft, path)
    if (errnoOf(cause) !== 'EEXIST') throw cause
    return undefined
  })
  await rm(draft, { force: true })
  await syncFolder(folder)
  return (await readKey(path)) ?? key
}
