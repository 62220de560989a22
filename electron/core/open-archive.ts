import type { ArchiveEvent } from '../../shared/contract/events.ts'
import { mkdir, readdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readArchiveFile, type ArchiveFile } from './archive-file.ts'
import type { Archive, Publish } from './archive.ts'
import { createCustody } from './custody-service.ts'
import { createBackups } from './backup-service.ts'
import { createBatches } from './batch-service.ts'
import { formatReferences } from './citations/format.ts'
import { parseCitationLine } from './citations/parse.ts'
import { startExtractor, type ReadingLimits } from './extract/client.ts'
import type { Home } from './home.ts'
import { createImports } from './import-service.ts'
import { asStoreError } from './disk/durable.ts'
import { createIndexer, type RunningIndexer } from './indexer.ts'
import { positionOf, readTail } from './index-position.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { createMerges } from './merge-service.ts'
import { finishMerge } from './merge-stage.ts'
import { oneByOne } from './one-by-one.ts'
import { migrateArchive, type Migrations } from './migrations.ts'
import { createPassages } from './passages.ts'
import { pendingLines, writePending, type PendingLine } from './pending-lines.ts'
import { openPinKeeper, type PinKeeper } from './pins.ts'
import { createRowTable, type RowTable } from './row-table.ts'
import { createSearchNames, type SearchNames } from './search-names.ts'
import { signHeads, unsignedLines } from './signing.ts'
import { startSearch } from './search/client.ts'
import { startSteadySearch } from './steady-search.ts'
import { takeLock } from './store/lock.ts'
import { hashesNamed } from './store/ledger/read.ts'
import { openStore, type Store } from './store/store.ts'
import type { Tickets } from './tickets.ts'
import { createTimestamps } from './timestamps.ts'
import { createTitleKeeper } from './title-keeper.ts'
import { findChanged, nextSteps, takeStep } from './undo.ts'
import { createVault, type Vault } from './vault/vault.ts'
import type { StartProcess } from './threads/worker-process.ts'
import type { VerifySchedule } from './verify-schedule.ts'
import { createVerifications } from './verify-service.ts'
import { createVersions } from './versions.ts'

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
 * inbox. Throws `archive.*`, `ledger.damaged`, `store.*`; then nothing is held open.
 */
export async function openArchive(options: OpenOptions): Promise<Archive> {
  const file = await readArchiveFile(options.folder)
  const path = await realpath(options.folder)
  const lock = await takeLock(path, options.who)
  const place: Place = { path, file, closing: [lock.release] }
  try {
    const file = await migrateArchive(path, place.file, options.migrations)
    return await assemble(options, { ...place, file }, lock.wasStale)
  } catch (cause) {
    await closeAll(place, options.logBug)
    throw asStoreError(cause)
  }
}

type Table = Extract<ArchiveEvent, { event: 'changed' }>['tables'][number]

interface Place {
  readonly path: string
  readonly file: ArchiveFile
  /** How to close what is open, in the order of opening. */
  readonly closing: (() => Promise<unknown>)[]
}

