import { existsSync } from 'node:fs'
import { mkdir, readdir, realpath } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { Low, type Adapter } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError, errnoOf, isDiskFull, isUnwritable, syncFolder, writeDurably } from '../disk/durable.ts'
import { makeFolder } from '../disk/make-folder.ts'
import { readJson } from '../disk/read-json.ts'
import { FOLDER_MODE, followRights, setRights } from '../disk/rights.ts'
import { readSmallFile } from '../disk/small-file.ts'
import { refuseLinks } from '../disk/refuse-links.ts'
import type { NoteRepair } from '../disk/set-aside.ts'
import { findEntries } from '../store/ledger/find-entries.ts'
import { checkLine, GENESIS } from '../store/ledger/line.ts'
import { listDevices, readLines } from '../store/ledger/read.ts'

/** The format that this Holdfast writes. */
export const FORMAT = 1

const FILE = 'holdfast.json'

// The id becomes the name of a folder of backups, and a line of a signed statement.
const ArchiveFile = z.object({
  format: z.int(),
  id: z.string().regex(/^[\w-]{1,100}$/),
  title: z.string(),
  createdAt: z.string(),
})
export type ArchiveFile = z.infer<typeof ArchiveFile>

const folders = ['ledger', 'catalogue', 'vault', 'inbox', 'cache'] as const

// Only the folders of the vault and of the text cache are checked here; each file in them is checked when it is read.
const parts = {
  [FILE]: 'file',
  [`${FILE}.draft`]: 'file',
  lock: 'file',
  'lock.turn': 'file',
  ledger: { deep: 2 },
  vault: { deep: 1 },
  catalogue: { deep: 2 },
  inbox: { deep: 20 },
  cache: { deep: 1 },
  'cache/search': { deep: 1 },
  'cache/batches': { deep: 1 },
  'cache/text': { deep: 1 },
  'cache/pages': { deep: 3 },
} as const

/** Throws `archive.not-plain` when a part of an archive is a link, or neither file nor folder. */
export async function refuseLinkedParts(archive: string): Promise<void> {
  await refuseLinks(archive, parts)
}

/**
 * Creates an empty archive, private or shared with the folder's group, in a new or empty folder and resolves to the content of its `holdfast.json`. Throws
 * `archive.exists`.
 */
export async function makeArchiveFolder(
  path: string,
  title: string,
  isToBeShared = false,
): Promise<ArchiveFile> {
  try {
    await makeDurably(path)
    await refuseLinkedParts(path)
    if (!(await isEmpty(path))) throw new AppError('archive.exists', { path })
    await setRights(path, isToBeShared).catch(unlessForeign)
    await followRights(path)
    for (const folder of folders) await makeFolder(join(path, folder))
    const file = { format: FORMAT, id: randomUUID(), title, createdAt: new Date().toISOString() }
    await writeArchiveFile(path, file)
    await syncFolder(path)
    return file
  } catch (cause) {
    throw asStoreError(cause)
  }
}

// In a folder of somebody else, or on a disk without rights, an archive can be created all the same; health says what is
// so.
function unlessForeign(cause: unknown): void {
  if (errnoOf(cause) !== 'EPERM') throw cause
}

// A power cut must not lose the archive because the folders above it were not synced.
async function makeDurably(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: FOLDER_MODE })
  const ends = first === undefined ? resolve(path) : dirname(resolve(first))
  for (let folder = resolve(path); folder !== ends;) {
    folder = dirname(folder)
    await syncFolder(folder)
  }
}

// An archive whose creation was interrupted may have left its folders, still empty.
async function isEmpty(path: string): Promise<boolean> {
  for (const name of await readdir(path)) {
    if (name === 'holdfast.json.draft') continue
    if (!folders.some((folder) => folder === name)) return false
    if ((await readdir(join(path, name))).length > 0) return false
  }
  return true
}

/** Returns whether a folder contains an archive, even one that has lost its `holdfast.json`. */
export async function isArchive(path: string): Promise<boolean> {
  return existsSync(join(path, FILE)) || (await fromLedger(path)) !== null
}

/**
 * Reads the description of an archive of any format; if `holdfast.json` was lost, it is restored from the ledger.
 * Throws `archive.not-found`, `archive.not-an-archive`, `archive.unfinished`, `archive.not-plain`.
 */
export async function readArchiveFile(path: string, note: NoteRepair = () => {}): Promise<ArchiveFile> {
  await realpath(path).catch((cause: unknown) => {
    throw errnoOf(cause) === 'ENOENT'
      ? new AppError('archive.not-found', { path }, { cause })
      : asStoreError(cause)
  })
  await refuseLinkedParts(path)
  const file = (await isLost(path)) ? whole(await restore(path, note)) : await readFileOf(path)
  if (!file) throw noArchive(path)
  return file
}

