import { constants } from 'node:fs'
import { chmod, lstat, mkdir, open, opendir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { randomUUID } from 'node:crypto'
import type { ArchiveAccess } from '../../../shared/contract/archive.ts'

/**
 * The most that a new file or folder allows; the mask of the process takes the group's part away unless an archive is
 * shared. No other mode is written in Holdfast's code, except a narrower one.
 */
export const FILE_MODE = 0o660
export const FOLDER_MODE = 0o770

/**
 * Afterwards, whatever this process and its threads create can be read by this user only (0600, 0700). Every program
 * begins with it. Windows has rights of another kind, which a new file takes from its folder.
 */
export function keepFilesPrivate(): void {
  setMask(0o077)
}

/**
 * Afterwards, new files have the rights of an archive's folder: private (0600, 0700), or shared with its group (0660,
 * 0770).
 */
export async function followRights(folder: string): Promise<void> {
  setMask((await isShared(folder)) ? 0o007 : 0o077)
}

/**
 * True for a folder that was made to be shared: its group may do everything, and what is created in it gets the same
 * group. A copy or an unpacked folder does not have this by chance, since neither sets the bit for the group.
 */
export async function isShared(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null)
  return knowsModes && found !== null && found.isDirectory() && (found.mode & 0o2077) === 0o2070
}

/** Makes a new folder private or shared; `followRights` does the rest for what is created in it. */
export async function setRights(folder: string, isToBeShared: boolean): Promise<void> {
  if (knowsModes) await chmod(folder, isToBeShared ? 0o2770 : 0o700)
}

/**
 * Who can read an archive, judged by its folder: nobody else comes past one that is closed. With `probed`, a folder in it
 * in which something may be created, it is found out whether the disk knows any rights.
 */
export async function readAccess(folder: string, probed: string | null): Promise<ArchiveAccess> {
  if (!knowsModes) return 'unknown'
  if (probed !== null && !knowsRights(await probe(probed))) return 'no-rights'
  if (await isShared(folder)) return 'shared'
  return ((await lstat(folder)).mode & 0o077) === 0 ? 'private' : 'open'
}

/**
 * Takes from everybody but the owner what they may do with a folder and everything in it; links are left as they are.
 * Throws the error of the system, as for a file that belongs to somebody else.
 */
export async function makePrivate(folder: string): Promise<void> {
  if (!knowsModes) return
  // The folder itself first: then nobody else reaches the rest.
  await narrow(folder, constants.O_DIRECTORY)
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await makePrivate(path)
    else if (entry.isFile()) await narrow(path, constants.O_NONBLOCK)
  }
}

const knowsModes = process.platform !== 'win32'

// A thread shares the mask of its process, and may not set it.
function setMask(mask: number): void {
  if (isMainThread) process.umask(mask)
}

// On what was opened, so that a name that becomes a link in the meantime leads nowhere.
async function narrow(path: string, flag: number): Promise<void> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | flag)
  try {
    const { mode } = await file.stat()
    if ((mode & 0o7077) !== 0) await file.chmod(mode & 0o700)
  } finally {
    await file.close()
  }
}

/** The modes that a disk gave a folder which was created with 0700, and after 0500 was set; null if it refused. */
export interface ProbedModes {
  readonly created: number | null
  readonly changed: number | null
}

/**
 * False on FAT, exFAT and many shares: there a file has the rights of the whole disk. Such a disk either gives what is
 * new other rights than were asked for, or keeps or accepts none that are set later. A disk that creates nothing, as
 * when it is full, has not shown that.
 */
export function knowsRights({ created, changed }: ProbedModes): boolean {
  return created === null || (created === 0o700 && changed === 0o500)
}

async function probe(folder: string): Promise<ProbedModes> {
  const path = join(folder, `rights-${randomUUID()}.part`)
  const mode = async (): Promise<number> => (await lstat(path)).mode & 0o777
  try {
    const created = await mkdir(path, { mode: 0o700 }).then(mode, () => null)
    const changed = created === null ? null : await chmod(path, 0o500).then(mode, () => null)
    return { created, changed }
  } finally {
    await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}
