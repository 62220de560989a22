import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoOf, rethrowAsStoreError } from '../../disk/durable.ts'
import { serialize } from '../../session/serialize.ts'
import type { Marks } from '../../trust/marks.ts'
import type { ShardSums } from './head.ts'
import { loadShard, rowIn, type ShardCache } from './shard-cache.ts'
import { isShardName, shardOf, tables, type Row, type RowOf, type TableName } from './tables.ts'
import { writeShards } from './write-shards.ts'

/** The current state of every row, in lowdb files of 64 rows that are read when first needed. */
export interface Catalogue {
  row<Name extends TableName>(table: Name, id: string): Promise<RowOf<Name> | undefined>
  /** Replaces rows in memory, as a line leaves them; they reach the disk with the next `flush`. */
  put(rows: readonly { table: TableName; id: string; row: Row }[], line: SeenLine): Promise<void>
  /** True if the shard of a row has seen a line: a shard may be newer than its head. */
  hasSeen(table: TableName, id: string, line: SeenLine): Promise<boolean>
  /** Removes a row from memory; it stays in the files. */
  leaveOut(table: TableName, id: string): Promise<void>
  /** Every row of a table, one shard at a time. */
  rows<Name extends TableName>(table: Name): AsyncGenerator<RowOf<Name>>
  /** The shards on disk, as `<table>/<shard>`, sorted, each with the mark of its file if it is known. */
  shards(): ShardSums
  /** From now on the shard of a row is accepted as it is on disk: a line after the head may be in it already. */
  expectNewer(table: TableName, id: string): void
  /** Writes every changed shard durably. Throws `store.*`; shards that were not written stay changed. */
  flush(): Promise<void>
}

/** A line, by its device and number. */
export interface SeenLine {
  readonly device: string
  readonly seq: number
}

/** How a catalogue is opened. */
export interface CatalogueOptions {
  readonly marks: Marks
  readonly rebuild: ShardCache['rebuild']
  /** Nothing on disk counts. */
  readonly empty?: boolean
  readonly sums?: ShardSums
}

/**
 * Opens the catalogue in a folder. `rebuild` sets aside a shard that this computer did not write as it is, or whose mark
 * differs from `sums`, and returns its true rows. If it starts `empty`, nothing on disk counts, as on a medium that cannot be
 * cleared.
 */
export async function openCatalogue(folder: string, options: CatalogueOptions): Promise<Catalogue> {
  const cache = await openCache(folder, options)
  const { loaded, known, stored, sums } = cache
  const load = (table: TableName, id: string) => loadShard(cache, table, shardOf(table, id))
  return {
    async row(table, id) {
      const shard = await load(table, id)
      return (await rowIn(cache, shard, id)) as RowOf<typeof table> | undefined // its shape was checked
    },
    async put(rows, { device, seq }) {
      const shards = await Promise.all(rows.map(({ table, id }) => load(table, id)))
      // Without a pause: a shard that is printed in between would claim a line whose rows it lacks.
      for (const [index, { table, id, row }] of rows.entries()) {
        const shard = shards[index]!
        const { rows: kept, upTo } = shard.low.data
        kept.put(id, row)
        shard.low.data = { rows: kept, upTo: { ...upTo, [device]: Math.max(upTo[device] ?? 0, seq) } }
        shard.dirty = true
        // A dirty shard is written, even if it was evicted in the meantime.
        loaded.set(`${table}/${shard.name}`, Promise.resolve(shard))
        known.add(`${table}/${shard.name}`)
      }
    },
    async hasSeen(table, id, { device, seq }) {
      const shard = await load(table, id)
      return (shard.low.data.upTo[device] ?? 0) >= seq
    },
    async leaveOut(table, id) {
      const shard = await load(table, id)
      shard.low.data.rows.leaveOut(id)
    },
    async *rows(table) {
      for (const key of [...known].filter((each) => each.startsWith(`${table}/`)).sort()) {
        const shard = await loadShard(cache, table, key.slice(table.length + 1))
        for (const id of shard.low.data.rows.ids())
          yield (await rowIn(cache, shard, id)) as RowOf<typeof table> // as above
      }
    },
    shards: () => Object.fromEntries([...stored].sort().map((shard) => [shard, sums.get(shard) ?? null])),
    expectNewer: (table, id) => void sums.delete(`${table}/${shardOf(table, id)}`),
    flush: serialize(() => writeShards(cache).catch(rethrowAsStoreError)),
  }
}

async function openCache(
  folder: string,
  { marks, rebuild, empty = false, sums = {} }: CatalogueOptions,
): Promise<ShardCache> {
  const shards = empty ? [] : await listShards(folder)
  const sumsKnown = Object.entries(sums).flatMap(([shard, sum]) =>
    sum === null ? [] : [[shard, sum] as const],
  )
  return {
    folder,
    marks,
    rebuild,
    loaded: new Map(),
    known: new Set(shards),
    stored: new Set(shards),
    sums: new Map(sumsKnown),
    unsynced: new Set(),
    clock: 0,
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
