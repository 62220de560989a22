import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { actorOf } from '../profile/actor-of.ts'
import { FORMAT, readArchiveFile, type ArchiveFile } from '../folder/archive-file.ts'
import type { Publish } from '../../../shared/contract/events.ts'
import type { Archive } from './archive.ts'
import { createCustody } from '../custody/custody-service.ts'
import { createBackups } from '../backups/backup-service.ts'
import { createBatches } from '../batches/batch-service.ts'
import { citations } from '../citations/citations.ts'
import type { ReadingLimits } from '../extract/client.ts'
import type { Home } from '../profile/home.ts'
import { createImports } from '../imports/import-service.ts'
import { asStoreError, isDiskFull, isUnwritable } from '../disk/durable.ts'
import { openReserve, type Reserve } from '../disk/reserve.ts'
import { createJobs } from '../session/jobs.ts'
import { createMerges } from '../merges/merge-service.ts'
import { finishMerge } from '../merges/stage.ts'
import { migrateArchive, type Migrations } from '../folder/migrations.ts'
import { openIndex } from '../indexing/open-index.ts'
import { openRecords } from './open-records.ts'
import { pendingLines, writePending } from '../folder/pending-lines.ts'
import { watchPresence, type Presence } from '../folder/presence.ts'
import { createRepairs, type Repairs } from '../folder/repairs.ts'
import { signHeads, unsignedLines } from '../custody/signing.ts'
import { sweepInbox } from '../folder/sweep-inbox.ts'
import { takeLock, type Lock } from '../store/lock.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from '../session/tickets.ts'
import { createTimestamps } from '../timestamps/timestamps.ts'
import { createUndo } from '../history/undo-service.ts'
import { createVault } from '../vault/vault.ts'
import type { StartProcess } from '../threads/worker-process.ts'
import type { VerifySchedule } from '../verification/schedule.ts'
import { createVerifications } from '../verification/verify-service.ts'
import { createVersions } from '../history/versions.ts'

export interface OpenOptions {
  readonly folder: string
  readonly home: Home
  readonly tickets: Tickets
  readonly publish: Publish
  /** Named in the lock, so that a second opener learns who holds it. */
  readonly who: string
  /** Named in the ledger where the settings name no person. */
  readonly software: string
  readonly isSample: boolean
  /** Neither lock nor change anything; without it that is done only where the folder cannot be written. */
  readonly readOnly?: boolean
  /** Where the files lie that come with Holdfast. */
  readonly resources: string
  /** When verifications start by themselves; null: never. */
  readonly schedule: VerifySchedule | null
  readonly startProcess?: StartProcess | undefined
  readonly limits?: Partial<ReadingLimits> | undefined
  /** How older formats are brought up to this one; those of this Holdfast unless others are given. */
  readonly migrations?: Migrations
  readonly logBug: (id: string, thrown: unknown) => void
}

/**
 * Opens an archive: takes its lock, brings catalogue and index up to the ledger and sweeps what a crash left in the
 * inbox. One that cannot be written, is to be read only, or was written by a newer Holdfast is opened as it is. Throws
 * `archive.*`, `ledger.damaged`, `store.*`; then nothing is held open.
 */
export async function openArchive(options: OpenOptions): Promise<Archive> {
  const repairs = createRepairs(options.publish)
  const file = await readArchiveFile(options.folder, repairs.note)
  const path = await realpath(options.folder)
  const reserve = openReserve(path)
  const isNewer = file.format > FORMAT
  const lock = options.readOnly || isNewer ? null : await lockOrRead(path, options.who, reserve)
  const presence = watchPresence(path, lock, options.publish)
  const place: Place = {
    path,
    file,
    readOnly: lock === null,
    isNewer,
    repairs,
    note: repairs.note,
    presence,
    guards: { present: presence.check, reserve },
    closing: [...(lock ? [lock.release] : []), presence.end],
  }
  try {
    // A medium that cannot be written keeps the format that it has.
    const now = place.readOnly ? file : await migrateArchive(path, file, options.migrations)
    return await assemble(options, { ...place, file: now }, lock?.wasStale ?? false)
  } catch (cause) {
    await closeAll(place, options.logBug)
    throw isNewer ? asTooNew(cause, file) : asStoreError(cause)
  }
}

