import type { ArchiveEvent, Publish } from '../../../shared/contract/events.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { actorOf } from '../profile/actor-of.ts'
import type { ArchiveFile } from '../folder/archive-file.ts'
import type { NoteRepair } from '../disk/set-aside.ts'
import type { Profile } from '../profile/profile.ts'
import type { RunningIndexer } from '../indexing/indexer.ts'
import type { PendingLine } from '../folder/pending-lines.ts'
import { openPinKeeper, type PinKeeper } from '../profile/pins.ts'
import { trustIn, type KnownTrust } from '../profile/trust-in.ts'
import type { Trust } from '../trust/trust.ts'
import { createRowTables, type ListedRows } from '../store/row-table.ts'
import { createSearchNames, type SearchNames } from '../indexing/search-names.ts'
import type { StoreGuards } from '../store/store-state.ts'
import { openStore, type Store } from '../store/store.ts'
import { createTitleKeeper } from '../folder/title-keeper.ts'

type Table = Extract<ArchiveEvent, { event: 'changed' }>['tables'][number]

/** What the records of an archive need from the program. */
export interface RecordsOptions {
  readonly profile: Profile
  readonly publish: Publish
  readonly software: string
  readonly isSample: boolean
  readonly logBug: (id: string, thrown: unknown) => void
}

/** Where the archive is and how it was opened. */
export interface RecordsPlace {
  readonly path: string
  readonly file: ArchiveFile
  readonly readOnly: boolean
  readonly isReceived: boolean
  readonly isAdopted: boolean
  /** True if a newer Holdfast wrote the archive. */
  readonly isNewer: boolean
  readonly note: NoteRepair
  readonly guards: StoreGuards
}

/** The rows of an open archive, and what follows them. */
export interface Records {
  readonly store: Store
  readonly rows: ListedRows
  readonly names: SearchNames
  /** From now on the index follows every commit. */
  readonly followWith: (indexer: RunningIndexer) => void
  readonly titleKept: () => Promise<void>
  readonly pins: PinKeeper
  readonly trust: Trust
}

/** Opens the store of an archive with the tables that are kept in memory. Throws `ledger.damaged`, `store.*`. */
export async function openRecords(
  options: RecordsOptions,
  place: RecordsPlace,
  pending: readonly PendingLine[],
): Promise<Records> {
  const { profile, publish } = options
  const { path, file, readOnly, isNewer, isReceived, note, guards } = place
  const pins = await openPinKeeper(profile, file.id, path)
  const known = await trustIn(profile, file.id, path)
  const device = await chooseDevice(options, place, { pending, pins, known })
  // How a newer Holdfast seals its lines is not known here; the archive is only read.
  const trust =
    isReceived || isNewer ? strangersTrust(known) : await trustFor(options, place, { device, pins, known })
  const tables = createRowTables()
  const names = createSearchNames(tables.rows, (cause) => options.logBug('search', cause))
  const titleNow = async () => (await store.row('archive', 'archive'))?.title
  const title = createTitleKeeper(path, file, titleNow, options.logBug)
  let follower: RunningIndexer | null = null
  const store: Store = await openStore({
    folder: path,
    device,
    trust,
    refusesForeign: place.isAdopted,
    readOnly,
    isNewer,
    guards,
    onRepair: note,
    actor: () => actorOf(profile, options),
    onCommitted(entries, rows) {
      tables.follow(rows)
      names.note(entries)
      follower?.note(entries)
      const changed = tablesChangedBy(entries)
      if (entries.some(changesTitle)) title.follow()
      publish({ event: 'changed', tables: [...changed] })
    },
    onFlushed: async (heads) =>
      await pins.keep(heads).catch((cause: unknown) => options.logBug('pins', cause)),
  })
  if (!readOnly) await noteUnsealed(options, place, { store, known, trust })
  await tables.load(store)
  const now = await titleNow()
  // After a crash, or if the file was lost, the title in it may be out of date.
  if (!readOnly && now !== undefined && now !== file.title) title.follow()
  const followWith = (indexer: RunningIndexer) => (follower = indexer)
  return { store, rows: tables.rows, names, followWith, titleKept: title.settled, pins, trust }
}

