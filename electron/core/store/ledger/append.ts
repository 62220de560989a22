import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { asStoreError, errnoOf, syncFolder } from '../../disk/durable.ts'
import { printLine } from './line.ts'
import type { LinePlace } from './read.ts'
import { listSegments } from './read.ts'

const SEGMENT_BYTES = 16 * 1024 * 1024

/** The end of one device's ledger, open for appending. */
export interface LedgerWriter {
  /**
   * Appends entries in order and resolves to the place of each once all are on disk. Throws `store.*`, and then none
   * is.
   */
  append(entries: readonly LedgerEntry[]): Promise<LinePlace[]>
  /** Where the next line goes. */
  next(): LinePlace
  close(): Promise<void>
}

/** Opens a device's ledger at `next`, the place of its next line; creates the folder if it does not exist. */
export async function openLedgerWriter(deviceFolder: string, next: LinePlace | null): Promise<LedgerWriter> {
  let place = next ?? { file: segmentName(1), offset: 0, line: 1 }
  let handle: FileHandle | null = null
  /** A partial write is still after the last line, because it could not be truncated. */
  let hasPartialWrite = false

  async function segment(): Promise<FileHandle> {
    if (handle && place.offset < SEGMENT_BYTES) return handle
    if (place.offset >= SEGMENT_BYTES) {
      await handle?.close()
      // So that an act after a full disk opens the next file instead of meeting this one, closed.
      handle = null
      place = { file: segmentName(Number.parseInt(place.file, 10) + 1), offset: 0, line: 1 }
    }
    handle = await openSegment(deviceFolder, place.file)
    return handle
  }

  // A later reader must not mistake a partial write for a line. The file is reopened for the next line: a drive that
  // was removed and came back does not respond through a handle opened before.
  async function rollBack(): Promise<void> {
    const file = handle
    handle = null
    if (file && hasPartialWrite)
      hasPartialWrite = await file.truncate(place.offset).then(
        () => false,
        () => true,
      )
    await file?.close().catch(() => undefined)
  }

  return {
    async append(entries) {
      const texts = entries.map((entry) => Buffer.from(`${printLine(entry)}\n`))
      try {
        const file = await segment()
        if (hasPartialWrite) await file.truncate(place.offset)
        hasPartialWrite = true
        await write(file, Buffer.concat(texts), place.offset)
        hasPartialWrite = false
      } catch (cause) {
        await rollBack()
        throw asStoreError(cause)
      }
      return texts.map((text) => {
        const at = place
        place = { file: at.file, offset: at.offset + text.length, line: at.line + 1 }
        return at
      })
    },
    next: () => place,
    async close() {
      await handle?.close()
      handle = null
    },
  }
}

async function openSegment(folder: string, file: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true })
  const isNew = !(await listSegments(folder)).includes(file)
  const path = join(folder, file)
  const handle = await open(path, isNew ? 'wx+' : 'r+')
  try {
    if (isNew) for (const each of [folder, dirname(folder), dirname(dirname(folder))]) await syncFolder(each)
  } catch (cause) {
    await handle.close()
    // Still empty; if it stayed, it would be mistaken for a file whose name is safely on disk.
    await rm(path, { force: true })
    throw cause
  }
  return handle
}

async function write(file: FileHandle, bytes: Buffer, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten
  await file.datasync()
}

/** True when the file is at least as long as the ledger says; a shorter one has lost lines that were acknowledged. */
export async function hasLength(deviceFolder: string, place: LinePlace): Promise<boolean> {
  try {
    return (await stat(join(deviceFolder, place.file))).size >= place.offset
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') return place.offset === 0
    throw cause
  }
}

const segmentName = (number: number): string => `${String(number).padStart(6, '0')}.jsonl`
