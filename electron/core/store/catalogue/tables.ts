import { z } from 'zod'
import { AliasGroup } from '../../../../shared/model/alias-group.ts'
import { HoldfastRecord } from '../../../../shared/model/record.ts'
import { SavedSearch } from '../../../../shared/model/saved-search.ts'
import { Tag } from '../../../../shared/model/tag.ts'

/** The archive's own row: what belongs to no record. */
export const ArchiveRow = z.object({
  id: z.literal('archive'),
  title: z.string(),
  createdAt: z.string(),
  modifiedAt: z.string(),
})
export type ArchiveRow = z.infer<typeof ArchiveRow>

/** Which records hold an object; derived from the records, so that a duplicate is found by one small read. */
export const ObjectRow = z.object({ id: z.string(), records: z.array(z.string()) })
export type ObjectRow = z.infer<typeof ObjectRow>

/** Every table with the shape of its rows. `objects` is derived, the others are named in ledger changes. */
export const tables = {
  archive: ArchiveRow,
  records: HoldfastRecord,
  tags: Tag,
  aliases: AliasGroup,
  searches: SavedSearch,
  objects: ObjectRow,
} as const
export type TableName = keyof typeof tables
export type RowOf<Name extends TableName> = z.infer<(typeof tables)[Name]>

/** A row before its shape is checked. */
export type Row = Readonly<Record<string, unknown>>

const ROWS_PER_SHARD = 64

/** The shard a row lies in: 64 accession numbers of a device, or the objects whose hashes share two digits. */
export function shardOf(table: TableName, id: string): string {
  if (table === 'archive') return 'archive'
  if (table === 'objects') return id.slice(0, 2)
  const [device, sequence] = id.replace(/^[ast]-/, '').split('-')
  return `${device}-${String(Math.floor(Number(sequence) / ROWS_PER_SHARD)).padStart(4, '0')}`
}

const DEVICE_SHARD = /^[0-9a-hj-km-np-tv-z]{4}-\d{4,}$/
const HASH_SHARD = /^[0-9a-f]{2}$/

/** True for a name that `shardOf` gives; a sync client or a person lays other files beside the shards, and copies of them. */
export function isShardName(table: TableName, name: string): boolean {
  if (table === 'archive') return name === 'archive'
  return (table === 'objects' ? HASH_SHARD : DEVICE_SHARD).test(name)
}