/** The device code under which this opening writes, remembered with the archive in the profile. */
async function chooseDevice(
  { profile, isSample, logBug }: RecordsOptions,
  { path, file, readOnly, isReceived }: RecordsPlace,
  { pending, pins, known }: { pending: readonly PendingLine[]; pins: PinKeeper; known: KnownTrust },
): Promise<string> {
  const before = await profile.deviceFor(file.id, path)
  // To continue from an older copy would give a second line the number of a line that somebody may have; and what was
  // sealed with a key that is lost cannot be told from what others appended.
  const isOlder = pins.broken().some((each) => each.device === before)
  const mayContinue = before !== null && !isOlder && !known.keyLost.has(before)
  const device = mayContinue && !pending.some((line) => line.newDevice) ? before : profile.newDevice()
  const openedAt = new Date().toISOString()
  await profile
    .remember({ id: file.id, title: file.title, path, isSample, isMine: !isReceived, device, openedAt })
    // An archive opens even when this computer can write nothing down, as on a full disk; but a device code that
    // would be forgotten must not be used to write.
    .catch((cause: unknown) => {
      if (!readOnly && device !== before) throw cause
      logBug('profile', cause)
    })
  return device
}

/**
 * What the store may believe. Of a ledger that is not the one this computer pinned, every line is shown as it is: that
 * it was rewritten is reported by its broken pin.
 */
async function trustFor(
  { profile, logBug }: RecordsOptions,
  { file, readOnly }: RecordsPlace,
  { device, pins, known }: { device: string; pins: PinKeeper; known: KnownTrust },
): Promise<Trust> {
  const { marks, writers } = known
  if (!writers.has(device)) {
    // Before its first line: a line under a code that this computer does not know as its own could be forged.
    await profile.noteWriter(writerOf(file.id, device, marks)).catch((cause: unknown) => {
      if (!readOnly) throw cause
      logBug('profile', cause)
    })
    writers.set(device, { unsealedUpTo: 0 })
  }
  const rewritten = new Set(pins.broken().map((each) => each.device))
  return {
    marks,
    key: marks.keyFor('ledger'),
    writers: new Map([...writers].filter(([code]) => !rewritten.has(code))),
  }
}

// What came from elsewhere is shown as it is: which of its lines are forged is said beside it, and nothing is written.
function strangersTrust({ marks, key }: KnownTrust): Trust {
  return { marks, key, writers: new Map() }
}

const writerOf = (archive: string, device: string, marks: Trust['marks']) => ({
  archive,
  device,
  unsealedUpTo: 0,
  unsealedHash: null,
  keyId: marks.keyId,
  since: new Date().toISOString(),
})

// An archive from before lines were sealed one by one: from here on every line of this device is.
async function noteUnsealed(
  { profile, logBug }: RecordsOptions,
  { file }: RecordsPlace,
  { store, known, trust }: { store: Store; known: KnownTrust; trust: Trust },
): Promise<void> {
  if (!known.unnoted.has(store.device)) return
  const head = store.heads()[store.device]
  const unsealed = { unsealedUpTo: head?.seq ?? 0, unsealedHash: head?.hash ?? null }
  // If it cannot be noted now, as on a full disk, the next opening notes it.
  await profile
    .noteWriter({ ...writerOf(file.id, store.device, trust.marks), ...unsealed })
    .catch((cause: unknown) => logBug('profile', cause))
}

function tablesChangedBy(entries: readonly LedgerEntry[]): Set<Table> {
  const changed = new Set<Table>(entries.flatMap((entry) => entry.changes.map((change) => change.table)))
  // An act that changes no row is about custody: a signature, an export, a check.
  if (entries.some((entry) => entry.changes.length === 0)) changed.add('custody')
  // A step that skipped all of its rows changed none of them, but the next step is another one.
  if (entries.some((entry) => entry.undoes !== undefined)) changed.add('archive')
  return changed
}

const changesTitle = ({ changes }: LedgerEntry): boolean => changes.some(({ table }) => table === 'archive')
