import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LedgerEntry } from '../../../../shared/model/ledger-entry.ts'
import { asStoreError, errnoOf, syncFolder } from '../../disk/durable.ts'
import { printLine } from './line.ts'
import type { LinePlace } from './read.ts'
import { listSegments } from './read.ts'

const SEGMENT_BYTES = 16 * 1024 * 1024

/** The end of one device's ledger, open for appending. */
export interface LedgerWriter {
  /** Writes entries behind one another and answers the place of each; when it answers, all are on disk. Throws `store.*`, and then none is there. */
  append(entries: readonly LedgerEntry[]): Promise<LinePlace[]>
  /** Where the next line goes. */
  next(): LinePlace
  close(): Promise<void>
}

/** Opens a device's ledger at `next`, the place where its next line goes; the folder is made when it is not there. */
export async function openLedgerWriter(deviceFolder: string, next: LinePlace | null): Promise<LedgerWriter> {
  let place = next ?? { file: segmentName(1), offset: 0, line: 1 }
  let handle: FileHandle | null = null
  /** What was half written still lies behind the last line, because it could not be cut off. */
  let isUncut = false

  async function segment(): Promise<FileHandle> {
    if (handle && place.offset < SEGMENT_BYTES) return handle
    if (place.offset >= SEGMENT_BYTES) {
      await handle?.close()
      // So that an act that comes after a full disk opens the next file and does not meet this one, closed.
      handle = null
      place = { file: segmentName(Number.parseInt(place.file, 10) + 1), offset: 0, line: 1 }
    }
    handle = await openSegment(deviceFolder, place.file)
    return handle
  }

  // What was half written must not be taken for a line by a later reader. The file is opened anew for the next line: a
  // disk that was taken out and came back answers nothing through what was open before.
  async function takeBack(): Promise<void> {
    const file = handle
    handle = null
    if (file && isUncut)
      isUncut = await file.truncate(place.offset).then(
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
        if (isUncut) await file.truncate(place.offset)
        isUncut = true
        await write(file, Buffer.concat(texts), place.offset)
        isUncut = false
      } catch (cause) {
        await takeBack()
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
    // Empty still; left there, it would be taken for one whose name is safely on disk.
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

/** True when the file is as long as the ledger says; a shorter one has lost lines that were acknowledged. */
export async function hasLength(deviceFolder: string, place: LinePlace): Promise<boolean> {
  try {
    return (await stat(join(deviceFolder, place.file))).size >= place.offset
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') return place.offset === 0
    throw cause
  }
}

const segmentName = (number: number): string => `${String(number).padStart(6, '0')}.jsonl`
