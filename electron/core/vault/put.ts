import { createHash, randomUUID } from 'node:crypto'
import { chmod, link, lstat, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Hash } from '../../../shared/model/ids.ts'
import { asStoreError, errnoOf, syncFolder } from '../disk/durable.ts'
import { FILE_MODE } from '../disk/rights.ts'
import { READ_PLAIN } from '../disk/small-file.ts'
import { makeFolder } from '../disk/make-folder.ts'

/** An object in the vault. `isNew` is false when the same bytes were there before. */
export interface StoredObject {
  readonly hash: Hash
  readonly sizeBytes: number
  readonly path: string
  readonly isNew: boolean
}

export interface PutOptions {
  readonly vault: string
  readonly inbox: string
  readonly onBytes?: (bytes: number) => void
  readonly signal?: AbortSignal
}

const BLOCK_BYTES = 1 << 20

/**
 * Copies a file into the vault under its SHA-256, hashing while copying. Afterwards the bytes are on disk, re-read
 * and equal to what was read; the source is only read. Throws `imports.*` for the source, `store.*` for the disk.
 */
export async function putFile(source: string | Buffer, options: PutOptions): Promise<StoredObject> {
  const from = await open(source, 'r').catch((cause: unknown) => {
    throw sourceError(source, cause)
  })
  try {
    const before = await from.stat()
    if (!before.isFile()) throw new AppError('imports.not-a-file', { path: String(source) })
    return await putBlocks(fileBlocks(from, source, before.size), options, async (sizeBytes) => {
      const after = await from.stat()
      if (after.size !== sizeBytes || after.mtimeMs !== before.mtimeMs) throw changed(source)
    })
  } finally {
    await from.close()
  }
}

/** Stores bytes from memory, such as a pasted text, in the same way. */
export async function putBytes(bytes: Uint8Array, options: PutOptions): Promise<StoredObject> {
  return await putBlocks([Buffer.from(bytes)], options)
}

async function putBlocks(
  blocks: AsyncIterable<Buffer> | Iterable<Buffer>,
  options: PutOptions,
  confirm?: (sizeBytes: number) => Promise<void>,
): Promise<StoredObject> {
  const draft = join(options.inbox, `${randomUUID()}.part`)
  try {
    const { hash, sizeBytes } = await writeDraft(draft, blocks, options)
    // Before anything reaches the vault: bytes that are rejected must leave nothing there.
    await confirm?.(sizeBytes)
    const path = objectPath(options.vault, hash)
    const isNew = !(await isStored(path, sizeBytes, hash, options.inbox))
    if (isNew) await moveIntoVault(draft, path)
    return { hash, sizeBytes, path, isNew }
  } catch (cause) {
    throw asStoreError(cause)
  } finally {
    // A draft that cannot be removed is swept when the archive is next opened; it must not hide the original error.
    await rm(draft, { force: true }).catch(() => undefined)
  }
}

async function writeDraft(
  draft: string,
  blocks: AsyncIterable<Buffer> | Iterable<Buffer>,
  { onBytes, signal }: PutOptions,
): Promise<{ hash: Hash; sizeBytes: number }> {
  const file = await open(draft, 'wx+', FILE_MODE)
  try {
    const digest = createHash('sha256')
    let sizeBytes = 0
    for await (const block of blocks) {
      if (signal?.aborted) throw new AppError('imports.cancelled')
      digest.update(block)
      await writeAll(file, block)
      sizeBytes += block.length
      onBytes?.(block.length)
    }
    const hash = digest.digest('hex') as Hash // SHA-256 in hex by construction
    await file.sync()
    if ((await hashFile(file, signal)) !== hash)
      throw new AppError('store.write-failed', { problem: 'read-back differs' })
    return { hash, sizeBytes }
  } finally {
    await file.close()
  }
}

async function moveIntoVault(draft: string, path: string): Promise<void> {
  const folder = dirname(path)
  if (await makeFolder(folder, 1)) await syncFolder(dirname(folder))
  // For those who may read it, and for writing by nobody.
  await chmod(draft, (await lstat(draft)).mode & 0o440)
  await placeWithoutReplacing(draft, path)
  await syncFolder(folder)
}

// `link` fails if the name is taken, whereas `rename` would replace the file; but some file systems have no links.
async function placeWithoutReplacing(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path)
  } catch (cause) {
    const errno = errnoOf(cause)
    if (errno === 'EEXIST') return
    if (errno !== 'EPERM' && errno !== 'ENOTSUP' && errno !== 'EOPNOTSUPP' && errno !== 'ENOSYS') throw cause
    await rename(draft, path)
  }
}

// Existing bytes are only trusted if they still have the hash; a damaged object is repaired by importing the same
// file again.
async function isStored(path: string, sizeBytes: number, hash: Hash, inbox: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  if (!found) return false
  if (found.isFile() && found.size === sizeBytes) {
    const file = await open(path, READ_PLAIN)
    try {
      if ((await hashFile(file)) === hash) return true
    } finally {
      await file.close()
    }
  }
  await rename(path, join(inbox, `damaged-${hash}-${randomUUID()}`))
  return false
}

/** SHA-256 of an open file from its start, in hex; throws `imports.cancelled` when the signal is aborted. */
export async function hashFile(file: FileHandle, signal?: AbortSignal): Promise<string> {
  const digest = createHash('sha256')
  const block = blockFor((await file.stat()).size)
  for (let at = 0; ;) {
    if (signal?.aborted) throw new AppError('imports.cancelled')
    const { bytesRead } = await file.read(block, 0, block.length, at)
    if (bytesRead === 0) return digest.digest('hex')
    digest.update(block.subarray(0, bytesRead))
    at += bytesRead
  }
}

/** The path of an object: `vault/<first two digits>/<hash>`. */
export function objectPath(vault: string, hash: Hash): string {
  return join(vault, hash.slice(0, 2), hash)
}

async function* fileBlocks(
  file: FileHandle,
  path: string | Buffer,
  sizeBytes: number,
): AsyncGenerator<Buffer> {
  const block = blockFor(sizeBytes)
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(block, 0, block.length, at).catch((cause: unknown) => {
      throw sourceError(path, cause)
    })
    if (bytesRead === 0) return
    at += bytesRead
    // Reading a file that grows faster than it is read would never end.
    if (at > sizeBytes) throw changed(path)
    yield block.subarray(0, bytesRead)
  }
}

// A large block for each of many small files would keep the garbage collector busier than the disk.
function blockFor(sizeBytes: number): Buffer {
  return Buffer.allocUnsafe(Math.min(BLOCK_BYTES, sizeBytes + 1))
}

async function writeAll(file: FileHandle, block: Buffer): Promise<void> {
  for (let done = 0; done < block.length;) done += (await file.write(block, done)).bytesWritten
}

const changed = (path: string | Buffer): AppError =>
  new AppError('imports.changed-while-reading', { path: String(path) })

function sourceError(source: string | Buffer, cause: unknown): unknown {
  const path = String(source)
  const errno = errnoOf(cause)
  if (errno === 'ENOENT') return new AppError('imports.not-found', { path }, { cause })
  return new AppError('imports.unreadable', { path, problem: errno ?? String(cause) }, { cause })
}
