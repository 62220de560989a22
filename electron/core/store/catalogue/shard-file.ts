import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Adapter } from 'lowdb'
import { replaceWhole } from '../../disk/durable.ts'
import type { Row } from './tables.ts'

type Rows = Record<string, Row>

/** The file of a shard for lowdb: replaced whole, its content on disk before its name; reading throws where it is not as it was written. */
export function shardFile(path: string): Adapter<Rows> {
  return {
    read: async () => rowsIn(await readFile(path, 'utf8')),
    write: async (rows) => await replaceWhole(path, printShard(rows)),
  }
}

/** The text of a shard: JSON whose `checksum` is the CRC-32 of what stands behind `"rows":`, by which a change that is not ours is found. */
function printShard(rows: Rows): string {
  const text = JSON.stringify(rows, null, 1)
  return `{"checksum":${crc32(text)},"rows":${text}}\n`
}

const HEAD = /^\{"checksum":(\d+),"rows":/

/** The rows in the text of a shard, as they were written. Throws where the text is another. */
export function rowsIn(text: string): Rows {
  const [head, checksum] = HEAD.exec(text) ?? []
  // Over the text itself: to print the rows again would take longer than to read them.
  const rows = head === undefined ? '' : text.slice(head.length, text.lastIndexOf('}'))
  if (head === undefined || Number(checksum) !== crc32(rows)) throw new Error('the shard was changed')
  return JSON.parse(rows) as Rows // what was written is what was put
}
