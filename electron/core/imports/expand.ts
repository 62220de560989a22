import { lstat, readdir, realpath } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

/**
 * A file to import. `folder` is the one that contains it; captions and videos with the same base name in one folder
 * belong together.
 */
export interface FoundFile {
  readonly ticket: string
  /**
   * Bytes when the name is not UTF-8, as in folders of older systems; `name` is then only an approximation for
   * display.
   */
  readonly path: string | Buffer
  readonly name: string
  readonly folder: string
  readonly sizeBytes: number
}

/** A file or folder that was chosen or found but cannot be imported, and why. */
export interface RefusedFile {
  readonly ticket: string
  readonly path: string
  readonly name: string
  readonly error: AppError
}

export interface Expansion {
  readonly files: readonly FoundFile[]
  readonly refused: readonly RefusedFile[]
}

/**
 * Lists every file in the given paths, walking folders recursively, sorted by path. Links, devices and sockets are
 * refused, never followed; nothing inside `archive` is listed.
 */
export async function expandPaths(
  roots: readonly { ticket: string; path: string }[],
  options: { archive: string; uploads: string; signal: AbortSignal },
): Promise<Expansion> {
  const files: FoundFile[] = []
  const refused: RefusedFile[] = []
  const archive = await realpath(options.archive)
  const uploads = await realpath(options.uploads).catch(() => options.uploads)

  // `real` is the path with all links resolved. It is resolved once for a root and extended from there, because no
  // link is followed.
  async function visit(ticket: string, folder: string, path: string | Buffer, real?: string): Promise<void> {
    if (options.signal.aborted) return
    const shown = String(path)
    const name = basename(shown)
    const refuse = (error: AppError) => refused.push({ ticket, path: shown, name, error })
    try {
      const found = await lstat(path)
      const place = real ?? (found.isSymbolicLink() ? shown : await realpath(shown))
      if (isWithin(place, archive) && !isWithin(place, uploads))
        refuse(new AppError('imports.inside-archive', { path: shown }))
      else if (found.isDirectory()) await walk(ticket, path, place)
      else if (found.isFile()) files.push({ ticket, path, name, folder, sizeBytes: found.size })
      else refuse(new AppError('imports.not-a-file', { path: shown }))
    } catch (cause) {
      refuse(asImportError(shown, cause))
    }
  }

  async function walk(ticket: string, folder: string | Buffer, real: string): Promise<void> {
    const names = (await readdir(folder, { encoding: 'buffer' })).map((bytes) => ({
      bytes,
      text: String(bytes),
    }))
    for (const { bytes, text } of names.sort((a, b) => (a.text < b.text ? -1 : 1)))
      await visit(ticket, String(folder), within(folder, bytes), join(real, text))
  }

  for (const { ticket, path } of roots) await visit(ticket, join(path, '..'), path)
  return { files, refused }
}

function within(folder: string | Buffer, name: Buffer): string | Buffer {
  const text = String(name)
  if (typeof folder === 'string' && Buffer.from(text).equals(name)) return join(folder, text)
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), name])
}

/** Returns the `imports.*` error for a failed system call on a source. */
export function asImportError(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  if (errno === 'ENOENT') return new AppError('imports.not-found', { path }, { cause })
  return new AppError('imports.unreadable', { path, problem: errno }, { cause })
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep)
