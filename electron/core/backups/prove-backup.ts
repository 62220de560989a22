import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import { restoreFiles } from './restore.ts'
import { asBackupError, PROOF, type BackupPlace } from './layout.ts'
import { readFullManifest, type Manifest } from './manifest.ts'
import { makeTempFolder, type TempFolder } from '../disk/temp-folder.ts'
import { readSmallFile } from '../disk/small-file.ts'
import type { Meter } from './meter.ts'
import type { MakeTask } from './protocol.ts'
import { isSame } from '../store/catalogue/apply.ts'
import { listShards } from '../store/catalogue/catalogue.ts'
import { rowsIn, SHARD_BYTES } from '../store/catalogue/shard-file.ts'
import { shardOf } from '../store/catalogue/tables.ts'
import { objectRows } from '../store/catalogue/apply.ts'
import { hasCanonicalForm } from '../store/ledger/line.ts'
import { replay } from '../store/ledger/replay.ts'
import { openStore } from '../store/store.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'
import { passingTrust } from '../trust/trust.ts'
import { verifyArchive } from '../verification/verify-archive.ts'

/**
 * Restores a backup into a temporary folder, opens and verifies it, and compares its heads, objects and catalogue
 * with the archive as of the backup; the folder is removed afterwards. Resolves to null when the backup is proved,
 * and to `no-room` when no disk has space for the copy. Throws `backups.not-proved` when anything differs.
 */
export async function proveBackup(
  task: MakeTask,
  place: BackupPlace,
  meter: Meter,
  gauge: SharedGauge,
): Promise<'no-room' | null> {
  const read = await readFullManifest(place, task.generation)
  const folder = await folderWithSpace(read.manifest.bytes, place.root)
  if (folder === null) return 'no-room'
  const into = folder.path
  try {
    const [lost] = restoreFiles(place, read, into, meter.blocks, () => meter.stopHere())
    if (lost) throw notProved(lost.message)
    await buildCatalogue(into, task.device)
    await compareVerified(into, read.manifest, gauge, meter)
    await compareCatalogues(task, into, meter)
    return null
  } catch (cause) {
    // The backup itself is complete; a disk that filled while it was restored is no evidence against it.
    const problem = asBackupError(cause, into)
    if (problem instanceof AppError && problem.code === 'backups.full') return 'no-room'
    throw cause
  } finally {
    await folder.remove()
  }
}

const SPARE_BYTES = 64 << 20

/**
 * An empty folder on a disk with space for a complete copy: the disk of the backup, or else that of the system's
 * temporary files.
 */
async function folderWithSpace(bytes: number, root: string): Promise<TempFolder | null> {
  if (await hasSpace(root, bytes)) {
    const path = join(root, `${PROOF}${randomUUID()}`)
    await mkdir(path)
    return { path, remove: () => rm(path, { recursive: true, force: true }) }
  }
  return (await hasSpace(tmpdir(), bytes)) ? await makeTempFolder() : null
}

async function hasSpace(folder: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize > bytes * 1.1 + SPARE_BYTES
}

const notProved = (problem: string): AppError => new AppError('backups.not-proved', { problem })

/** The restored copy opens, and its catalogue is built from its ledger alone. */
async function buildCatalogue(into: string, device: string): Promise<void> {
  const store = await openStore({
    folder: into,
    device,
    trust: passingTrust(),
    readOnly: false,
    actor: () => ({ type: 'software', name: 'proof' }),
    onCommitted: () => undefined,
  })
  await store.close()
}

async function compareVerified(
  into: string,
  manifest: Manifest,
  gauge: SharedGauge,
  meter: Meter,
): Promise<void> {
  const stop = new AbortController()
  const watch = setInterval(() => gauge.isStopped() && stop.abort(), 100)
  let counted = 0
  try {
    const report = await verifyArchive(into, {
      signal: stop.signal,
      onProgress({ doneBytes }) {
        meter.skip(doneBytes - counted)
        counted = doneBytes
        meter.report()
      },
    })
    const lacking = new Set<string>(manifest.lacking)
    const damage = report.damages.find(
      ({ kind, hash }) => kind !== 'object-missing' || !lacking.has(hash ?? ''),
    )
    if (damage) throw notProved(damage.message)
    const heads = Object.fromEntries(
      Object.entries(report.heads).map(([device, head]) => [device, { ...head }]),
    )
    if (!isSame(heads, manifest.heads)) throw notProved('its ledgers end elsewhere')
    if (report.objects !== manifest.objects + manifest.lacking.length)
      throw notProved(`it holds ${report.objects} objects in place of ${manifest.objects}`)
  } catch (cause) {
    if (gauge.isStopped()) throw new AppError('backups.cancelled', {}, { cause })
    throw cause
  } finally {
    clearInterval(watch)
  }
}

/** The archive may be worked on meanwhile: shards that lines after the backup changed are not compared. */
async function compareCatalogues(task: MakeTask, into: string, meter: Meter): Promise<void> {
  const differing: string[] = []
  const [own, restored] = [join(task.archive.path, 'catalogue'), join(into, 'catalogue')]
  for (const shard of new Set([...(await listShards(own)), ...(await listShards(restored))])) {
    meter.stopHere()
    await setImmediate()
    if (!isSame(await readShard(own, shard), await readShard(restored, shard))) differing.push(shard)
  }
  if (differing.length === 0) return
  const since = await shardsSince(task)
  const [first] = differing.filter((shard) => !since.has(shard))
  if (first) throw notProved(`catalogue/${first}.json differs from that of the archive`)
}

async function shardsSince({ archive, heads }: MakeTask): Promise<Set<string>> {
  const shards = new Set<string>()
  for await (const { entry } of replay(join(archive.path, 'ledger'), heads))
    for (const change of entry.changes) {
      shards.add(`${change.table}/${shardOf(change.table, change.id)}`)
      for (const { id } of objectRows(change, () => undefined))
        shards.add(`objects/${shardOf('objects', id)}`)
    }
  return shards
}

async function readShard(catalogue: string, shard: string): Promise<unknown> {
  try {
    const rows = rowsIn(await readSmallFile(join(catalogue, `${shard}.json`), SHARD_BYTES))
    return Object.keys(rows).length > 0 && hasCanonicalForm(rows) ? rows : null
  } catch {
    // A torn or missing shard has no rows; if there should be some, the comparison reports it.
    return null
  }
}
