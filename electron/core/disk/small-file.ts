import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs'
import { lstat, open, type FileHandle } from 'node:fs/promises'

/**
 * The bytes of a regular file of at most `maxBytes` bytes. Anything else is an error with the code `not a file` or
 * `too large`: no link is followed, a pipe or a device is not waited for, and no more than that is ever held in memory.
 */
export async function readSmallFile(path: string, maxBytes: number): Promise<Buffer> {
  const file = await openPlain(path)
  try {
    const { size } = await file.stat()
    refuseLarge(path, size, maxBytes)
    const bytes = Buffer.allocUnsafe(size)
    let done = 0
    while (done < size) {
      const { bytesRead } = await file.read(bytes, done, size - done, done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    // A file that shrank is read as it is now; one that grew is read up to where it ended.
    return bytes.subarray(0, done)
  } finally {
    await file.close()
  }
}

/** `readSmallFile`, blocking. */
export function readSmallFileSync(path: string, maxBytes: number): Buffer {
  const file = openPlainSync(path)
  try {
    const { size } = fstatSync(file)
    refuseLarge(path, size, maxBytes)
    const bytes = Buffer.allocUnsafe(size)
    let done = 0
    while (done < size) {
      const read = readSync(file, bytes, done, size - done, done)
      if (read === 0) break
      done += read
    }
    return bytes.subarray(0, done)
  } finally {
    closeSync(file)
  }
}

/**
 * Opens a regular file for reading, or also for writing; throws for a link, a pipe or a device. The name is looked at first, because opening
 * a device can already do something, and the open file again, because the name may have changed hands in between.
 */
export async function openPlain(path: string, why: 'to read' | 'to write' = 'to read'): Promise<FileHandle> {
  refuseOther(path, await lstat(path))
  const file = await open(path, why === 'to read' ? READ_PLAIN : WRITE_PLAIN)
  try {
    refuseOther(path, await file.stat())
    return file
  } catch (cause) {
    await file.close()
    throw cause
  }
}

/** `openPlain`, blocking. */
export function openPlainSync(path: string): number {
  refuseOther(path, lstatSync(path))
  const file = openSync(path, READ_PLAIN)
  try {
    refuseOther(path, fstatSync(file))
    return file
  } catch (cause) {
    closeSync(file)
    throw cause
  }
}

// Windows has neither flag: there, a link needs the rights of an administrator, and a pipe has no place in a folder.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>

/** Flags with which opening for reading follows no link and waits for no pipe, for a name that was looked at already. */
export const READ_PLAIN = constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK
const WRITE_PLAIN = constants.O_RDWR | O_NOFOLLOW | O_NONBLOCK

/** True if the error says that something other than a regular file of a permitted size was found. */
export function isRefusedFile(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && [NOT_A_FILE, TOO_LARGE].includes(String(cause.code))
}

const NOT_A_FILE = 'not a file'
const TOO_LARGE = 'too large'

function refuseOther(path: string, found: Stats): void {
  if (!found.isFile()) throw refusal(path, 'is not a file', NOT_A_FILE)
}

function refuseLarge(path: string, size: number, maxBytes: number): void {
  if (size > maxBytes) throw refusal(path, `is larger than ${maxBytes} bytes`, TOO_LARGE)
}

const refusal = (path: string, what: string, code: string): Error =>
  Object.assign(new Error(`${path} ${what}`), { code })
