import { existsSync } from 'node:fs'
import { mkdir, readdir, realpath, rm, statfs } from 'node:fs/promises'
import { join, relative, sep, isAbsolute } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { errnoOf } from '../disk/durable.ts'
import { refuseLinks } from '../disk/refuse-links.ts'

/** Where the parts of an archive's backups are: `<folder>/<archive id>/…`. */
export interface BackupPlace {
  /** The folder of all backups of one archive. */
  readonly root: string
  readonly objects: string
  readonly generations: string
}

/** Follows the name of a backup whose manifest is not written yet. */
export const UNFINISHED = '.unfinished'

/** What belongs at a place; of the objects only the folders, because each object is checked when it is read. */
export const placeParts = {
  objects: { deep: 1 },
  generations: { deep: 4 },
  lock: 'file',
  'lock.turn': 'file',
} as const

/** The parts of a backup folder. */
export function placeAt(root: string): BackupPlace {
  return { root, objects: join(root, 'objects'), generations: join(root, 'generations') }
}

/**
 * The place in a folder for the backups of an archive, created if it does not exist. Throws `backups.no-folder`,
 * `backups.inside-archive`, `backups.not-written`, `archive.not-plain`.
 */
export async function preparePlace(
  folder: string,
  archive: { id: string; path: string },
): Promise<BackupPlace> {
  const target = await realpath(folder).catch((cause: unknown) => {
    throw new AppError('backups.no-folder', { path: folder, problem: errnoOf(cause) ?? '' }, { cause })
  })
  const place = placeAt(join(target, archive.id))
  const isWithin = (outer: string, inner: string) => {
    const relativePath = relative(outer, inner)
    return (
      relativePath === '' ||
      (relativePath !== '..' && !relativePath.startsWith(`..${sep}`) && !isAbsolute(relativePath))
    )
  }
  if (isWithin(archive.path, target) || isWithin(place.root, archive.path))
    throw new AppError('backups.inside-archive', { path: target })
  await refuseLinks(target, { [archive.id]: { deep: 1 } })
  await refuseLinks(place.root, placeParts)
  try {
    for (const each of [place.root, place.objects, place.generations]) await makeFolder(each)
  } catch (cause) {
    throw asBackupError(cause, place.root)
  }
  return place
}

// Not recursive: on a write-protected disk, that would report a missing folder.
async function makeFolder(path: string): Promise<void> {
  // Never shared: whoever may work on an archive need not have all of its past.
  await mkdir(path, 0o700).catch((cause: unknown) => {
    if (errnoOf(cause) !== 'EEXIST') throw cause
  })
}

/** The backup folders of archives in a folder, which may be one itself. Throws `backups.none`, `backups.no-folder`. */
export async function findPlaces(folder: string): Promise<BackupPlace[]> {
  const isPlace = (path: string) => existsSync(join(path, 'generations')) && existsSync(join(path, 'objects'))
  if (isPlace(folder)) return [placeAt(folder)]
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new AppError('backups.no-folder', { path: folder, problem: errnoOf(cause) ?? '' }, { cause })
  })
  const places = names.sort().map((name) => join(folder, name))
  const found = places.filter(isPlace).map(placeAt)
  if (found.length === 0) throw new AppError('backups.none', { path: folder })
  return found
}

/** The names of the backups at a place that have a manifest, oldest first. */
export async function listGenerations({ generations }: BackupPlace): Promise<string[]> {
  const names = await readdir(generations).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return []
    throw cause
  })
  return names
    .filter((name) => !name.endsWith(UNFINISHED) && existsSync(join(generations, name, 'manifest.json')))
    .sort()
}

/** Removes what an interrupted backup left, except the objects, from which the next one continues. */
export async function sweepUnfinished({ generations, root }: BackupPlace): Promise<void> {
  for (const name of await readdir(generations))
    if (name.endsWith(UNFINISHED)) await rm(join(generations, name), { recursive: true, force: true })
  for (const name of await readdir(root))
    if (name.startsWith(PROOF)) await rm(join(root, name), { recursive: true, force: true })
}

const SPARE_BYTES = 16 << 20

/** Throws `backups.no-room` at once, rather than when the disk is full. */
export async function refuseWithoutSpace(path: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(path)
  const [needed, free] = [bytes + SPARE_BYTES, bavail * bsize]
  const inMegabytes = { needed: Math.ceil(needed / 1e6), free: Math.floor(free / 1e6) }
  if (needed > free) throw new AppError('backups.no-room', { path, ...inMegabytes })
}

/** The prefix of a folder into which a backup is restored to prove it. */
export const PROOF = 'proof-'

/** The `backups.*` error for an error of a backup's disk; anything else stays as it is. */
export function asBackupError(cause: unknown, path: string): unknown {
  const code = errnoOf(cause) ?? storeProblem(cause)
  if (code === null) return cause
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('backups.full', { path }, { cause })
  return new AppError('backups.not-written', { path, problem: code }, { cause })
}

// A durable write reports its errors as those of the archive's own disk.
function storeProblem(cause: unknown): string | null {
  if (!(cause instanceof AppError)) return null
  if (cause.code === 'store.disk-full') return 'ENOSPC'
  return cause.code === 'store.write-failed' ? String(cause.facts['problem']) : null
}