async function assemble(options: OpenOptions, place: Place, crashed: boolean): Promise<Archive> {
  const { path, file, closing } = place
  for (const folder of ['ledger', 'catalogue', 'vault', 'inbox', 'cache'])
    await mkdir(join(path, folder), { recursive: true })
  await finishMerge(path)
  const pending = await pendingLines(path)
  const records = await openRecords(options, place, pending)
  const { store, tags, aliases, searches } = records
  closing.push(store.close, records.titleKept)
  const vault = createVault(path)
  await sweepInbox(path, crashed, store, vault)
  const jobs = createJobs(options.publish)
  const index = await openIndex(options, place, { ...records, vault, jobs })
  const base = { path, store, vault, jobs, ...index }
  const batches = await createBatches(base, options.tickets)
  closing.push(batches.close)
  const verifications = createVerifications({ ...options, ...base, id: file.id, createdAt: file.createdAt })
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
    readOnly: false,
    openedAt: new Date().toISOString(),
    tags: tags.all,
    aliases: aliases.all,
    searches: searches.all,
    imports: createImports(base, options.tickets, index.persist),
    batches,
    undo: {
      next: () => nextSteps(store),
      changed: (direction) => findChanged(store, path, direction),
      // A held key asks for many steps at once; each must see what the one before it left.
      take: oneByOne(({ direction, choice }) => takeStep(store, path, direction, choice)),
    },
    citations: { format: formatReferences, parse: parseCitationLine },
    custody,
    backups: createBackups({ ...options, ...base, id: file.id, sign: custody.sign }),
    merges: createMerges({ ...options, ...base, id: file.id }),
    timestamps: createTimestamps({ ...options, ...base, sign: custody.sign }),
    versions: createVersions(path, store, tags.all),
    verifications,
    async close() {
      verifications.end()
      await jobs.stopAll()
      await signTail(options, file.id, store)
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

interface Records {
  readonly store: Store
  readonly tags: RowTable<'tags'>
  readonly aliases: RowTable<'aliases'>
  readonly searches: RowTable<'searches'>
  readonly names: SearchNames
  /** Has the index follow every commit from now on. */
  readonly followWith: (indexer: RunningIndexer) => void
  readonly titleKept: () => Promise<void>
  readonly pins: PinKeeper
}

async function openRecords(
  options: OpenOptions,
  { path, file }: Place,
  pending: readonly PendingLine[],
): Promise<Records> {
  const { home, publish, isSample } = options
  const pins = await openPinKeeper(home, file.id, path)
  const before = await home.deviceFor(file.id, path)
  // To go on from an older copy would give a second line the number of one that somebody may hold.
  const isOlder = pins.broken().some((each) => each.device === before)
  const device = isOlder || pending.some((line) => line.newDevice) ? home.newDevice() : before
  await home.remember({
    id: file.id,
    title: file.title,
    path,
    isSample,
    device,
    openedAt: new Date().toISOString(),
  })
  const tags = createRowTable('tags')
  const aliases = createRowTable('aliases')
  const searches = createRowTable('searches')
  const names = createSearchNames(aliases, searches, (cause) => options.logBug('search', cause))
  const titleNow = async () => (await store.row('archive', 'archive'))?.title
  const title = createTitleKeeper(path, file, titleNow, options.logBug)
  let follower: RunningIndexer | null = null
  const store: Store = await openStore({
    folder: path,
    device,
    readOnly: false,
    actor: () => actorOf(home, options),
    onCommitted(entries, rows) {
      for (const table of [tags, aliases, searches]) table.follow(rows)
      names.note(entries)
      follower?.note(entries)
      const changed = new Set<Table>(entries.flatMap((entry) => entry.changes.map((change) => change.table)))
      if (changed.has('archive')) title.follow()
      // An act that changes no row is about custody: a signature, an export, a check.
      if (entries.some((entry) => entry.changes.length === 0)) changed.add('custody')
      // A step that skipped all its rows changed none, and yet another step is next.
      if (entries.some((entry) => entry.undoes !== undefined)) changed.add('archive')
      publish({ event: 'changed', tables: [...changed] })
    },
    onFlushed: async (heads) =>
      await pins.keep(heads).catch((cause: unknown) => options.logBug('pins', cause)),
  })
  for (const table of [tags, aliases, searches]) await table.load(store)
  const now = await titleNow()
  // After a crash, or where the file was lost, it may be behind.
  if (now !== undefined && now !== file.title) title.follow()
  return {
    store,
    tags,
    aliases,
    searches,
    names,
    followWith: (indexer) => (follower = indexer),
    titleKept: title.settled,
    pins,
  }
}

async function openIndex(
  options: OpenOptions,
  { path, closing }: Place,
  { store, tags, names, followWith, vault, jobs }: Records & { vault: Vault; jobs: Jobs },
) {
  const cacheFolder = join(path, 'cache')
  const ledger = join(path, 'ledger')
  const extractor = startExtractor({
    cacheFolder,
    startProcess: options.startProcess,
    limits: options.limits,
  })
  closing.push(extractor.close)
  const passages = createPassages(cacheFolder, vault, extractor)
  let isClosing = false
  const onRestart = (covered: string | null) =>
    void readTail(ledger, covered).then(
      (tail) => indexer.begin(tail),
      (cause: unknown) => options.logBug('search', cause),
    )
  const search = await startSteadySearch(() => startSearch({ cacheFolder }), onRestart)
  names.tell(search)
  closing.push(async () => {
    isClosing = true
    await search.close()
  })
  const indexer = createIndexer({
    store,
    search,
    jobs,
    tags: tags.all,
    publish: options.publish,
    restoreText: passages.restore,
    onFailure: (cause) => !isClosing && options.logBug('search', cause),
  })
  followWith(indexer)
  const tail = await readTail(ledger, search.covered)
  indexer.begin(tail)
  // A tail is short; a whole index is made while searching already works.
  if (tail) await indexer.complete()
  const persist = async () => {
    // An index that is still being made is made anew at the next open; nobody should wait for it.
    if (indexer.isBuilding) return
    const position = positionOf(store.heads())
    await indexer.complete()
    if (indexer.hasFailed) return
    // The index follows from the ledger: where it cannot be kept, it costs time at the next open and nothing else.
    await search.persist(position).catch((cause: unknown) => options.logBug('search', cause))
  }
  // What took long to make is kept at once: a crash then costs no more than what came after.
  if (!tail) void indexer.complete().then(() => (isClosing ? undefined : persist()))
  return { search, indexer, extractor, passages: passages.read, persist }
}

function actorOf(home: Home, options: OpenOptions) {
  const name = home.personName()
  return name ? ({ type: 'person', name } as const) : ({ type: 'software', name: options.software } as const)
}

async function sweepInbox(path: string, crashed: boolean, store: Store, vault: Vault): Promise<void> {
  const inbox = join(path, 'inbox')
  for (const name of await readdir(inbox)) {
    if (name.endsWith('.part') || name === 'uploads')
      await rm(join(inbox, name), { recursive: true, force: true })
  }
  if (!crashed) return
  // The catalogue may be wrong; only what no line of the ledger names is moved.
  let named: Promise<Set<string>> | null = null
  await vault.sweepUnlisted(async (hash) => {
    if (await store.row('objects', hash)) return true
    named ??= hashesNamed(join(path, 'ledger'))
    return (await named).has(hash)
  })
}
