import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Adapter } from 'lowdb'
import { replaceAtomically } from '../../disk/durable.ts'
import { readSmallFile } from '../../disk/small-file.ts'
import { readRow, shardRows, splitRows, type ShardRows } from './shard-rows.ts'
import { shardOf, type Row, type TableName } from './tables.ts'

/** No shard that is read is larger; 64 rows have some hundred kilobytes. */
export const SHARD_BYTES = 256 << 20

/**
 * The file of a shard for lowdb, replaced atomically: its content is on disk before its name. Reading throws if it is
 * not as it was written or if its checksum differs from `sums`, where each checksum written or read is noted.
 */
export function shardFile(
  folder: string,
  { table, name }: { table: TableName; name: string },
  sums: Map<string, number>,
): Adapter<ShardRows> {
  const path = join(folder, table, `${name}.json`)
  const key = `${table}/${name}`
  return {
    async read() {
      const { bytes, sum } = checkedBytes(await readSmallFile(path, SHARD_BYTES))
      // Intact but outdated: what a copy or an interrupted drive leaves.
      if (sums.has(key) && sums.get(key) !== sum) throw new Error('the shard is not the latest')
      const rows = splitRows(bytes)
      // An intact shard under the name of another, as a careless copy leaves it, lacks the rows of that one.
      for (const id of rows.keys())
        if (shardOf(table, id) !== name) throw new Error(`${id} does not belong here`)
      sums.set(key, sum)
      return shardRows(table, rows)
    },
    async write(rows) {
      const { bytes, sum } = printShard(rows)
      await replaceAtomically(path, bytes)
      sums.set(key, sum)
    },
  }
}

interface Summed {
  readonly bytes: Buffer
  readonly sum: number
}

/** The bytes of a shard: JSON whose `checksum` is the CRC-32 of what follows `"rows":`, which reveals edits by hand. */
function printShard(shard: ShardRows): Summed {
  const rows = shard.print()
  const sum = crc32(rows)
  const bytes = Buffer.concat([Buffer.from(`{"checksum":${sum},"rows":`), rows, Buffer.from('}\n')])
  return { bytes, sum }
}

const HEAD = /^\{"checksum":(\d+),"rows":/
/** The part before the rows is shorter than this. */
const HEAD_BYTES = 64

/** The bytes of a shard's rows, with their checksum. */
function checkedBytes(bytes: Buffer): Summed {
  const [head, checksum] = HEAD.exec(bytes.toString('latin1', 0, HEAD_BYTES)) ?? []
  if (head === undefined) throw new Error('the shard was changed')
  // The checksum covers the bytes: converting them to text first, or printing the rows again, would take longer than
  // reading them.
  const rows = bytes.subarray(head.length, bytes.lastIndexOf('}'))
  const sum = crc32(rows)
  if (Number(checksum) !== sum) throw new Error('the shard was changed')
  return { bytes: rows, sum }
}

/**
 * All rows in the bytes of a shard, parsed as the catalogue parses them. Throws when the bytes are not as they were
 * written.
 */
export function rowsIn(bytes: Buffer): Record<string, Row> {
  const rows: Record<string, Row> = {}
  for (const [id, text] of splitRows(checkedBytes(bytes).bytes)) rows[id] = readRow(id, text) as Row // it is an object
  return rows
}
