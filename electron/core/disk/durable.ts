import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

/** Makes a created, renamed or removed entry of a folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder; NTFS journals the entry itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Replaces a file so that after a crash either the old or the new content is there, whole; it is written as `draft` first. Throws `store.*`. */
export async function writeDurably(path: string, content: string, draft = `${path}.draft`): Promise<void> {
  try {
    const file = await open(draft, 'w')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(draft, { force: true })
    throw asStoreError(cause)
  }
}

/** The `store.*` error for what the disk answered; anything that is not an errno stays as it is. */
export function asStoreError(cause: unknown): unknown {
  const code = errnoOf(cause)
  if (code === null) return cause
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('store.disk-full', {}, { cause })
  return new AppError('store.write-failed', { problem: code }, { cause })
}

/** The errno word of a failed system call (`ENOENT`), or null for any other value. */
export function errnoOf(cause: unknown): string | null {
  if (!(cause instanceof Error) || !('code' in cause) || cause instanceof AppError) return null
  return typeof cause.code === 'string' ? cause.code : null
}
