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
