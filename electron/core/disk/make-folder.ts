import { mkdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoOf } from './durable.ts'
import { FOLDER_MODE } from './rights.ts'

/**
 * Creates a folder in an archive, and up to `parents` missing folders above it; true if it did not exist. Throws ENOENT
 * when more is missing: the archive itself is then gone, as when its drive was pulled out, and creating it again would
 * leave a second archive on the disk below.
 */
export async function makeFolder(path: string, parents = 0): Promise<boolean> {
  try {
    await mkdir(path, FOLDER_MODE)
    return true
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST') return false
    if (errnoOf(cause) !== 'ENOENT' || parents === 0) throw cause
  }
  await makeFolder(dirname(path), parents - 1)
  return await makeFolder(path)
}

/** `makeFolder`, blocking. */
export function makeFolderSync(path: string, parents = 0): boolean {
  try {
    mkdirSync(path, FOLDER_MODE)
    return true
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST') return false
    if (errnoOf(cause) !== 'ENOENT' || parents === 0) throw cause
  }
  makeFolderSync(dirname(path), parents - 1)
  return makeFolderSync(path)
}
