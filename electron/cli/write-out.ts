import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { usageError } from './command.ts'

/** Writes a file that somebody asked for at a place of their own. Throws `custody.not-written`. */
export async function writeOut(path: string, content: string | Buffer): Promise<void> {
  await writeFile(path, content).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('custody.not-written', { path, problem: cause.code ?? cause.message }, { cause })
  })
}

/** Makes a folder for files and answers its path. What is there already is not written into: throws `request.usage`. */
export async function newFolder(out: string): Promise<string> {
  const folder = resolve(out)
  await mkdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw usageError(
      cause.code === 'EEXIST' ? `${folder} is there already.` : `${folder} cannot be made (${cause.code}).`,
    )
  })
  return folder
}
