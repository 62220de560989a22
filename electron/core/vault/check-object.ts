import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Damage } from '../../../shared/contract/custody.ts'
import { errnoOf } from '../disk/durable.ts'
import { READ_PLAIN } from '../disk/small-file.ts'
import type { ListedObject } from './object-list.ts'

/** What an object is compared with. */
export type ExpectedObject = Pick<ListedObject, 'hash' | 'sizeBytes'>

/** Reads into one reusable block and reports each read; `onBytes` throws when the work is to stop. */
export interface BlockReader {
  readonly block: Buffer
  readonly onBytes: (bytes: number) => void
}

/**
 * Checks an object for presence and size, and with a reader also every byte; returns the damage, or null. It blocks
 * on the disk, so it belongs in a thread; a small file then costs four system calls and nothing else.
 */
export function checkObject(vault: string, object: ExpectedObject, reader?: BlockReader): Damage | null {
  const { hash, sizeBytes } = object
  const file = `vault/${hash.slice(0, 2)}/${hash}`
  const path = join(vault, hash.slice(0, 2), hash)
  const damage = (kind: Damage['kind'], message: string): Damage => ({ kind, file, hash, message })
  try {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (!found) return damage('object-missing', `${file} is missing.`)
    // Opening a pipe in its place would block forever; a link leads out of the archive.
    if (!found.isFile()) return damage('object-unreadable', `${file} is not a file.`)
    if (found.size !== sizeBytes)
      return damage('object-changed', `${file} has ${found.size} bytes; ${sizeBytes} were imported.`)
    if (!reader || hashOf(path, sizeBytes, reader) === hash) return null
    return damage('object-changed', `${file} no longer has the bytes that were imported.`)
  } catch (cause) {
    const errno = errnoOf(cause)
    if (errno === null) throw cause
    if (errno === 'ENOENT') return damage('object-missing', `${file} is missing.`)
    return damage('object-unreadable', `${file} could not be read (${errno}).`)
  }
}

function hashOf(path: string, sizeBytes: number, { block, onBytes }: BlockReader): string {
  const digest = createHash('sha256')
  const file = openSync(path, READ_PLAIN)
  try {
    for (let left = sizeBytes; left > 0;) {
      const read = readSync(file, block, 0, Math.min(left, block.length), null)
      if (read === 0) break
      digest.update(block.subarray(0, read))
      onBytes(read)
      left -= read
    }
    return digest.digest('hex')
  } finally {
    closeSync(file)
  }
}
