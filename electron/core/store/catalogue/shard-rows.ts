import { tables, type Row, type TableName } from './tables.ts'

/** The rows of a shard. Mostly one of them is asked for, so each is read out of the bytes when it is; one that nobody changed is written as it was read. */
export interface ShardRows {
  ids(): string[]
  /** Throws where there is no row of its table under this id in the bytes. */
  row(id: string): Row | undefined
  put(id: string, row: Row): void
  leaveOut(id: string): void
  /** The rows that were put, which no reading of a file knows of. */
  written(): ReadonlyMap<string, Row>
  /** As they are to stand in the file. */
  print(): Buffer
}

/** Rows of a table that lie in these bytes, each under its id, as `splitRows` answers them. */
export function shardRows(
  table: TableName,
  bytes: ReadonlyMap<string, Buffer> = new Map<string, Buffer>(),
): ShardRows {
  const texts = new Map(bytes)
  const looked = new Map<string, Row>()
  const written = new Map<string, Row>()
  return {
    ids: () => [...new Set([...texts.keys(), ...written.keys()])],
    row(id) {
      const known = written.get(id) ?? looked.get(id)
      const text = texts.get(id)
      if (known !== undefined || text === undefined) return known
      const row = tables[table].parse(readRow(id, text))
      looked.set(id, row)
      return row
    },
    put: (id, row) => void written.set(id, row),
    leaveOut(id) {
      for (const each of [texts, looked, written]) each.delete(id)
    },
    written: () => written,
    print() {
      const now = new Map(texts)
      for (const [id, row] of written) now.set(id, printRow(id, row))
      return joinRows(now)
    },
  }
}

/** What stands around a row when all are printed with `JSON.stringify(rows, null, 1)`: no line within a row begins like its last one. */
const LAST_LINE = Buffer.from('\n }')
const BEHIND_LAST = '\n}'
const FIRST_LINE = /^\n "([a-z0-9-]+)": \{/
/** A first line is shorter than this: the longest id is a hash. */
const FIRST_BYTES = 128
const COMMA = ','.charCodeAt(0)

/** The bytes of each row among those of all of them. Throws where they were not printed by `joinRows`. */
export function splitRows(bytes: Buffer): Map<string, Buffer> {
  const rows = new Map<string, Buffer>()
  if (bytes.length === 2 && bytes.toString() === '{}') return rows
  if (bytes.toString('latin1', 0, 1) !== '{') throw new Error('a shard is an object')
  for (let start = 1; ;) {
    const last = bytes.indexOf(LAST_LINE, start)
    const [, id] = FIRST_LINE.exec(bytes.toString('latin1', start, start + FIRST_BYTES)) ?? []
    if (id === undefined || last < 0) throw new Error('a row has no end, or no id')
    const end = last + LAST_LINE.length
    rows.set(id, bytes.subarray(start, end))
    if (bytes[end] !== COMMA) {
      if (bytes.toString('latin1', end) !== BEHIND_LAST) throw new Error('something stands between the rows')
      return rows
    }
    start = end + 1
  }
}

/** What the bytes of a row say. Throws where they hold no row, another one, or more than one. */
export function readRow(id: string, bytes: Buffer): unknown {
  const read = JSON.parse(`{${bytes.toString()}}`) as Record<string, unknown> // braces were put round it
  const row = read[id]
  const isIts = typeof row === 'object' && row !== null && 'id' in row && row.id === id
  if (!isIts || Object.keys(read).length !== 1) throw new Error(`there is no row of ${id}`)
  return row
}

function printRow(id: string, row: Row): Buffer {
  return Buffer.from(JSON.stringify({ [id]: row }, null, 1).slice(1, -BEHIND_LAST.length))
}

function joinRows(rows: ReadonlyMap<string, Buffer>): Buffer {
  if (rows.size === 0) return Buffer.from('{}')
  const between = Buffer.from(',')
  const parts = [...rows.values()].flatMap((row, index) => (index === 0 ? [row] : [between, row]))
  return Buffer.concat([Buffer.from('{'), ...parts, Buffer.from(BEHIND_LAST)])
}
