import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { asStoreError, rethrowAsStoreError, errnoOf, syncFolder } from '../../disk/durable.ts'
import { serialize } from '../../session/serialize.ts'
import type { ShardSums } from './head.ts'
import { shardFile } from './shard-file.ts'
import { shardRows, type ShardRows } from './shard-rows.ts'
import { isShardName, shardOf, tables, type Row, type RowOf, type TableName } from './tables.ts'

type Rows = Record<string, Row>
interface Shard {
  readonly table: TableName
  readonly name: string
  readonly low: Low<ShardRows>
  dirty: boolean
  /** Set while its file is being replaced: until then the file is older. */
  isWriting: boolean
  usedAt: number
  /** Set while it is folded again from the ledger because it is damaged. */
  repairing: Promise<void> | null
}

/** The current state of every row, in lowdb files of 64 rows that are read when first needed. */
export interface Catalogue {
  row<Name extends TableName>(table: Name, id: string): Promise<RowOf<Name> | undefined>
  /** Replaces rows in memory; they reach the disk with the next `flush`. */
  put(rows: readonly { table: TableName; id: string; row: Row }[]): Promise<void>
  /** Removes a row from memory; it stays in the files. */
  leaveOut(table: TableName, id: string): Promise<void>
  /** Every row of a table, one shard at a time. */
  rows<Name extends TableName>(table: Name): AsyncGenerator<RowOf<Name>>
  /** The shards on disk, as `<table>/<shard>`, sorted, each with the checksum of its file if it is known. */
  shards(): ShardSums
  /** From now on the shard of a row is accepted as it is on disk: a line after the head may be in it already. */
  expectNewer(table: TableName, id: string): void
  /** Writes every changed shard durably. Throws `store.*`; shards that were not written stay changed. */
  flush(): Promise<void>
}

const SHARDS_IN_MEMORY = 512

/**
 * Opens the catalogue in a folder. `rebuild` sets aside a shard that is damaged on disk or whose checksum differs
 * from `sums`, and returns its true rows. If it starts `empty`, nothing on disk counts, as on a medium that cannot be
 * cleared.
 */
