import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { asStoreError, errnoOf, syncFolder } from '../../disk/durable.ts'
import { shardFile } from './shard-file.ts'
import { shardOf, tables, type Row, type RowOf, type TableName } from './tables.ts'

type Rows = Record<string, Row>
interface Shard {
  readonly table: TableName
  readonly low: Low<Rows>
  /** The rows whose shape was looked at; of a shard of 64, mostly one is asked for. */
  readonly checked: Set<string>
  dirty: boolean
  usedAt: number
}

/** The current state of every row, in lowdb files of 64 rows that are read when first needed. */
export interface Catalogue {
  row<Name extends TableName>(table: Name, id: string): Promise<RowOf<Name> | undefined>
  /** Replaces rows in memory; they reach the disk with the next `flush`. */
  put(rows: readonly { table: TableName; id: string; row: Row }[]): Promise<void>
  /** Takes a row out of memory; the files keep it. */
  leaveOut(table: TableName, id: string): Promise<void>
  /** Every row of a table, a shard at a time. */
  rows<Name extends TableName>(table: Name): AsyncGenerator<RowOf<Name>>
  /** The shards that exist, as `<table>/<shard>`, sorted. */
  shards(): string[]
  /** Writes every changed shard and makes it survive a power cut. Throws `store.*`; what was not written stays to be written. */
  flush(): Promise<void>
}

const SHARDS_IN_MEMORY = 512

/**
 * Opens the catalogue in a folder. `rebuild` sets a shard aside that is damaged on disk, and answers its true rows. Where it
 * begins `empty`, nothing that lies there counts, as on a medium from which it cannot be taken away.
 */
export async function openCatalogue(
  folder: string,
  rebuild: (table: TableName, shard: string) => Promise<Rows>,
  empty = false,
): Promise<Catalogue> {
  const loaded = new Map<string, Promise<Shard>>()
  const known = new Set(empty ? [] : await listShards(folder))
  /** Folders with names in them that a power cut could take; they stay here until a sync has succeeded. */
  const unsynced = new Set<string>()
  let clock = 0
  let flushing: Promise<void> = Promise.resolve()

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
    const path = join(folder, table, `${name}.json`)
    const low = new Low<Rows>(shardFile(path), {})
    if (!known.has(`${table}/${name}`)) return { table, low, checked: new Set(), dirty: false, usedAt: 0 }
    try {
      await low.read()
      return { table, low, checked: new Set(), dirty: false, usedAt: 0 }
    } catch (cause) {
      // A shard that is gone, or a folder in its place, is made again as one that is damaged.
      if (!['ENOENT', 'EISDIR', null].includes(errnoOf(cause))) throw asStoreError(cause)
      low.data = await rebuild(table, name)
      return { table, low, checked: new Set(Object.keys(low.data)), dirty: true, usedAt: 0 }
    }
  }

  // A row of another shape is one of damage: the whole shard is then folded from the ledger.
  async function checkedRow(shard: Shard, name: string, id: string): Promise<Row | undefined> {
    const { table, low, checked } = shard
    const row = Object.hasOwn(low.data, id) ? low.data[id] : undefined
    if (row === undefined || checked.has(id)) return row
    const parsed = tables[table].safeParse(row)
    if (parsed.success) low.data[id] = parsed.data
    else {
      low.data = await rebuild(table, name)
      shard.dirty = true
      for (const each of Object.keys(low.data)) checked.add(each)
    }
    checked.add(id)
    return low.data[id]
  }

  async function evict(): Promise<void> {
    if (loaded.size <= SHARDS_IN_MEMORY) return
    const settled = await Promise.all([...loaded].map(async ([key, shard]) => ({ key, shard: await shard })))
    const clean = settled.filter(({ shard }) => !shard.dirty).sort((a, b) => a.shard.usedAt - b.shard.usedAt)
    for (const { key } of clean.slice(0, SHARDS_IN_MEMORY / 4)) loaded.delete(key)
  }

  async function writeAll(): Promise<void> {
    for (const shard of await Promise.all(loaded.values())) {
      if (!shard.dirty) continue
      shard.dirty = false
      const target = join(folder, shard.table)
      try {
        await mkdir(target, { recursive: true })
        await shard.low.write()
      } catch (cause) {
        shard.dirty = true
        throw cause
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
      const name = shardOf(table, id)
      const shard = await load(table, name)
      return (await checkedRow(shard, name, id)) as RowOf<typeof table> | undefined // its shape was checked
    },
    async put(rows) {
      for (const { table, id, row } of rows) {
        const name = shardOf(table, id)
        const shard = await load(table, name)
        shard.low.data[id] = row
        shard.checked.add(id)
        shard.dirty = true
        // Whatever was evicted meanwhile, what is dirty is written.
        loaded.set(`${table}/${name}`, Promise.resolve(shard))
        known.add(`${table}/${name}`)
      }
    },
    async leaveOut(table, id) {
      const shard = await load(table, shardOf(table, id))
      delete shard.low.data[id]
    },
    async *rows(table) {
      for (const key of [...known].filter((each) => each.startsWith(`${table}/`)).sort()) {
        const name = key.slice(table.length + 1)
        const shard = await load(table, name)
        for (const id of Object.keys(shard.low.data))
          yield (await checkedRow(shard, name, id)) as RowOf<typeof table> // as above
      }
    },
    shards: () => [...known].sort(),
    flush() {
      const write = () =>
        writeAll().catch((cause: unknown) => {
          throw asStoreError(cause)
        })
      flushing = flushing.catch(() => undefined).then(write)
      return flushing
    },
  }
}

/** The shards that lie in a catalogue folder, as `<table>/<shard>`. */
export async function listShards(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const table of Object.keys(tables)) {
    const names = await readdir(join(folder, table)).catch((cause: unknown) => {
      if (errnoOf(cause) === 'ENOENT') return []
      throw cause
    })
    found.push(
      ...names.filter((name) => name.endsWith('.json')).map((name) => `${table}/${name.slice(0, -5)}`),
    )
  }
  return found.sort()
}

/** Removes every shard, for a rebuild from the ledger. */
export async function clearCatalogue(folder: string): Promise<void> {
  for (const table of Object.keys(tables)) await rm(join(folder, table), { recursive: true, force: true })
}
