import type {
  EntryRef,
  HistoryEntry,
  RestorePreview,
  VersionComparison,
} from '../../../shared/contract/records.ts'
import { AppError } from '../../../shared/errors.ts'
import type { RecordId, TagId } from '../../../shared/model/ids.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { HoldfastRecord, RecordFields } from '../../../shared/model/record.ts'
import { tagPath, type Tag } from '../../../shared/model/tag.ts'
import { readHistory } from './history.ts'
import { applyChange, isSame, type ChangeRequest } from '../store/catalogue/apply.ts'
import type { Row } from '../store/catalogue/tables.ts'
import type { Store } from '../store/store.ts'

/** The history of records, read from the ledger. */
export interface Versions {
  /** Every change to a record, oldest first. */
  history(id: RecordId): Promise<HistoryEntry[]>
  /** The record as it was after an entry. Throws `records.no-version`. */
  at(id: RecordId, entry: EntryRef): Promise<HoldfastRecord>
  /** Two versions field by field. Throws `records.no-version`. */
  compare(id: RecordId, a: EntryRef, b: EntryRef): Promise<VersionComparison>
  /** What restoring a version would change, without changing it. Throws `records.no-version`. */
  preview(id: RecordId, entry: EntryRef): Promise<RestorePreview>
  /**
   * Gives a record the fields of a version, with one line. Throws `records.no-version`, `records.nothing-to-restore`.
   */
  restore(id: RecordId, entry: EntryRef): Promise<LedgerEntry>
}

/** The versions of the records of an archive folder. */
export function createVersions(archive: string, store: Store, tags: () => ReadonlyMap<TagId, Tag>): Versions {
  const pathOf = (tag: TagId) => tagPath(tag, tags()) || tag
  const read = async (id: RecordId) => await readHistory(archive, [id])
  const isListed = (tag: TagId) => tags().get(tag)?.withdrawn === false

  async function plan(id: RecordId, entry: EntryRef) {
    const now = await store.row('records', id)
    if (!now) throw new AppError('records.not-found', { id })
    const version = versionAt(await read(id), id, entry)
    return { now, change: restoringChange(now, version, isListed), version }
  }

  return {
    async history(id) {
      const pathsIn = (entry: LedgerEntry) =>
        Object.fromEntries(tagsIn(entry, id).map((tag) => [tag, pathOf(tag)]))
      return (await read(id)).map((entry) => ({ ...historyEntry(entry, id), tagPaths: pathsIn(entry) }))
    },
    at: async (id, entry) => versionAt(await read(id), id, entry),
    async compare(id, a, b) {
      const history = await read(id)
      const { compareRecords } = await comparison()
      return { fields: compareRecords(versionAt(history, id, a), versionAt(history, id, b), pathOf) }
    },
    async preview(id, entry) {
      const { now, change, version } = await plan(id, entry)
      const after = HoldfastRecord.parse(applyChange(now, change, now.modifiedAt))
      const { compareRecords } = await comparison()
      const fields = compareRecords(now, after, pathOf).filter(({ kind }) => kind !== 'unchanged')
      return { fields, tagsLeftOut: version.tags.filter((tag) => !isListed(tag)).map(pathOf) }
    },
    async restore(id, entry) {
      const { change } = await plan(id, entry)
      if (!change.set && !change.add && !change.remove) throw new AppError('records.nothing-to-restore')
      const note = `restored the version of ${entry.device}·${entry.seq}`
      return await store.commit({ act: 'metadata modification', note, changes: [change] })
    },
  }
}

// Loaded on demand: few sessions ever compare versions.
const comparison = () => import('./compare-records.ts')

/** The record as its history up to an entry gives it. Throws `records.no-version`. */
export function versionAt(history: readonly LedgerEntry[], id: RecordId, entry: EntryRef): HoldfastRecord {
  const end = history.findIndex(({ device, seq }) => device === entry.device && seq === entry.seq)
  if (end < 0) throw new AppError('records.no-version', { id, entry: `${entry.device}·${entry.seq}` })
  let row: Row | undefined
  for (const { changes, at } of history.slice(0, end + 1))
    for (const change of changes)
      if (change.table === 'records' && change.id === id) row = applyChange(row, change, at)
  return HoldfastRecord.parse(row)
}

// Objects that a record has are never removed from it, and a withdrawn tag stays withdrawn; tags and objects are
// changed as sets, so that what another device did at the same time is kept.
function restoringChange(
  now: HoldfastRecord,
  version: HoldfastRecord,
  isListed: (tag: TagId) => boolean,
): ChangeRequest {
  const set: Record<string, unknown> = {}
  for (const field of Object.keys(RecordFields.shape) as (keyof RecordFields)[])
    if (!isSame(now[field], version[field])) set[field] = version[field]
  if (now.withdrawn) set['withdrawn'] = null
  const had = new Set(now.objects.map((object) => object.hash))
  const add = {
    tags: version.tags.filter((tag) => !now.tags.includes(tag) && isListed(tag)),
    objects: version.objects.filter((object) => !had.has(object.hash)),
  }
  const remove = { tags: now.tags.filter((tag) => !version.tags.includes(tag)) }
  return {
    table: 'records',
    id: now.id,
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...partOf('add', add),
    ...partOf('remove', remove),
  }
}

function partOf(name: 'add' | 'remove', lists: Readonly<Record<string, readonly unknown[]>>): object {
  const filled = Object.entries(lists).filter(([, values]) => values.length > 0)
  return filled.length > 0 ? { [name]: Object.fromEntries(filled) } : {}
}

function historyEntry(entry: LedgerEntry, id: RecordId): Omit<HistoryEntry, 'tagPaths'> {
  const { hash: _hash, prev: _prev, changes, ...rest } = entry
  const records = new Set(changes.filter((change) => change.table === 'records').map((change) => change.id))
  return { ...rest, changes: changes.filter((change) => change.id === id), together: records.size }
}

function tagsIn(entry: LedgerEntry, id: RecordId): TagId[] {
  const own = entry.changes.filter((change) => change.id === id)
  const named = own.flatMap(({ set, add, remove, was }) =>
    [set, add, remove, was].map((part) => part?.['tags']),
  )
  // The field contains ids of tags.
  return named.flatMap((tags) => (Array.isArray(tags) ? (tags as TagId[]) : []))
}
