import { realpath } from 'node:fs/promises'
import { isDiskFull, isUnwritable } from '../disk/durable.ts'
import { openReserve, type Reserve } from '../disk/reserve.ts'
import { FORMAT, readArchiveFile, type ArchiveFile } from '../folder/archive-file.ts'
import { watchDrive, type DriveWatch } from '../folder/drive-watch.ts'
import { createRepairs, type Repairs } from '../folder/repairs.ts'
import { takeLock, type Lock } from '../store/lock.ts'
import type { OpenOptions } from './options.ts'
import { isReceived } from './standing.ts'

/** The folder of an archive that is being opened, locked unless it is only read. */
export interface Place {
  readonly path: string
  readonly file: ArchiveFile
  readonly readOnly: boolean
  /** True if the archive came from elsewhere, and nobody has said here that it is theirs: then it is only read. */
  readonly isReceived: boolean
  /** True if it came from elsewhere, and the user has just said that it is theirs to work on. */
  readonly isAdopted: boolean
  /** True if a newer Holdfast wrote the archive. */
  readonly isNewer: boolean
  /** True if a program that crashed left the lock. */
  readonly isCrashed: boolean
  readonly repairs: Repairs
  readonly note: Repairs['note']
  readonly driveWatch: DriveWatch
  readonly guards: { readonly present: () => Promise<void>; readonly reserve: Reserve }
  /** How to close what is open, in the order of opening. */
  readonly closing: (() => Promise<unknown>)[]
}

/**
 * Reads the description of an archive, takes its lock and watches its folder. Throws `archive.*`, `store.*`; then
 * nothing is held.
 */
export async function takePlace(options: OpenOptions): Promise<Place> {
  const repairs = createRepairs(options.publish)
  const file = await readArchiveFile(options.folder, repairs.note)
  const path = await realpath(options.folder)
  const reserve = openReserve(path)
  const isNewer = file.format > FORMAT
  const received = await isReceived(options.profile, { id: file.id, path })
  const isMine = options.isMine === true
  const lock =
    options.readOnly || isNewer || (received && !isMine) ? null : await lockOrRead(path, options.who, reserve)
  const driveWatch = watchDrive(path, lock, options.publish)
  return {
    path,
    file,
    readOnly: lock === null,
    isReceived: received && !isMine,
    isAdopted: received && isMine,
    isNewer,
    isCrashed: lock?.wasStale ?? false,
    repairs,
    note: repairs.note,
    driveWatch,
    guards: { present: driveWatch.check, reserve },
    closing: [...(lock ? [lock.release] : []), driveWatch.end],
  }
}

// Null when the folder cannot be written: then no other process can write there either.
async function lockOrRead(path: string, who: string, reserve: Reserve): Promise<Lock | null> {
  try {
    const lock = await takeLock(path, who).catch(async (cause: unknown) => {
      // A lock takes a few bytes, and a user who wants to free space on a full disk must be able to open the archive.
      if (!isDiskFull(cause) || !(await reserve.release())) throw cause
      return await takeLock(path, who)
    })
    return lock
  } catch (cause) {
    if (isUnwritable(cause)) return null
    throw cause
  }
}
