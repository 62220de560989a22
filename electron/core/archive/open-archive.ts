import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { signHeads, unsignedLines } from '../custody/signing.ts'
import { asStoreError } from '../disk/durable.ts'
import type { ArchiveFile } from '../folder/archive-file.ts'
import { migrateArchive } from '../folder/migrations.ts'
import { pendingLines, writePending, type PendingLine, type PendingOwner } from '../folder/pending-lines.ts'
import { sweepInbox } from '../folder/sweep-inbox.ts'
import { openIndex } from '../indexing/open-index.ts'
import { setDerivedAside } from '../folder/set-derived-aside.ts'
import { finishMerge } from '../merges/stage.ts'
import { createJobs } from '../session/jobs.ts'
import type { Store } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'
import { writeEmptyCatalogue } from '../store/recovery-basis.ts'
import { createVault } from '../vault/vault.ts'
import type { Archive } from './archive.ts'
import { checkClock } from './check-clock.ts'
import { createServices } from './create-services.ts'
import { openRecords } from './open-records.ts'
import { noteSightings } from './note-sightings.ts'
import type { OpenOptions } from './options.ts'
import { takePlace, type Place } from './place.ts'
import { makeFolder } from '../disk/make-folder.ts'

/**
 * Opens an archive: takes its lock, brings catalogue and index up to date with the ledger, and sweeps from the inbox
 * what a crash left there. An archive that cannot be written, is to be only read, or was written by a newer Holdfast
 * is opened read-only. Throws `archive.*`, `ledger.damaged`, `store.*`; then nothing is left open.
 */
export async function openArchive(options: OpenOptions): Promise<Archive> {
  const place = await takePlace(options)
  const { path, file, readOnly, isNewer } = place
  try {
    // A medium that cannot be written keeps its format.
    const migrated = readOnly
      ? file
      : await migrateArchive(path, file, { table: options.migrations, key: options.profile.pendingKey() })
    return await openParts(options, { ...place, file: migrated })
  } catch (cause) {
    await closeAll(place, options.logBug)
    throw isNewer ? asTooNew(cause, file) : asStoreError(cause)
  }
}

async function openParts(options: OpenOptions, place: Place): Promise<Archive> {
  const { path, file, closing, readOnly, driveWatch, note } = place
  const owner = { key: options.profile.pendingKey(), archive: file.id }
  if (!readOnly && place.isAdopted) await setReceivedAside(options, place)
  if (!readOnly) await makeFolders(place, owner)
  const pending = readOnly ? [] : await pendingLines(path, owner, note)
  const records = await openRecords(options, place, pending)
  const { store, rows, trust } = records
  closing.push(store.close, records.titleKept)
  const vault = createVault(path, driveWatch.check)
  if (!readOnly) await sweepInbox(path, place.isCrashed, { store, vault, note })
  const jobs = createJobs(options.publish)
  const index = await openIndex(options, place, { ...records, vault, jobs })
  const { search, indexer, extractor, passages, persist } = index
  const parts = { store, rows, trust, vault, search, indexer, extractor, jobs, passages }
  const { end, ...services } = await createServices(options, place, { ...parts, ...index, records })
  await writePending(path, store, pending, options.software)
  await noteForeign(store)
  checkClock(store.recovered.order.latest, Date.now(), note)
  if (!readOnly) await noteSeen(options, place, { store, trust, pending })
  return {
    ...stateOf(options, place, store),
    ...parts,
    ...services,
    async close() {
      end()
      await jobs.stopAll()
      if (!readOnly && !driveWatch.isGone()) await signTail(options, file.id, store)
      await persist()
      await closeAll(place, options.logBug)
    },
  }
}

async function makeFolders({ path, guards, note }: Place, owner: PendingOwner): Promise<void> {
  for (const folder of ['ledger', 'catalogue', 'vault', 'inbox', 'cache'])
    await makeFolder(join(path, folder))
  await finishMerge(path, owner, note)
  await guards.reserve.restore()
}

// What was derived elsewhere is made again from ledger and vault, and what was left to be done is not done.
async function setReceivedAside({ profile }: OpenOptions, { path, file, note }: Place): Promise<void> {
  const aside = await setDerivedAside(path)
  if (aside === null) return
  await writeEmptyCatalogue(path, profile.marksFor(file.id))
  const message = `Catalogue, cache and inbox came with the folder from elsewhere. They were set aside, and what is needed is made again from ledger and files.`
  note({ kind: 'inbox', path: 'inbox', aside, message })
}

// The ledger itself says what was found in it and moved out.
async function noteForeign(store: Store): Promise<void> {
  for (const foreign of store.recovered.foreign)
    await store.commit({
      act: 'recovery',
      outcome: 'warning',
      detail: { kind: 'foreign-lines', ...foreign },
      changes: [],
    })
}

async function noteSeen(
  { profile, logBug }: OpenOptions,
  { file, note }: Place,
  { store, trust, pending }: { store: Store; trust: Trust; pending: readonly PendingLine[] },
): Promise<void> {
  const merged = new Set(pending.flatMap(({ detail }) => Object.keys(Object(detail['lines']))))
  const arrivals = { archive: file.id, trust, merged, note }
  // An archive opens even if this computer cannot note anything, as on a full disk.
  await noteSightings(profile, store, arrivals).catch((cause: unknown) => logBug('sightings', cause))
}

function stateOf({ isSample }: OpenOptions, place: Place, store: Store) {
  const { path, file, readOnly, isReceived, isNewer, driveWatch, repairs } = place
  return {
    id: file.id,
    path,
    isSample,
    readOnly,
    isReceived,
    newer: isNewer ? { format: file.format, leftOut: store.recovered.leftOut } : null,
    openedAt: new Date().toISOString(),
    isGone: driveWatch.isGone,
    repairs: repairs.list,
  }
}

// Unsigned lines are no loss: the next close signs them with the rest.
async function signTail({ profile, software, logBug }: OpenOptions, id: string, store: Store): Promise<void> {
  if (unsignedLines(store) > 0)
    await signHeads(store, profile.keys, id, software).catch((cause: unknown) => logBug('signing', cause))
}

// If something fails to close, the rest is still closed and the lock released: the ledger already contains
// everything.
async function closeAll({ closing }: Place, logBug: OpenOptions['logBug']): Promise<void> {
  for (const close of closing.splice(0).reverse())
    await close().catch((cause: unknown) => logBug('close', cause))
}

// Lines that a newer Holdfast chains in another way are not damaged.
function asTooNew(cause: unknown, { format }: ArchiveFile): unknown {
  const isUnreadable = cause instanceof AppError && cause.code === 'ledger.damaged'
  return isUnreadable ? new AppError('archive.newer-format', { format }, { cause }) : asStoreError(cause)
}
