import { open, rm } from 'node:fs/promises'
import { batchHeading, printBatchRow } from '../../../shared/batches/table.ts'
import { BatchRow } from '../../../shared/contract/batches.ts'
import type { Params } from '../../../shared/contract/index.ts'
import { BYTE_ORDER_MARK } from '../../../shared/csv/write-csv.ts'

/** The rows of a batch in a file of their own, because a table may be larger than memory. */
export interface TableFile {
  write(rows: readonly BatchRow[]): Promise<void>
  /** Writes the rows that remain; then parts can be read. */
  finish(): Promise<void>
  /** How many parts there are; at least one. */
  parts(): number
  /** One part of the table as text; the parts in order, joined, are the complete table. */
  read(request: Pick<Params<'batches.table'>, 'format' | 'part' | 'bom'>): Promise<string>
  remove(): Promise<void>
}

const PART_LENGTH = 256 * 1024

/** Creates an empty table in a new file. */
export async function createTableFile(path: string): Promise<TableFile> {
  const file = await open(path, 'ax+')
  /** Where each part ends. */
  const ends: number[] = []
  let waiting: string[] = []
  let waitingLength = 0

  async function flush(): Promise<void> {
    const bytes = Buffer.from(waiting.join(''))
    waiting = []
    waitingLength = 0
    const start = ends.at(-1) ?? 0
    await file.appendFile(bytes)
    ends.push(start + bytes.length)
  }

  return {
    async write(rows) {
      for (const row of rows) {
        const line = `${JSON.stringify(row)}\n`
        waiting.push(line)
        waitingLength += line.length
        if (waitingLength >= PART_LENGTH) await flush()
      }
    },
    async finish() {
      if (waiting.length > 0 || ends.length === 0) await flush()
    },
    parts: () => ends.length,
    async read({ format, part, bom }) {
      const start = ends[part - 1] ?? 0
      const bytes = Buffer.alloc(ends[part]! - start)
      await file.read(bytes, 0, bytes.length, start)
      const lines = bytes.toString().split('\n').filter(Boolean)
      const place = { isFirst: part === 0, isLast: part === ends.length - 1 }
      const text = format === 'csv' ? printCsv(lines, place) : printJson(lines, place)
      return bom && part === 0 ? BYTE_ORDER_MARK + text : text
    },
    async remove() {
      await file.close()
      await rm(path, { force: true })
    },
  }
}

interface Place {
  readonly isFirst: boolean
  readonly isLast: boolean
}

function printCsv(lines: readonly string[], { isFirst }: Place): string {
  const rows = lines.map((line) => printBatchRow(BatchRow.parse(JSON.parse(line))))
  return `${isFirst ? batchHeading : ''}${rows.join('')}`
}

function printJson(lines: readonly string[], { isFirst, isLast }: Place): string {
  const between = isFirst ? '[\n' : ',\n'
  return `${between}${lines.join(',\n')}${isLast ? '\n]\n' : ''}`
}