export async function openCatalogue(
  folder: string,
  rebuild: (table: TableName, shard: string) => Promise<Rows>,
  { empty = false, sums: written = {} }: { empty?: boolean; sums?: ShardSums } = {},
): Promise<Catalogue> {
  const loaded = new Map<string, Promise<Shard>>()
  const known = new Set(empty ? [] : await listShards(folder))
  /** The shards whose files exist: a row may be put into a new shard while others are written. */
  const stored = new Set(known)
  const sums = new Map(
    Object.entries(written).flatMap(([shard, sum]) => (sum === null ? [] : [[shard, sum] as const])),
  )
  /** Folders whose latest names a power cut could lose; they stay here until a sync succeeds. */
  const unsynced = new Set<string>()
  let clock = 0

  async function load(table: TableName, name: string): Promise<Shard> {
    const key = `${table}/${name}`
    let shard = loaded.get(key)
    if (!shard) {
      shard = readShard(table, name)
      loaded.set(key, shard)
      shard.catch(() => loaded.delete(key))
      await evict()
    }
    const ready = await shard
    ready.usedAt = ++clock
    return ready
  }

  async function readShard(table: TableName, name: string): Promise<Shard> {
    const low = new Low(shardFile(folder, { table, name }, sums), shardRows(table))
    const shard: Shard = { table, name, low, dirty: false, isWriting: false, usedAt: 0, repairing: null }
    if (!known.has(`${table}/${name}`)) return shard
    try {
      await low.read()
    } catch (cause) {
      // A missing shard, or one with a folder in its place, is rebuilt like a damaged one.
      if (!['ENOENT', 'EISDIR', null].includes(errnoOf(cause))) throw asStoreError(cause)
      await repair(shard)
    }
    return shard
  }

  async function repair(shard: Shard): Promise<void> {
    shard.repairing ??= foldAgain(shard).finally(() => {
      shard.repairing = null
    })
    await shard.repairing
  }

  // Rows committed while the ledger was being read may be missing from what was read.
  async function foldAgain(shard: Shard): Promise<void> {
    const folded = shardRows(shard.table)
    for (const [id, row] of Object.entries(await rebuild(shard.table, shard.name))) folded.put(id, row)
    for (const [id, row] of shard.low.data.written()) folded.put(id, row)
    shard.low.data = folded
    shard.dirty = true
  }

  // A row of another shape is damage: the entire shard is then folded again from the ledger.
  async function rowIn(shard: Shard, id: string): Promise<Row | undefined> {
    try {
      return shard.low.data.row(id)
    } catch {
      await repair(shard)
      return shard.low.data.row(id)
    }
  }

  async function evict(): Promise<void> {
    if (loaded.size <= SHARDS_IN_MEMORY) return
    const settled = await Promise.all([...loaded].map(async ([key, shard]) => ({ key, shard: await shard })))
    const clean = settled
      .filter(({ shard }) => !shard.dirty && !shard.isWriting)
      .sort((a, b) => a.shard.usedAt - b.shard.usedAt)
    for (const { key } of clean.slice(0, SHARDS_IN_MEMORY / 4)) loaded.delete(key)
  }

  async function writeAll(): Promise<void> {
    for (const shard of await Promise.all(loaded.values())) {
      if (!shard.dirty) continue
      ;[shard.dirty, shard.isWriting] = [false, true]
      const target = join(folder, shard.table)
      try {
        await mkdir(target, { recursive: true })
        await shard.low.write()
        stored.add(`${shard.table}/${shard.name}`)
      } catch (cause) {
        shard.dirty = true
        throw cause
      } finally {
        shard.isWriting = false
      }
      for (const each of [target, folder]) unsynced.add(each)
    }
    for (const each of unsynced) {
      await syncFolder(each)
      unsynced.delete(each)
    }
  }

  return {
    async row(table, id) {
      const shard = await load(table, shardOf(table, id))
      return (await rowIn(shard, id)) as RowOf<typeof table> | undefined // its shape was checked
    },
    async put(rows) {
      for (const { table, id, row } of rows) {
        const name = shardOf(table, id)
        const shard = await load(table, name)
        shard.low.data.put(id, row)
        shard.dirty = true
        // A dirty shard is written, even if it was evicted in the meantime.
        loaded.set(`${table}/${name}`, Promise.resolve(shard))
        known.add(`${table}/${name}`)
      }
    },
    async leaveOut(table, id) {
      const shard = await load(table, shardOf(table, id))
      shard.low.data.leaveOut(id)
    },
    async *rows(table) {
      for (const key of [...known].filter((each) => each.startsWith(`${table}/`)).sort()) {
        const shard = await load(table, key.slice(table.length + 1))
        for (const id of shard.low.data.ids()) yield (await rowIn(shard, id)) as RowOf<typeof table> // as above
      }
    },
    shards: () => Object.fromEntries([...stored].sort().map((shard) => [shard, sums.get(shard) ?? null])),
    expectNewer: (table, id) => void sums.delete(`${table}/${shardOf(table, id)}`),
    flush: serialize(() => writeAll().catch(rethrowAsStoreError)),
  }
}

const SHARD_END = '.json'

/** The shards in a catalogue folder, as `<table>/<shard>`. */
export async function listShards(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const table of Object.keys(tables) as TableName[]) {
    const names = await readdir(join(folder, table)).catch((cause: unknown) => {
      if (errnoOf(cause) === 'ENOENT') return []
      throw cause
    })
    for (const name of names) {
      const shard = name.slice(0, -SHARD_END.length)
      if (name.endsWith(SHARD_END) && isShardName(table, shard)) found.push(`${table}/${shard}`)
    }
  }
  return found.sort()
}

/** Removes every shard, for a rebuild from the ledger. */
export async function clearCatalogue(folder: string): Promise<void> {
  for (const table of Object.keys(tables)) await rm(join(folder, table), { recursive: true, force: true })
}
