import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readJson } from './read-json.ts'
import { isRunning, markOf } from './running-process.ts'

const PREFIX = 'holdfast-temp-'
const OWNER = 'owner.json'
const Owner = z.object({ pid: z.int(), mark: z.string().nullable() })

/** A folder among the system's temporary files that no other user can read, for as long as it is needed. */
export interface TempFolder {
  readonly path: string
  remove(): Promise<void>
}

/** Creates one; if this process is killed, the next `sweepTempFolders` removes it. */
export async function makeTempFolder(): Promise<TempFolder> {
  const outer = await mkdtemp(join(tmpdir(), PREFIX))
  const path = join(outer, 'work')
  await writeFile(join(outer, OWNER), JSON.stringify({ pid: process.pid, mark: markOf(process.pid) }))
  await mkdir(path)
  return { path, remove: () => rm(outer, { recursive: true, force: true }) }
}

/** Removes what processes that have ended left among the temporary files: parts of an archive must not remain there. */
export async function sweepTempFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    // A folder of another user is for that user to remove.
    if (await isLeft(folder)) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

const DAY_MS = 24 * 3600 * 1000

async function isLeft(folder: string): Promise<boolean> {
  const owner = await readJson(join(folder, OWNER), Owner)
  if (owner) return !isRunning(owner.pid, owner.mark)
  // A folder that is just being created has no owner yet.
  const made = await stat(folder).catch(() => null)
  return made !== null && Date.now() - made.mtimeMs > DAY_MS
}
