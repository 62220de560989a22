import { resolve } from 'node:path'
import type { BackupCheck, BackupGeneration, RestoreReport } from '../../../shared/contract/backups.ts'
import { AppError } from '../../../shared/errors.ts'
import { describeGeneration } from './generations.ts'
import { findPlaces, listGenerations, type BackupPlace } from './layout.ts'
import { runBackupTask } from './backup-thread.ts'
import type { BackupProgress } from './protocol.ts'
import type { ThreadOptions } from '../threads/run-in-thread.ts'

export type { BackupProgress } from './protocol.ts'

/**
 * The backups in a folder, newest first; one whose manifest is incomplete is left out. Throws `backups.none`,
 * `backups.no-folder`.
 */
export async function listBackups(folder: string): Promise<BackupGeneration[]> {
  const found: BackupGeneration[] = []
  for (const place of await findPlaces(resolve(folder)))
    for (const generation of await listGenerations(place)) {
      const described = await describeGeneration(place, generation).catch(() => null)
      if (described) found.push(described)
    }
  return found.sort((a, b) => (a.generation < b.generation ? 1 : -1))
}

/** Reads every file of a backup, the latest unless another is named. Throws `backups.*`. */
export async function checkBackup(
  folder: string,
  generation: string | undefined,
  options: ThreadOptions<BackupProgress> = {},
): Promise<BackupCheck> {
  const { place, name } = await choose(folder, generation)
  return await runBackupTask({ kind: 'check', root: place.root, generation: name }, options)
}

/** Restores a backup as an archive in a new or empty folder. Throws `backups.*`, `archive.exists`. */
export async function restoreBackup(
  folder: string,
  generation: string | undefined,
  { into, pendingKey }: { readonly into: string; readonly pendingKey: Uint8Array },
  options: ThreadOptions<BackupProgress> = {},
): Promise<RestoreReport> {
  const { place, name } = await choose(folder, generation)
  const task = {
    kind: 'restore' as const,
    root: place.root,
    generation: name,
    into: resolve(into),
    pendingKey,
  }
  return await runBackupTask(task, options)
}

/** A folder may contain backups of several archives: then this is the latest of all, or the one that is named. */
async function choose(
  folder: string,
  generation: string | undefined,
): Promise<{ place: BackupPlace; name: string }> {
  const all: { place: BackupPlace; name: string }[] = []
  for (const place of await findPlaces(resolve(folder)))
    for (const name of await listGenerations(place)) all.push({ place, name })
  if (all.length === 0) throw new AppError('backups.none', { path: folder })
  const fitting = generation === undefined ? all : all.filter(({ name }) => name === generation)
  const [latest] = fitting.sort((a, b) => (a.name < b.name ? 1 : -1))
  if (!latest) throw new AppError('backups.no-generation', { generation: generation ?? '', path: folder })
  return latest
}
