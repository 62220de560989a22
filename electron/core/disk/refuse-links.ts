import { lstat, opendir } from 'node:fs/promises'
import type { Dirent, Stats } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

/** What belongs under a name: a file, or a folder that is searched this many levels deep. */
export type Part = 'file' | { readonly deep: number }

/**
 * Checks what a folder of unknown origin contains under these names. A link would make us read and write outside it,
 * and reading a pipe or a device never ends. Throws `archive.not-plain` with the path of the first one found.
 */
export async function refuseLinks(root: string, parts: Readonly<Record<string, Part>>): Promise<void> {
  for (const [name, part] of Object.entries(parts)) {
    const path = join(root, name)
    const found = await lstat(path).catch(() => null)
    if (!found) continue
    if (part === 'file' ? !found.isFile() : !found.isDirectory())
      throw new AppError('archive.not-plain', { path })
    if (part !== 'file') await refuseLinksIn(path, part.deep)
  }
}

async function refuseLinksIn(folder: string, deep: number): Promise<void> {
  // A folder that cannot be read is reported by the code that needs it.
  const entries = await opendir(folder).catch(() => [])
  // One at a time: a folder of unknown origin may contain millions of names.
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    if (!(await isPlain(path, entry))) throw new AppError('archive.not-plain', { path })
    if (deep > 1 && entry.isDirectory()) await refuseLinksIn(path, deep - 1)
  }
}

const isFileOrFolder = (found: Dirent | Stats): boolean => found.isFile() || found.isDirectory()

// Some file systems list a name without saying what kind of entry it is.
async function isPlain(path: string, entry: Dirent): Promise<boolean> {
  if (isFileOrFolder(entry)) return true
  return await lstat(path).then(isFileOrFolder, () => true)
}
