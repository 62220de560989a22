import { z } from 'zod'
import { nouns } from '../../../../shared/contract/nouns.ts'
import type { LedgerRow, LedgerTable } from '../../../../shared/contract/tables.ts'

/** Which records contain an object; derived from the records, so that one small read finds a duplicate. */
export const ObjectRow = z.object({ id: z.string(), records: z.array(z.string()) })
export type ObjectRow = z.infer<typeof ObjectRow>

/** The tables of the catalogue. */
export type TableName = LedgerTable | 'objects'
/** A row of a table. */
export type RowOf<Name extends TableName> = Name extends LedgerTable ? LedgerRow<Name> : ObjectRow

/**
 * The shape of the rows of each table: those that changes in the ledger name, and `objects`, which is derived from
 * them.
 */
export const tables: { readonly [Name in TableName]: z.ZodType<RowOf<Name>> } = {
  ...shapesOf(nouns),
  objects: ObjectRow,
}

function shapesOf(all: typeof nouns): { readonly [Name in LedgerTable]: z.ZodType<LedgerRow<Name>> } {
  const shapes = Object.entries(all).map(([name, { row }]) => [name, row])
  return Object.fromEntries(shapes) as { [Name in LedgerTable]: (typeof nouns)[Name]['row'] } // each under its name
}

/** A row before its shape is checked. */
export type Row = Readonly<Record<string, unknown>>

const ROWS_PER_SHARD = 64

/** The shard that contains a row: 64 accession numbers of a device, or the objects whose hashes share two digits. */
export function shardOf(table: TableName, id: string): string {
  if (table === 'archive') return 'archive'
  if (table === 'objects') return id.slice(0, 2)
  const [device, sequence] = id.replace(NOUN_LETTER, '').split('-')
  return `${device}-${String(Math.floor(Number(sequence) / ROWS_PER_SHARD)).padStart(4, '0')}`
}

/** Ids of all nouns except records begin with a letter of their own. */
const NOUN_LETTER = /^[a-z]-/
const DEVICE_SHARD = /^[0-9a-hj-km-np-tv-z]{4}-\d{4,}$/
const HASH_SHARD = /^[0-9a-f]{2}$/

/**
 * True for a name that `shardOf` gives; a sync client or the user puts other files, and copies of shards, next to
 * them.
 */
export function isShardName(table: TableName, name: string): boolean {
  if (table === 'archive') return name === 'archive'
  return (table === 'objects' ? HASH_SHARD : DEVICE_SHARD).test(name)
}
