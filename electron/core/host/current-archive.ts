import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import type { OpenOptions } from '../archive/options.ts'
import { followRights, isShared } from '../disk/rights.ts'
import { makeArchiveFolder } from '../folder/archive-file.ts'
import { serialize } from '../session/serialize.ts'

/** Which archive is open: at most one at a time. */
export interface CurrentArchive {
  get(): Archive | null
  /** The open archive. Throws `archive.none-open`. */
  required(): Archive
  /**
   * Opens the archive in a folder and closes the previous one. Throws `archive.*`; then the previous one stays open.
   */
  openAt(folder: string, how?: OpenHow): Promise<Archive>
  /** Creates an archive in an empty folder and opens it. Throws `archive.*`, `store.*`. */
  createAt(folder: string, title: string, how?: CreateHow): Promise<Archive>
  /** Afterwards no archive is open, and this is announced; the caller closes the one that was. */
  detach(): void
  /** Afterwards no archive is open, without an announcement; returns the one that was, for the caller to close. */
  forget(): Archive | null
}

/** How an archive is opened. */
export interface OpenHow {
  readonly isSample?: boolean
  readonly readOnly?: boolean
  readonly isMine?: boolean
}

/** How an archive is created. */
export interface CreateHow {
  readonly isSample?: boolean
  /** Shared with the group of its folder; otherwise only this user can read it. */
  readonly isToBeShared?: boolean
}

/** Starts without an archive; each is opened with these options. */
export function createCurrentArchive(
  options: Omit<OpenOptions, 'folder' | 'isSample' | 'readOnly'>,
): CurrentArchive {
  let archive: Archive | null = null

  function adopt(next: Archive | null): void {
    archive = next
    options.publish({ event: 'changed', tables: ['*'] })
  }

  // One at a time: of two that open at once, each would leave the other's archive locked.
  const openAt = serialize(async (folder: string, how: OpenHow = {}): Promise<Archive> => {
    const { isSample = false, readOnly = false, isMine = false } = how
    const before = archive
    const isAsWanted = before && before.readOnly === (readOnly || (before.isReceived && !isMine))
    if (isAsWanted && (await isStillAt(before, folder))) return before
    if (await isShared(folder)) await followRights(folder)
    try {
      const next = await openArchive({ ...options, folder, isSample, readOnly, isMine })
      adopt(next)
      await before?.close()
      return next
    } finally {
      // Only now: the one before has written its last files with its own rights.
      if (archive) await followRights(archive.path)
    }
  })

  return {
    get: () => archive,
    required() {
      if (!archive) throw new AppError('archive.none-open')
      return archive
    },
    openAt,
    async createAt(folder, title, { isSample = false, isToBeShared = false } = {}) {
      const { id, format } = await makeArchiveFolder(folder, title, isToBeShared)
      const next = await openAt(folder, { isSample, isMine: true })
      await noteCreation(next, { title, archive: id, format })
      return next
    },
    detach: () => adopt(null),
    forget() {
      const last = archive
      archive = null
      return last
    },
  }
}

async function noteCreation(
  { store }: Archive,
  { title, ...detail }: { readonly title: string; readonly archive: string; readonly format: number },
): Promise<void> {
  const changes = [{ table: 'archive' as const, id: 'archive', set: { title } }]
  await store.commit({ act: 'creation', detail, changes })
}

async function isStillAt(archive: Archive, folder: string): Promise<boolean> {
  if (archive.isGone()) return false
  return archive.path === (await realpath(folder).catch(() => resolve(folder)))
}
