import { open, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { asStoreError, errnoOf, syncFolder } from '../../disk/durable.ts'
import { printLine } from './line.ts'
import type { LinePlace } from './read.ts'
import { listSegments } from './read.ts'
import { makeFolder } from '../../disk/make-folder.ts'
import { FILE_MODE } from '../../disk/rights.ts'

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
  const place = next ?? { file: segmentName(1), offset: 0, line: 1 }
  const end: LedgerEnd = { deviceFolder, place, handle: null, hasPartialWrite: false }
  return {
    append: (entries) => append(end, entries),
    next: () => end.place,
    async close() {
      await end.handle?.close()
      end.handle = null
    },
  }
}

interface LedgerEnd {
  readonly deviceFolder: string
  /** Where the next line goes. */
  place: LinePlace
  handle: FileHandle | null
  /** A partial write is still after the last line, because it could not be truncated. */
  hasPartialWrite: boolean
}

async function append(end: LedgerEnd, entries: readonly LedgerEntry[]): Promise<LinePlace[]> {
  const texts = entries.map((entry) => Buffer.from(`${printLine(entry)}\n`))
  try {
    const file = await openEnd(end)
    if (end.hasPartialWrite) await file.truncate(end.place.offset)
    end.hasPartialWrite = true
    await write(file, Buffer.concat(texts), end.place.offset)
    end.hasPartialWrite = false
  } catch (cause) {
    await rollBack(end)
    throw asStoreError(cause)
  }
  return texts.map((text) => {
    const at = end.place
    end.place = { file: at.file, offset: at.offset + text.length, line: at.line + 1 }
    return at
  })
}

/** The file in which the next line goes; a full one is followed by the next. */
async function openEnd(end: LedgerEnd): Promise<FileHandle> {
  if (end.handle && end.place.offset < SEGMENT_BYTES) return end.handle
  if (end.place.offset >= SEGMENT_BYTES) {
    await end.handle?.close()
    // So that an act after a full disk opens the next file instead of meeting this one, closed.
    end.handle = null
    end.place = { file: segmentName(Number.parseInt(end.place.file, 10) + 1), offset: 0, line: 1 }
  }
  end.handle = await openSegment(end.deviceFolder, end.place.file)
  return end.handle
}

async function openSegment(folder: string, file: string): Promise<FileHandle> {
  await makeFolder(folder, 1)
  const isNew = !(await listSegments(folder)).includes(file)
  const path = join(folder, file)
  const handle = await open(path, isNew ? 'wx+' : 'r+', FILE_MODE)
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

// A later reader must not mistake a partial write for a line. The file is reopened for the next line: a drive that
// was removed and came back does not respond through a handle opened before.
async function rollBack(end: LedgerEnd): Promise<void> {
  const file = end.handle
  end.handle = null
  if (file && end.hasPartialWrite)
    end.hasPartialWrite = await file.truncate(end.place.offset).then(
      () => false,
      () => true,
    )
  await file?.close().catch(() => undefined)
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
