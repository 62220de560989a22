import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { errnoOf } from '../disk/durable.ts'
import { asBackupError } from './layout.ts'
import { AppError } from '../../../shared/errors.ts'

/**
 * The block of memory that bytes pass through; `onBytes` is called with the size of each piece and throws when the
 * work is to stop.
 */
export interface Blocks {
  readonly block: Buffer
  readonly onBytes: (bytes: number) => void
}

/**
 * Why a file could not be copied: it is missing, it has other bytes than it should, or the disk does not return them.
 */
export interface SourceProblem {
  readonly problem: 'missing' | 'changed' | 'unreadable'
  readonly errno: string | null
}

/** The size and hash of what was copied, or why it was not. */
export type Copied = { readonly sizeBytes: number; readonly sha256: string } | SourceProblem

/** How a file is to be copied. */
export interface CopyRequest {
  readonly sha256?: string
  /** At most this many bytes are copied. */
  readonly length?: number
  /** A source with more bytes is not the file that is meant. */
  readonly maxBytes?: number
  /** True if an interruption leaves the incomplete copy in place, for the next copy to continue. */
  readonly isResumable?: boolean
}

/**
 * Copies a file so that afterwards the copy is on disk, was read back and has `sha256`, or without it the hash of
 * what was read. A source that is not as it should be leaves nothing behind. It is synchronous, so it belongs in a
 * thread. Throws `backups.*` for the disk that is written to.
 */
export function copyChecked(from: string, to: string, request: CopyRequest, blocks: Blocks): Copied {
  const draft = `${to}${DRAFT}`
  const source = openSource(from, request.maxBytes)
  if (typeof source !== 'number') return source
  try {
    const target = openDraft(draft, request.isResumable ?? false)
    const copied = writeDraft(source, target, request.length ?? Infinity, blocks)
    if ('problem' in copied || (request.sha256 !== undefined && copied.sha256 !== request.sha256)) {
      rmSync(draft, { force: true })
      return 'problem' in copied ? copied : { problem: 'changed', errno: null }
    }
    const back = hashFile(draft, blocks)
    if (typeof back !== 'string' || back !== copied.sha256)
      throw new AppError('backups.not-written', { path: to, problem: 'read back, it differs' })
    renameSync(draft, to)
    return copied
  } catch (cause) {
    // A full disk needs the space; a disk that returned other bytes would only return them again.
    const isStopped = cause instanceof AppError && cause.code === 'backups.cancelled'
    if (!isStopped || !request.isResumable) rmSync(draft, { force: true })
    throw asBackupError(cause, to)
  } finally {
    closeSync(source)
  }
}

/** Follows the name of a file that is not completely copied yet. */
export const DRAFT = '.part'

// What is there is either an incomplete copy or a link that leads elsewhere; the system does not follow a link when it
// creates a new file.
function openDraft(draft: string, isResumable: boolean): number {
  const found = lstatSync(draft, { throwIfNoEntry: false })
  if (isResumable && found?.isFile() && found.nlink === 1)
    return openSync(draft, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0))
  rmSync(draft, { force: true, recursive: true })
  return openSync(draft, 'wx+')
}

/** SHA-256 of a file of at most `maxBytes` bytes, in hex; otherwise why there is none. */
export function hashFile(
  path: string,
  { block, onBytes }: Blocks,
  maxBytes?: number,
): string | SourceProblem {
  const file = openSource(path, maxBytes)
  if (typeof file !== 'number') return file
  const digest = createHash('sha256')
  try {
    for (;;) {
      const read = readSync(file, block, 0, block.length, null)
      if (read === 0) return digest.digest('hex')
      digest.update(block.subarray(0, read))
      onBytes(read)
    }
  } catch (cause) {
    return problemOf(cause)
  } finally {
    closeSync(file)
  }
}

/** Makes the entries of a folder survive a power cut. */
export function syncFolderNow(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } catch (cause) {
    // Some file systems of sticks and shares cannot sync a folder; what was written to the files is on disk anyway.
    if (errnoOf(cause) !== 'EINVAL') throw asBackupError(cause, path)
  } finally {
    closeSync(folder)
  }
}

function openSource(path: string, maxBytes = Infinity): number | SourceProblem {
  try {
    // Opening a pipe in place of the file would wait forever, and a link leads out of what is copied.
    const found = lstatSync(path)
    if (!found.isFile()) return { problem: 'unreadable', errno: null }
    // A sparse file of a terabyte takes no space where it is, but all of its size where it is copied to.
    if (found.size > maxBytes) return { problem: 'changed', errno: null }
    return openSync(path, 'r')
  } catch (cause) {
    return problemOf(cause)
  }
}

function writeDraft(source: number, target: number, length: number, blocks: Blocks): Copied {
  const { block, onBytes } = blocks
  const digest = createHash('sha256')
  const existing = Buffer.allocUnsafe(fstatSync(target).size > 0 ? block.length : 0)
  let isIntact = existing.length > 0
  let sizeBytes = 0
  try {
    while (sizeBytes < length) {
      const read = readBlock(source, block, Math.min(block.length, length - sizeBytes))
      if (typeof read !== 'number') return read
      if (read === 0) break
      const bytes = block.subarray(0, read)
      digest.update(bytes)
      // Only bytes that are already there need not be written: a pulled plug may have left anything.
      isIntact &&=
        readSync(target, existing, 0, read, sizeBytes) === read && existing.subarray(0, read).equals(bytes)
      if (!isIntact)
        for (let done = 0; done < read;) done += writeSync(target, bytes, done, read - done, sizeBytes + done)
      sizeBytes += read
      onBytes(read)
    }
    ftruncateSync(target, sizeBytes)
    fsyncSync(target)
  } finally {
    closeSync(target)
  }
  return { sizeBytes, sha256: digest.digest('hex') }
}

function readBlock(source: number, block: Buffer, length: number): number | SourceProblem {
  try {
    return readSync(source, block, 0, length, null)
  } catch (cause) {
    return problemOf(cause)
  }
}

function problemOf(cause: unknown): SourceProblem {
  const errno = errnoOf(cause)
  if (errno === null) throw cause
  return { problem: errno === 'ENOENT' ? 'missing' : 'unreadable', errno }
}
