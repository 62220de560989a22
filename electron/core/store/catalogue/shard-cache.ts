import { Low } from 'lowdb'
import { asStoreError, errnoOf } from '../../disk/durable.ts'
import { isRefusedFile } from '../../disk/small-file.ts'
import { shardFile, type ShardContent, type ShardMarks, type UpTo } from './shard-file.ts'
import { shardRows } from './shard-rows.ts'
import type { Row, TableName } from './tables.ts'

/** A shard in memory. */
export interface Shard {
  readonly table: TableName
  readonly name: string
  readonly low: Low<ShardContent>
  dirty: boolean
  /** Set while its file is being replaced: until then the file is older. */
  isWriting: boolean
  usedAt: number
  /** Set while it is folded again from the ledger because it is damaged. */
  repairing: Promise<void> | null
}

/** The rows of a shard, folded from the entire ledger, and how far that reached. */
export interface FoldedShard {
  readonly rows: Readonly<Record<string, Row>>
  readonly upTo: UpTo
}

/** The shards of a catalogue, of which the most recently used are in memory; they are named `<table>/<shard>`. */
export interface ShardCache extends ShardMarks {
  readonly folder: string
  /** Returns the true rows of a shard that is damaged on disk. */
  readonly rebuild: (table: TableName, shard: string) => Promise<FoldedShard>
  readonly loaded: Map<string, Promise<Shard>>
  /** The shards that have rows, on disk or so far only in memory. */
  readonly known: Set<string>
  /** The shards whose files exist: a row may be put into a new shard while others are written. */
  readonly stored: Set<string>
  /** Folders whose latest names a power cut could lose; they stay here until a sync succeeds. */
  readonly unsynced: Set<string>
  clock: number
}

const SHARDS_IN_MEMORY = 512

/** A shard, read from disk if it is not in memory; a damaged one is rebuilt. Throws `store.*`. */
export async function loadShard(cache: ShardCache, table: TableName, name: string): Promise<Shard> {
  const { loaded } = cache
  const key = `${table}/${name}`
  let shard = loaded.get(key)
  if (!shard) {
    shard = readShard(cache, table, name)
    loaded.set(key, shard)
    shard.catch(() => loaded.delete(key))
    await evict(cache)
  }
  const ready = await shard
  ready.usedAt = ++cache.clock
  return ready
}

/** The row of a shard. One of another shape is damage: the entire shard is then folded again from the ledger. */
export async function rowIn(cache: ShardCache, shard: Shard, id: string): Promise<Row | undefined> {
  try {
    return shard.low.data.rows.row(id)
  } catch {
    await repair(cache, shard)
    return shard.low.data.rows.row(id)
  }
}

async function readShard(cache: ShardCache, table: TableName, name: string): Promise<Shard> {
  const empty = { rows: shardRows(table), upTo: {} }
  const low = new Low(shardFile(cache.folder, { table, name }, cache), empty)
  const shard: Shard = { table, name, low, dirty: false, isWriting: false, usedAt: 0, repairing: null }
  if (!cache.known.has(`${table}/${name}`)) return shard
  try {
    await low.read()
  } catch (cause) {
    // A missing shard, or one with a folder in its place, is rebuilt like a damaged one.
    if (!isRefusedFile(cause) && !['ENOENT', null].includes(errnoOf(cause))) throw asStoreError(cause)
    await repair(cache, shard)
  }
  return shard
}

async function repair(cache: ShardCache, shard: Shard): Promise<void> {
  shard.repairing ??= foldAgain(cache, shard).finally(() => {
    shard.repairing = null
  })
  await shard.repairing
}

// Rows committed while the ledger was being read may be missing from what was read.
async function foldAgain({ rebuild }: ShardCache, shard: Shard): Promise<void> {
  const { rows, upTo } = await rebuild(shard.table, shard.name)
  const folded = shardRows(shard.table)
  for (const [id, row] of Object.entries(rows)) folded.put(id, row)
  const { data } = shard.low
  for (const [id, row] of data.rows.written()) folded.put(id, row)
  shard.low.data = { rows: folded, upTo: { ...upTo, ...data.upTo } }
  shard.dirty = true
}

async function evict({ loaded }: ShardCache): Promise<void> {
  if (loaded.size <= SHARDS_IN_MEMORY) return
  const settled = await Promise.all([...loaded].map(async ([key, shard]) => ({ key, shard: await shard })))
  const clean = settled
    .filter(({ shard }) => !shard.dirty && !shard.isWriting)
    .sort((a, b) => a.shard.usedAt - b.shard.usedAt)
  for (const { key } of clean.slice(0, SHARDS_IN_MEMORY / 4)) loaded.delete(key)
}
