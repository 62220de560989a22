import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '../../../shared/contract/custody.ts'
import { AppError } from '../../../shared/errors.ts'
import { refuseLinkedParts, RESTORING } from '../folder/archive-file.ts'
import { hashFile } from './copy-checked.ts'
import {
  asBackupError,
  listGenerations,
  placeAt,
  placeParts,
  refuseWithoutSpace,
  type BackupPlace,
} from './layout.ts'
import { readFullManifest } from './manifest.ts'
import { restoreFiles, damageOf, maxBytesOf } from './restore.ts'
import { createMeter } from './meter.ts'
import type { BackupProgress, BackupReply, BackupTask } from './protocol.ts'
import { writeDurably } from '../disk/durable.ts'
import { readSmallFile } from '../disk/small-file.ts'
import { refuseLinks } from '../disk/refuse-links.ts'
import { leaveLine } from '../folder/pending-lines.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'

type OnProgress = (progress: BackupProgress) => void

/**
 * Reads every file that a backup names, and looks for others. Throws `backups.damaged` when its manifest or list is
 * damaged.
 */
export async function checkBackup(
  { root, generation }: Extract<BackupTask, { kind: 'check' }>,
  gauge: SharedGauge,
  onProgress: OnProgress,
): Promise<BackupReply<'check'>> {
  const place = placeAt(root)
  await refuseLinks(root, placeParts)
  const { manifest, files } = await readFullManifest(place, generation)
  const meter = createMeter(gauge, onProgress)
  meter.expect(files.length, manifest.bytes)
  const damages: Damage[] = []
  for (const file of files) {
    const found = hashFile(join(root, file.path), meter.blocks, maxBytesOf(file, { manifest }))
    if (typeof found !== 'string') damages.push(damageOf(file, found))
    else if (found !== file.sha256) damages.push(damageOf(file, { problem: 'changed', errno: null }))
    meter.file(file.path)
  }
  const { archive, objects, bytes } = manifest
  const extra = await findExtra(place)
  return { archive, generation, intact: damages.length === 0, objects, bytes, damages, extra }
}

/**
 * Restores a backup as an archive in a new or empty folder, or continues an interrupted restore. When the archive is
 * first opened, its ledger notes that it was restored, and work continues under a new device code. Throws
 * `backups.*`, `archive.exists`.
 */
export async function restoreBackup(
  { root, generation, into, pendingKey }: Extract<BackupTask, { kind: 'restore' }>,
  gauge: SharedGauge,
  onProgress: OnProgress,
): Promise<BackupReply<'restore'>> {
  const place = placeAt(root)
  await refuseLinks(root, placeParts)
  const read = await readFullManifest(place, generation)
  const { archive, title, objects, bytes } = read.manifest
  await prepareFolder(into, read.sha256, bytes)
  const meter = createMeter(gauge, onProgress)
  meter.expect(read.files.length, bytes * 2)
  // Written before the folder is an archive, so that no copy continues under the old device code.
  const detail = { kind: 'restored', generation, manifestSha256: read.sha256 }
  try {
    const line = { id: read.sha256, act: 'recovery' as const, detail, newDevice: true }
    await leaveLine(into, line, { key: pendingKey, archive })
    const damages = restoreFiles(place, read, into, meter.blocks, ({ path, inArchive }) => {
      // With this last file it is an archive, and can no longer be stopped.
      if (inArchive !== 'holdfast.json') meter.file(path)
    })
    await rm(join(into, RESTORING), { force: true })
    meter.report()
    return { archive, title, generation, into, objects: objects - damages.length, bytes, damages }
  } catch (cause) {
    throw asBackupError(cause, into)
  }
}

/** Removes what a restore put into a folder, unless it has become an archive. Throws `backups.not-written`. */
export async function forgetRestoring(into: string): Promise<void> {
  if (!existsSync(join(into, RESTORING)) || existsSync(join(into, 'holdfast.json'))) return
  try {
    // The marker goes last, so that what is left after a crash is not mistaken for an archive.
    for (const name of ['holdfast.json.part', 'ledger', 'vault', 'inbox'])
      await rm(join(into, name), { recursive: true, force: true })
  } catch (cause) {
    throw asBackupError(cause, into)
  }
}

/** The marker contains a SHA-256 in hex. */
const HASH_LENGTH = 64

async function prepareFolder(into: string, manifestSha256: string, bytes: number): Promise<void> {
  try {
    await mkdir(into, { recursive: true })
    await refuseLinkedParts(into)
    const names = await readdir(into)
    const begun = await readSmallFile(join(into, RESTORING), HASH_LENGTH).catch(() => null)
    const isResumed = begun?.toString() === manifestSha256 && !existsSync(join(into, 'holdfast.json'))
    if (names.length > 0 && !isResumed) throw new AppError('archive.exists', { path: into })
    if (!isResumed) await refuseWithoutSpace(into, bytes)
    await mkdir(join(into, 'inbox'), { recursive: true })
    await writeDurably(join(into, RESTORING), manifestSha256)
  } catch (cause) {
    throw asBackupError(cause, into)
  }
}

/** Files at a place that belong to none of its backups, as paths relative to it. */
async function findExtra(place: BackupPlace): Promise<string[]> {
  const known = new Set<string>()
  for (const generation of await listGenerations(place)) {
    for (const name of ['manifest.json', 'proved.json', 'sha256.txt'])
      known.add(`generations/${generation}/${name}`)
    const read = await readFullManifest(place, generation).catch(() => null)
    for (const { path } of read?.files ?? []) known.add(path)
  }
  const entries = await readdir(place.root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(place.root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => path !== 'lock' && !known.has(path))
    .sort()
}
