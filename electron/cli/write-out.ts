import { writeFile } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'

/** Writes a file that somebody asked for at a place of their own. Throws `custody.not-written`. */
export async function writeOut(path: string, content: string | Buffer): Promise<void> {
  await writeFile(path, content).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('custody.not-written', { path, problem: cause.code ?? cause.message }, { cause })
  })
}
