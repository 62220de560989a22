import { open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asStoreError, syncFolder } from '../../disk/durable.ts'
import { openPlain } from '../../disk/small-file.ts'
import { listSegments, type LinePlace } from './read.ts'

/**
 * Moves the lines of a device's ledger from a place on into a file, byte for byte, and returns how many there were. After
 * a crash they are in the ledger, or in the file, or in both. Throws `store.*`.
 */
export async function cutLines(deviceFolder: string, aside: string, from: LinePlace): Promise<number> {
  try {
    const lines = await copyLines(deviceFolder, aside, from)
    for (const file of (await listSegments(deviceFolder)).reverse()) {
      if (file > from.file) await rm(join(deviceFolder, file))
      if (file === from.file) await truncate(join(deviceFolder, file), from.offset)
    }
    await syncFolder(deviceFolder)
    return lines
  } catch (cause) {
    throw asStoreError(cause)
  }
}

async function copyLines(deviceFolder: string, aside: string, from: LinePlace): Promise<number> {
  const copy = await open(aside, 'w', 0o600)
  let lines = 0
  try {
    for (const file of await listSegments(deviceFolder)) {
      if (file < from.file) continue
      const start = file === from.file ? from.offset : 0
      // As bytes: what is there need not be lines of any length that is read.
      lines += await copyFrom(join(deviceFolder, file), start, copy)
    }
    await copy.sync()
  } finally {
    await copy.close()
  }
  await syncFolder(dirname(aside))
  return lines
}

const NEWLINE = 10
const CHUNK_BYTES = 1 << 20

async function copyFrom(path: string, start: number, copy: FileHandle): Promise<number> {
  const file = await openPlain(path)
  const chunk = Buffer.alloc(CHUNK_BYTES)
  let lines = 0
  try {
    for (let at = start; ;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
      if (bytesRead === 0) return lines
      const bytes = chunk.subarray(0, bytesRead)
      await append(copy, bytes)
      lines += bytes.filter((byte) => byte === NEWLINE).length
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

async function append(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done)).bytesWritten
}

async function truncate(path: string, length: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.truncate(length)
    await file.sync()
  } finally {
    await file.close()
  }
}
