import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Adapter } from 'lowdb'
import { replaceWhole } from '../../disk/durable.ts'
import type { Row } from './tables.ts'

type Rows = Record<string, Row>

/** The file of a shard for lowdb: replaced whole, its content on disk before its name; reading throws where it is not as it was written. */
export function shardFile(path: string): Adapter<Rows> {
  return {
    read: async () => rowsIn(await readFile(path)),
    write: async (rows) => await replaceWhole(path, printShard(rows)),
  }
}

/** The text of a shard: JSON whose `checksum` is the CRC-32 of what stands behind `"rows":`, by which a change that is not ours is found. */
function printShard(rows: Rows): string {
  const text = JSON.stringify(rows, null, 1)
  return `{"checksum":${crc32(text)},"rows":${text}}\n`
}

const HEAD = /^\{"checksum":(\d+),"rows":/
/** The head is shorter than this. */
const HEAD_BYTES = 64

/** The rows in the bytes of a shard, as they were written. Throws where the bytes are others. */
export function rowsIn(bytes: Buffer): Rows {
  const [head, checksum] = HEAD.exec(bytes.toString('latin1', 0, HEAD_BYTES)) ?? []
  if (head === undefined) throw new Error('the shard was changed')
  // Over the bytes themselves: to make a text of them first, or to print the rows again, would take longer than to read them.
  const rows = bytes.subarray(head.length, bytes.lastIndexOf('}'))
  if (Number(checksum) !== crc32(rows)) throw new Error('the shard was changed')
  return JSON.parse(rows.toString()) as Rows // what was written is what was put
}
