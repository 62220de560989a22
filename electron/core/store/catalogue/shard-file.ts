import { readFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Adapter } from 'lowdb'
import { z } from 'zod'
import { replaceWhole } from '../../disk/durable.ts'
import type { Row } from './tables.ts'

type Rows = Record<string, Row>

/** A shard on disk: its rows, and the CRC-32 of their JSON, by which a change that is not ours is found. */
const StoredShard = z.object({
  checksum: z.int(),
  rows: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** The file of a shard for lowdb: replaced whole, its content on disk before its name; reading throws where it is not as it was written. */
export function shardFile(path: string): Adapter<Rows> {
  return {
    read: async () => rowsIn(JSON.parse(await readFile(path, 'utf8'))),
    write: async (rows) =>
      await replaceWhole(path, `${JSON.stringify({ checksum: checksumOf(rows), rows }, null, 2)}\n`),
  }
}

/** The rows of a shard as it was read from disk. Throws where it is not as it was written. */
export function rowsIn(stored: unknown): Rows {
  const { checksum, rows } = StoredShard.parse(stored)
  if (checksum !== checksumOf(rows)) throw new Error('the shard was changed')
  return rows
}

const checksumOf = (rows: Rows): number => crc32(JSON.stringify(rows))
