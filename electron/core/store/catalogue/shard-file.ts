import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Adapter } from 'lowdb'
import { replaceWhole } from '../../disk/durable.ts'
import { readRow, shardRows, splitRows, type ShardRows } from './shard-rows.ts'
import type { Row, TableName } from './tables.ts'

/** The file of a shard for lowdb: replaced whole, its content on disk before its name; reading throws where it is not as it was written. */
export function shardFile(path: string, table: TableName): Adapter<ShardRows> {
  return {
    read: async () => shardRows(table, splitRows(checkedBytes(await readFile(path)))),
    write: async (rows) => await replaceWhole(path, printShard(rows)),
  }
}

/** The bytes of a shard: JSON whose `checksum` is the CRC-32 of what stands behind `"rows":`, by which a change that is not ours is found. */
function printShard(shard: ShardRows): Buffer {
  const rows = shard.print()
  return Buffer.concat([Buffer.from(`{"checksum":${crc32(rows)},"rows":`), rows, Buffer.from('}\n')])
}

const HEAD = /^\{"checksum":(\d+),"rows":/
/** The head is shorter than this. */
const HEAD_BYTES = 64

function checkedBytes(bytes: Buffer): Buffer {
  const [head, checksum] = HEAD.exec(bytes.toString('latin1', 0, HEAD_BYTES)) ?? []
  if (head === undefined) throw new Error('the shard was changed')
  // Over the bytes themselves: to make a text of them first, or to print the rows again, would take longer than to read them.
  const rows = bytes.subarray(head.length, bytes.lastIndexOf('}'))
  if (Number(checksum) !== crc32(rows)) throw new Error('the shard was changed')
  return rows
}

/** All rows in the bytes of a shard, read as the catalogue reads them. Throws where the bytes are not as they were written. */
export function rowsIn(bytes: Buffer): Record<string, Row> {
  const rows: Record<string, Row> = {}
  for (const [id, text] of splitRows(checkedBytes(bytes))) rows[id] = readRow(id, text) as Row // it is an object
  return rows
}
