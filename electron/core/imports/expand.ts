import { lstat, opendir, realpath } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'

/** A file to take in. `folder` is where it lies, so that files of one base name are known to belong together. */
export interface FoundFile {
  readonly ticket: string
  readonly path: string
  readonly name: string
  readonly folder: string
  readonly sizeBytes: number
}

/** Something named or found that cannot be taken in, and why. */
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
 * Every file behind paths, folders walked to their depth, sorted by path. Links, devices and sockets are refused, never
 * followed; nothing inside `archive` is taken.
 */
export async function expandPaths(
  roots: readonly { ticket: string; path: string }[],
  options: { archive: string; uploads: string; signal: AbortSignal },
): Promise<Expansion> {
  const files: FoundFile[] = []
  const refused: RefusedFile[] = []
  const archive = await realpath(options.archive)
  const uploads = await realpath(options.uploads).catch(() => options.uploads)

  async function visit(ticket: string, folder: string, path: string): Promise<void> {
    if (options.signal.aborted) return
    const name = basename(path)
    const refuse = (error: AppError) => refused.push({ ticket, path, name, error })
    try {
      const found = await lstat(path)
      const real = found.isSymbolicLink() ? path : await realpath(path)
      if (isWithin(real, archive) && !isWithin(real, uploads))
        refuse(new AppError('imports.inside-archive', { path }))
      else if (found.isDirectory()) await walk(ticket, path)
      else if (found.isFile()) files.push({ ticket, path, name, folder, sizeBytes: found.size })
      else refuse(new AppError('imports.not-a-file', { path }))
    } catch (cause) {
      refuse(asImportError(path, cause))
    }
  }

  async function walk(ticket: string, folder: string): Promise<void> {
    const names: string[] = []
    for await (const entry of await opendir(folder)) names.push(entry.name)
    for (const name of names.sort()) await visit(ticket, folder, join(folder, name))
  }

  for (const { ticket, path } of roots) await visit(ticket, join(path, '..'), path)
  return { files, refused }
}

/** The `imports.*` error for a failed system call on a source. */
export function asImportError(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  if (errno === 'ENOENT') return new AppError('imports.not-found', { path }, { cause })
  return new AppError('imports.unreadable', { path, problem: errno }, { cause })
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep)