/** Exists in a folder into which a backup is being restored, until the archive is complete. */
export const RESTORING = join('inbox', 'restoring.json')

/** Returns the error that says why a folder is not an archive. */
export function noArchive(path: string): AppError {
  return new AppError(isBeingRestored(path) ? 'archive.unfinished' : 'archive.not-an-archive', { path })
}

/** Reads the id of the archive in a folder without changing anything there; null when there is none. */
export async function readArchiveId(path: string): Promise<string | null> {
  return (await peekArchiveFile(path))?.id ?? null
}

/**
 * Reads the description of an archive of any format without changing anything there; null when there is none. Throws
 * `archive.not-plain`.
 */
export async function peekArchiveFile(path: string): Promise<ArchiveFile | null> {
  await refuseLinkedParts(path)
  return (await isLost(path)) ? whole(await fromLedger(path)) : await readFileOf(path)
}

/**
 * Replaces `holdfast.json`, whose title follows the ledger's, atomically: after a power cut the old or the new file
 * is there, complete.
 */
export async function writeArchiveFile(path: string, file: ArchiveFile): Promise<void> {
  const target = join(path, FILE)
  const durable: Adapter<ArchiveFile> = {
    read: () => new JSONFile<ArchiveFile>(target).read(),
    write: async (data) => await writeDurably(target, `${JSON.stringify(data, null, 2)}\n`),
  }
  await new Low<ArchiveFile>(durable, file).write()
}

const FILE_BYTES = 1 << 20

// A power cut may leave an empty file, or one of zero bytes. A file that is unreadable, or was edited by hand, is not
// lost.
async function isLost(path: string): Promise<boolean> {
  try {
    return (
      (await readSmallFile(join(path, FILE), FILE_BYTES)).toString('utf8').replaceAll('\0', '').trim() === ''
    )
  } catch (cause) {
    return errnoOf(cause) === 'ENOENT'
  }
}

async function restore(path: string, note: NoteRepair): Promise<ArchiveFile | null> {
  const file = await fromLedger(path)
  if (!file) return null
  // A `holdfast.json` of a newer format is left for the newer Holdfast to restore.
  if (file.format > FORMAT) return file
  await writeArchiveFile(path, file).catch((cause: unknown) => {
    // Its content is known even if it cannot be written.
    if (!isUnwritable(cause) && !isDiskFull(cause)) throw cause
  })
  const message = `${FILE} was missing or empty. Its content was restored from the first line of the ledger.`
  note({ kind: 'archive-file', path: FILE, aside: null, message })
  return file
}

// Every copy of the archive gets the same id: the first line names it; in older archives, the hash of that line
// serves as the id.
async function fromLedger(path: string): Promise<ArchiveFile | null> {
  // In a folder that is being restored, `holdfast.json` is not lost: it is written last.
  if (isBeingRestored(path)) return null
  const ledger = join(path, 'ledger')
  for (const device of await listDevices(ledger).catch(() => [])) {
    for await (const line of readLines(join(ledger, device))) {
      const check = checkLine(line.bytes, device, { seq: 0, hash: GENESIS })
      if (line.torn || !check.ok || check.entry.act !== 'creation') break
      const { hash, at, changes, detail } = check.entry
      const named = detail?.['archive']
      const id =
        typeof named === 'string'
          ? named
          : hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
      const title = String(changes[0]?.set?.['title'] ?? '')
      return { format: await formatIn(ledger), id, title, createdAt: at }
    }
  }
  return null
}

// Creating an archive and migrating it each write a line with the format. An archive that lost its `holdfast.json`
// must not be treated as older than it is, and written to.
async function formatIn(ledger: string): Promise<number> {
  const entries = await findEntries(ledger, ({ bytes }) =>
    /"act":"(creation|migration)"/.test(bytes.toString()),
  )
  const formats = entries.flatMap(({ act, detail }) => {
    const format = act === 'creation' ? detail?.['format'] : detail?.['kind'] === 'format' && detail['to']
    return typeof format === 'number' ? [format] : []
  })
  return Math.max(1, ...formats)
}

const isBeingRestored = (path: string): boolean => existsSync(join(path, RESTORING))

const readFileOf = (path: string): Promise<ArchiveFile | null> => readJson(join(path, FILE), ArchiveFile)

// What a ledger names as the archive's id may be no id.
const whole = (file: ArchiveFile | null): ArchiveFile | null => ArchiveFile.safeParse(file).data ?? null
