import { chmod, lstat, mkdir, mkdtemp, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { errnoOf } from './durable.ts'
import { readJson } from './read-json.ts'
import { isRunning, markOf } from './running-process.ts'

const OWNER = 'owner.json'
const OWNER_BYTES = 4096
const Owner = z.object({ pid: z.int(), mark: z.string().nullable() })

/** A folder among the system's temporary files that no other user can read, for as long as it is needed. */
export interface TempFolder {
  readonly path: string
  remove(): Promise<void>
}

/**
 * Creates one inside a folder of this user with mode 0700; if this process is killed, the next `sweepTempFolders`
 * removes it.
 */
export async function makeTempFolder(): Promise<TempFolder> {
  const root = await ownRoot()
  const outer = await mkdtemp(join(root, 'work-'))
  const path = join(outer, 'work')
  const owner = JSON.stringify({ pid: process.pid, mark: markOf(process.pid) })
  await writeFile(join(outer, OWNER), owner, { mode: 0o600, flag: 'wx' })
  await mkdir(path, { mode: 0o700 })
  return {
    path,
    async remove() {
      await rm(outer, { recursive: true, force: true })
      if (root !== usualRoot()) await rmdir(root)
    },
  }
}

/**
 * Removes what processes of this user that have ended left among the temporary files: parts of an archive must not
 * remain there. Nothing of another user is opened, followed or removed.
 */
export async function sweepTempFolders(): Promise<void> {
  for (const name of await namesIn(tmpdir())) {
    const found = join(tmpdir(), name)
    if (name.startsWith(OLD_PREFIX)) await sweep(found)
    else if (name.startsWith(ROOT) && (await isOwnFolder(found))) await sweepRoot(found)
  }
}

const userId = process.getuid?.() ?? null
/** Each user has a root of their own: the first to take a shared name would keep it from all others. */
const ROOT = `holdfast-${userId ?? 'user'}`
/** Earlier versions made their folders in the shared one itself. */
const OLD_PREFIX = 'holdfast-temp-'

const usualRoot = (): string => join(tmpdir(), ROOT)

// The name may be taken by somebody who wants to see what is put there, or to keep it from being put anywhere.
async function ownRoot(): Promise<string> {
  const usual = usualRoot()
  try {
    await mkdir(usual, { mode: 0o700 })
    return usual
  } catch (cause) {
    if (errnoOf(cause) !== 'EEXIST') throw cause
  }
  if (!(await isOwnFolder(usual))) return await mkdtemp(`${usual}-`)
  await chmod(usual, 0o700)
  return usual
}

/** True for a folder, not a link to one, that belongs to this user; Windows has a temporary folder for each user. */
async function isOwnFolder(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  return found !== null && found.isDirectory() && (userId === null || found.uid === userId)
}

async function sweepRoot(root: string): Promise<void> {
  for (const name of await namesIn(root)) await sweep(join(root, name))
  // The usual one stays: another process may be about to create a folder in it.
  if (root !== usualRoot() && (await isOld(root))) await rmdir(root).catch(() => undefined)
}

async function sweep(folder: string): Promise<void> {
  if ((await isOwnFolder(folder)) && (await isLeft(folder)))
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

const DAY_MS = 24 * 3600 * 1000

async function isLeft(folder: string): Promise<boolean> {
  const owner = await readJson(join(folder, OWNER), Owner, OWNER_BYTES)
  if (owner) return !isRunning(owner.pid, owner.mark)
  // A folder that is just being created has no owner yet.
  return await isOld(folder)
}

async function isOld(folder: string): Promise<boolean> {
  const made = await lstat(folder).catch(() => null)
  return made !== null && Date.now() - made.mtimeMs > DAY_MS
}
