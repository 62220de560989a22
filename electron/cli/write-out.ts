import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { usageError } from './command.ts'

/** Writes a file to a path that the user chose. Throws `custody.not-written`. */
export async function writeOut(path: string, content: string | Buffer): Promise<void> {
  await writeFile(path, content).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('custody.not-written', { path, problem: cause.code ?? cause.message }, { cause })
  })
}

/**
 * Creates a folder for files and returns its path. Throws `request.usage` if it exists, so nothing in it is
 * overwritten.
 */
export async function newFolder(out: string): Promise<string> {
  const folder = resolve(out)
  await mkdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw usageError(
      cause.code === 'EEXIST' ? `${folder} already exists.` : `${folder} cannot be created (${cause.code}).`,
    )
  })
  return folder
}
