import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import { FILE_MODE } from './rights.ts'

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

/**
 * Replaces a file so that after a crash either the old or the new content is there, complete; it is first written as
 * `draft`. Throws `store.*`.
 */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  draft = `${path}.draft`,
): Promise<void> {
  await replaceAtomically(path, content, draft)
  await syncFolder(dirname(path)).catch(rethrowAsStoreError)
}

/**
 * Replaces a file whose new content is on disk before its name is; the folder still has to be synced. Throws
 * `store.*`.
 */
export async function replaceAtomically(
  path: string,
  content: string | Uint8Array,
  draft = `${path}.draft`,
): Promise<void> {
  try {
    const file = await open(draft, 'w', FILE_MODE)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await renameOver(draft, path)
  } catch (cause) {
    // A failure to remove the draft must not hide the original error.
    await rm(draft, { force: true }).catch(() => undefined)
    throw asStoreError(cause)
  }
}

const RENAME_TRIES = 10

// Windows refuses for a moment while a virus scanner or an indexer has the file open.
async function renameOver(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await rename(from, to)
    } catch (cause) {
      const isBusy = ['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(cause) ?? '')
      if (process.platform !== 'win32' || !isBusy || tries === RENAME_TRIES) throw cause
      await setTimeout(100)
    }
  }
}

/** The `store.*` error for a failed system call; anything that is not one stays as it is. */
export function asStoreError(cause: unknown): unknown {
  const code = errnoOf(cause)
  if (code === null) return cause
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('store.disk-full', {}, { cause })
  return new AppError('store.write-failed', { problem: code }, { cause })
}

/** Throws the error that `asStoreError` returns; for use in `catch`. */
export function rethrowAsStoreError(cause: unknown): never {
  throw asStoreError(cause)
}

/** True for an error of a place that can be read but not written. */
export function isUnwritable(cause: unknown): boolean {
  const problem =
    cause instanceof AppError && cause.code === 'store.write-failed' ? cause.facts['problem'] : errnoOf(cause)
  return problem === 'EROFS' || problem === 'EACCES' || problem === 'EPERM'
}

/** True if the disk had no space for what was to be written. */
export function isDiskFull(cause: unknown): boolean {
  const stored = asStoreError(cause)
  return stored instanceof AppError && stored.code === 'store.disk-full'
}

/** The errno word of a failed system call (`ENOENT`), or null for any other value. */
export function errnoOf(cause: unknown): string | null {
  if (!(cause instanceof Error) || !('code' in cause) || cause instanceof AppError) return null
  return typeof cause.code === 'string' ? cause.code : null
}
