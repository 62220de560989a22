import { join } from 'node:path'
import type { Adapter } from 'lowdb'
import { z } from 'zod'
import { parseJson } from '../../../../shared/parse-json.ts'
import { replaceAtomically } from '../../disk/durable.ts'
import { readSmallFile } from '../../disk/small-file.ts'
import type { Marks } from '../../trust/marks.ts'
import { readRow, shardRows, splitRows, type ShardRows } from './shard-rows.ts'
import { shardOf, type Row, type TableName } from './tables.ts'

/** By device, the last line that the rows of a shard have seen. */
export const UpTo = z.record(z.string(), z.int())
export type UpTo = z.infer<typeof UpTo>

/** What a shard's file contains. */
export interface ShardContent {
  readonly rows: ShardRows
  readonly upTo: UpTo
}

/** How the marks of shards are made, and which marks the latest shards have. */
export interface ShardMarks {
  readonly marks: Marks
  /** The mark of each file, if it is known; each mark written or read is noted. */
  readonly sums: Map<string, string>
}

/** No shard that is read is larger; 64 rows have some hundred kilobytes. */
export const SHARD_BYTES = 256 << 20

/**
 * The file of a shard for lowdb, replaced atomically: its content is on disk before its name. Reading throws if this
 * computer did not write it as it is, or if it is not the latest.
 */
export function shardFile(
  folder: string,
  { table, name }: { table: TableName; name: string },
  { marks, sums }: ShardMarks,
): Adapter<ShardContent> {
  const path = join(folder, table, `${name}.json`)
  const key = `${table}/${name}`
  return {
    async read() {
      const { mark, upTo, rows: text, marked } = partsOf(await readSmallFile(path, SHARD_BYTES))
      if (!marks.holds('catalogue', mark, key, marked))
        throw new Error('this computer did not write the shard')
      // Intact but outdated: what a copy or an interrupted drive leaves.
      if (sums.has(key) && sums.get(key) !== mark) throw new Error('the shard is not the latest')
      const rows = splitRows(text)
      for (const id of rows.keys())
        if (shardOf(table, id) !== name) throw new Error(`${id} does not belong here`)
      sums.set(key, mark)
      return { rows: shardRows(table, rows), upTo }
    },
    async write({ rows, upTo }) {
      const text = Buffer.concat([
        Buffer.from(`"upTo":${JSON.stringify(upTo)},"rows":`),
        rows.print(),
        Buffer.from('}\n'),
      ])
      const mark = marks.mark('catalogue', key, text)
      await replaceAtomically(path, Buffer.concat([Buffer.from(`{"mark":"${mark}",`), text]))
      sums.set(key, mark)
    },
  }
}

interface ShardParts {
  readonly mark: string
  /** The bytes that the mark covers: everything after it. */
  readonly marked: Buffer
  readonly upTo: UpTo
  /** The bytes of the rows. */
  readonly rows: Buffer
}

const HEAD = /^\{"mark":"([\w-]{22})","upTo":/
const HEAD_BYTES = 48
const ROWS = Buffer.from(',"rows":')

// The mark covers the bytes: converting them to text first, or printing the rows again, would take longer than reading
// them.
function partsOf(bytes: Buffer): ShardParts {
  const [head, mark] = HEAD.exec(bytes.toString('latin1', 0, HEAD_BYTES)) ?? []
  const rowsAt = bytes.indexOf(ROWS)
  if (head === undefined || mark === undefined || rowsAt < 0) throw new Error('the shard was changed')
  const upTo = UpTo.safeParse(parseJson(bytes.toString('utf8', head.length, rowsAt)))
  if (!upTo.success) throw new Error('the shard was changed')
  return {
    mark,
    marked: bytes.subarray(head.length - '"upTo":'.length),
    upTo: upTo.data,
    rows: bytes.subarray(rowsAt + ROWS.length, bytes.lastIndexOf('}')),
  }
}

/**
 * All rows in the bytes of a shard, whoever wrote it, parsed as the catalogue parses them, for a comparison with the
 * ledger. Throws when the bytes are not a shard.
 */
export function rowsIn(bytes: Buffer): Record<string, Row> {
  const rows: Record<string, Row> = {}
  for (const [id, text] of splitRows(partsOf(bytes).rows)) rows[id] = readRow(id, text) as Row // it is an object
  return rows
}
