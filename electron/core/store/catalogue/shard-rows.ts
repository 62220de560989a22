import { tables, type Row, type TableName } from './tables.ts'

/**
 * The rows of a shard. Usually only one is asked for, so each is parsed on demand; an unchanged row is written
 * exactly as it was read.
 */
export interface ShardRows {
  ids(): string[]
  /** Throws when the bytes contain no valid row of its table under this id. */
  row(id: string): Row | undefined
  put(id: string, row: Row): void
  leaveOut(id: string): void
  /** The rows that were put, which are not in the bytes that were read. */
  written(): ReadonlyMap<string, Row>
  /** The rows as they will be in the file. */
  print(): Buffer
}

/** The rows of a table in these bytes, each under its id, as returned by `splitRows`. */
export function shardRows(
  table: TableName,
  bytes: ReadonlyMap<string, Buffer> = new Map<string, Buffer>(),
): ShardRows {
  const texts = new Map(bytes)
  const parsed = new Map<string, Row>()
  const written = new Map<string, Row>()
  return {
    ids: () => [...new Set([...texts.keys(), ...written.keys()])],
    row(id) {
      const known = written.get(id) ?? parsed.get(id)
      const text = texts.get(id)
      if (known !== undefined || text === undefined) return known
      const row = tables[table].parse(readRow(id, text))
      parsed.set(id, row)
      return row
    },
    put: (id, row) => void written.set(id, row),
    leaveOut(id) {
      for (const each of [texts, parsed, written]) each.delete(id)
    },
    written: () => written,
    print() {
      const now = new Map(texts)
      for (const [id, row] of written) now.set(id, printRow(id, row))
      return joinRows(now)
    },
  }
}

/**
 * The text around a row when all are printed with `JSON.stringify(rows, null, 1)`: no line inside a row begins like
 * its last line.
 */
const LAST_LINE = Buffer.from('\n }')
const AFTER_LAST = '\n}'
const FIRST_LINE = /^\n "([a-z0-9-]+)": \{/
/** A first line is shorter than this: the longest id is a hash. */
const FIRST_BYTES = 128
const COMMA = ','.charCodeAt(0)

/** The bytes of each row in the bytes of all of them. Throws when they were not printed by `joinRows`. */
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
      if (bytes.toString('latin1', end) !== AFTER_LAST) throw new Error('something stands between the rows')
      return rows
    }
    start = end + 1
  }
}

/** Parses the bytes of a row. Throws when they contain no row, a different one, or more than one. */
export function readRow(id: string, bytes: Buffer): unknown {
  const read = JSON.parse(`{${bytes.toString()}}`) as Record<string, unknown> // it was wrapped in braces
  const row = read[id]
  const isIts = typeof row === 'object' && row !== null && 'id' in row && row.id === id
  if (!isIts || Object.keys(read).length !== 1) throw new Error(`there is no row of ${id}`)
  return row
}

function printRow(id: string, row: Row): Buffer {
  return Buffer.from(JSON.stringify({ [id]: row }, null, 1).slice(1, -AFTER_LAST.length))
}

function joinRows(rows: ReadonlyMap<string, Buffer>): Buffer {
  if (rows.size === 0) return Buffer.from('{}')
  const between = Buffer.from(',')
  const parts = [...rows.values()].flatMap((row, index) => (index === 0 ? [row] : [between, row]))
  return Buffer.concat([Buffer.from('{'), ...parts, Buffer.from(AFTER_LAST)])
}
