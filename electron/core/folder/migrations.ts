import { existsSync } from 'node:fs'
import { cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { FORMAT, writeArchiveFile, type ArchiveFile } from './archive-file.ts'
import { rethrowAsStoreError, syncFolder } from '../disk/durable.ts'
import { leaveLine } from './pending-lines.ts'

/** How an archive of one format becomes one of the next. */
export interface Migration {
  /** What it does, as the ledger describes it. */
  readonly about: string
  /** The files and folders that it changes or removes, as paths in the archive; they are copied first. */
  changes(archive: string): Promise<readonly string[]>
  /** After a crash it runs again from the beginning, on whatever the crash left. No ledger line is ever altered. */
  run(archive: string): Promise<void>
}

/** Migrations by the format that they start from; format 1 is the first that was released, so there is none yet. */
export type Migrations = Readonly<Record<number, Migration>>
const migrations: Migrations = {}

/**
 * Migrates a closed archive to the format of this Holdfast, one step at a time. What a step changes is kept in the
 * inbox as it was before, and a pending line about the step is left for the ledger. Throws `archive.older-format`,
 * `store.*`; the next open resumes.
 */
export async function migrateArchive(
  archive: string,
  file: ArchiveFile,
  { table = migrations, key }: { readonly table?: Migrations | undefined; readonly key: Uint8Array },
): Promise<ArchiveFile> {
  let now = file
  while (now.format < FORMAT) {
    const migration = table[now.format]
    if (!migration) throw new AppError('archive.older-format', { format: file.format })
    now = await takeStep(archive, now, { migration, key }).catch(rethrowAsStoreError)
  }
  return now
}

async function takeStep(
  archive: string,
  file: ArchiveFile,
  { migration, key }: { readonly migration: Migration; readonly key: Uint8Array },
): Promise<ArchiveFile> {
  const [from, to] = [file.format, file.format + 1]
  const aside = `before-format-${to}`
  const kept = join(archive, 'inbox', aside)
  // After a migration that was interrupted, the present files are no longer the originals.
  if (!existsSync(kept))
    await keepAside(archive, ['holdfast.json', ...(await migration.changes(archive))], kept)
  await migration.run(archive)
  const line = {
    id: `format-${to}`,
    act: 'migration' as const,
    note: migration.about,
    detail: { kind: 'format', from, to, before: `inbox/${aside}` },
  }
  await leaveLine(archive, line, { key, archive: file.id })
  const next = { ...file, format: to }
  await writeArchiveFile(archive, next)
  return next
}

async function keepAside(archive: string, paths: readonly string[], kept: string): Promise<void> {
  const draft = `${kept}.part`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  for (const path of paths) {
    await mkdir(dirname(join(draft, path)), { recursive: true })
    await cp(join(archive, path), join(draft, path), { recursive: true, preserveTimestamps: true })
  }
  await syncAll(draft)
  await rename(draft, kept)
  await syncFolder(dirname(kept))
}

async function syncAll(path: string): Promise<void> {
  if (!(await stat(path)).isDirectory()) {
    const file = await open(path, 'r')
    await file.sync().finally(() => file.close())
    return
  }
  for (const name of await readdir(path)) await syncAll(join(path, name))
  await syncFolder(path)
}
