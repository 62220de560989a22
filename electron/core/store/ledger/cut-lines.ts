import { open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asStoreError, syncFolder } from '../../disk/durable.ts'
import { listSegments, readLines, type LinePlace } from './read.ts'

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
  const copy = await open(aside, 'w')
  let lines = 0
  try {
    for await (const { bytes, torn } of readLines(deviceFolder, from)) {
      await append(copy, torn ? bytes : Buffer.concat([bytes, NEWLINE]))
      lines += 1
    }
    await copy.sync()
  } finally {
    await copy.close()
  }
  await syncFolder(dirname(aside))
  return lines
}

const NEWLINE = Buffer.from('\n')

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