// Where a newer Holdfast chains its lines in another way, they are not damaged.
function asTooNew(cause: unknown, { format }: ArchiveFile): unknown {
  const isUnreadable = cause instanceof AppError && cause.code === 'ledger.damaged'
  return isUnreadable ? new AppError('archive.newer-format', { format }, { cause }) : asStoreError(cause)
}

// Null where the folder cannot be written: then nobody else can write there either.
async function lockOrRead(path: string, who: string, reserve: Reserve): Promise<Lock | null> {
  try {
    const lock = await takeLock(path, who).catch(async (cause: unknown) => {
      // A lock takes a few bytes; whoever wants to make room on a full disk has to get in.
      if (!isDiskFull(cause) || !(await reserve.release())) throw cause
      return await takeLock(path, who)
    })
    return lock
  } catch (cause) {
    if (isUnwritable(cause)) return null
    throw cause
  }
}

interface Place {
  readonly path: string
  readonly file: ArchiveFile
  readonly readOnly: boolean
  /** A newer Holdfast wrote the archive. */
  readonly isNewer: boolean
  readonly repairs: Repairs
  readonly note: Repairs['note']
  readonly presence: Presence
  readonly guards: { readonly present: () => Promise<void>; readonly reserve: Reserve }
  /** How to close what is open, in the order of opening. */
  readonly closing: (() => Promise<unknown>)[]
}

async function makeFolders({ path, guards }: Place): Promise<void> {
  for (const folder of ['ledger', 'catalogue', 'vault', 'inbox', 'cache'])
    await mkdir(join(path, folder), { recursive: true })
  await finishMerge(path)
  await guards.reserve.restore()
}

async function assemble(options: OpenOptions, place: Place, crashed: boolean): Promise<Archive> {
  const { path, file, closing, readOnly, presence } = place
  if (!readOnly) await makeFolders(place)
  const pending = readOnly ? [] : await pendingLines(path)
  const records = await openRecords(options, place, pending)
  const { store, tags, aliases, searches } = records
  closing.push(store.close, records.titleKept)
  const vault = createVault(path, presence.check)
  if (!readOnly) await sweepInbox(path, crashed, { store, vault, note: place.note })
  const jobs = createJobs(options.publish)
  const { cacheFolder, ...index } = await openIndex(options, place, { ...records, vault, jobs })
  const base = { path, store, vault, jobs, ...index }
  const batches = await createBatches({ ...options, ...base, readOnly, cacheFolder })
  closing.push(batches.close)
  const verifications = createVerifications({
    ...options,
    ...base,
    readOnly,
    id: file.id,
    createdAt: file.createdAt,
  })
  const custody = createCustody({
    ...options,
    ...base,
    id: file.id,
    pins: records.pins,
    tags: tags.all,
    actor: () => actorOf(options.home, options),
  })
  await writePending(path, store, pending, options.software)
  return {
    ...base,
    id: file.id,
    isSample: options.isSample,
    readOnly,
    newer: place.isNewer ? { format: file.format, leftOut: store.recovered.leftOut } : null,
    isGone: presence.isGone,
    repairs: place.repairs.list,
    openedAt: new Date().toISOString(),
    tags: tags.all,
    aliases: aliases.all,
    searches: searches.all,
    imports: createImports({ ...options, ...base, onEnd: index.persist }),
    batches,
    undo: createUndo({ path, store }),
    citations,
    custody,
    backups: createBackups({ ...options, ...base, id: file.id, sign: custody.sign }),
    merges: createMerges({ ...options, ...base, id: file.id }),
    timestamps: createTimestamps({ ...options, ...base, sign: custody.sign }),
    versions: createVersions(path, store, tags.all),
    verifications,
    async close() {
      verifications.end()
      await jobs.stopAll()
      if (!readOnly && !presence.isGone()) await signTail(options, file.id, store)
      await index.persist()
      await closeAll(place, options.logBug)
    },
  }
}

// Unsigned lines are no loss: the next close signs them with the rest.
async function signTail({ home, software, logBug }: OpenOptions, id: string, store: Store): Promise<void> {
  if (unsignedLines(store) > 0)
    await signHeads(store, home.keys, id, software).catch((cause: unknown) => logBug('signing', cause))
}

// Whatever fails to close, the rest is closed and the lock let go: the ledger has everything already.
async function closeAll({ closing }: Place, logBug: OpenOptions['logBug']): Promise<void> {
  for (const close of closing.splice(0).reverse())
    await close().catch((cause: unknown) => logBug('close', cause))
}
