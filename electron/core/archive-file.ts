import { mkdir, readdir, readFile, realpath } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Low, type Adapter } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { asStoreError, errnoOf, syncFolder, writeDurably } from './disk/durable.ts'

/** The format that this Holdfast writes. */
export const FORMAT = 1

const ArchiveFile = z.object({ format: z.int(), id: z.string(), title: z.string(), createdAt: z.string() })
export type ArchiveFile = z.infer<typeof ArchiveFile>

const folders = ['ledger', 'catalogue', 'vault', 'inbox', 'cache'] as const

/** Makes an empty archive in a new or empty folder and answers what its `holdfast.json` says. Throws `archive.exists`. */
export async function makeArchiveFolder(path: string, title: string): Promise<ArchiveFile> {
  try {
    await mkdir(path, { recursive: true })
    if ((await readdir(path)).length > 0) throw new AppError('archive.exists', { path })
    for (const folder of folders) await mkdir(join(path, folder))
    const file = { format: FORMAT, id: randomUUID(), title, createdAt: new Date().toISOString() }
    await writeArchiveFile(path, file)
    await syncFolder(path)
    return file
  } catch (cause) {
    throw asStoreError(cause)
  }
}

/** What an archive says of itself. Throws `archive.not-found`, `archive.not-an-archive`, `archive.newer-format`. */
export async function readArchiveFile(path: string): Promise<ArchiveFile> {
  await realpath(path).catch((cause: unknown) => {
    throw errnoOf(cause) === 'ENOENT'
      ? new AppError('archive.not-found', { path }, { cause })
      : asStoreError(cause)
  })
  const parsed = ArchiveFile.safeParse(await readJson(join(path, 'holdfast.json')))
  if (!parsed.success) throw new AppError('archive.not-an-archive', { path })
  if (parsed.data.format > FORMAT) throw new AppError('archive.newer-format', { format: parsed.data.format })
  return parsed.data
}

/** Replaces `holdfast.json`, whose title follows the ledger's; after a power cut the old or the new one is there, whole. */
export async function writeArchiveFile(path: string, file: ArchiveFile): Promise<void> {
  const target = join(path, 'holdfast.json')
  const durable: Adapter<ArchiveFile> = {
    read: () => new JSONFile<ArchiveFile>(target).read(),
    write: async (data) => await writeDurably(target, `${JSON.stringify(data, null, 2)}\n`),
  }
  await new Low<ArchiveFile>(durable, file).write()
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}
