import { closeSync, readSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { ZodError } from 'zod'
import type { Damage } from '../../../../shared/contract/custody.ts'
import type { Change, LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { applyChange, isSame } from './apply.ts'
import type { LedgerHead } from '../ledger/head.ts'
import type { CatalogueHead } from './head.ts'
import { parseEntry } from '../ledger/line.ts'
import { replay } from '../ledger/replay.ts'
import { problemOf } from './fold.ts'
import { problemOfId } from './row-ids.ts'
import { openPlainSync, readSmallFile } from '../../disk/small-file.ts'
import { rowsIn, SHARD_BYTES } from './shard-file.ts'
import { shardOf, type Row } from './tables.ts'

/**
 * Folds the ledger and compares the catalogue's rows with the result. Each shard that differs is one damage, and so
 * is each line with a row that its table cannot hold, since no archive with it can be opened. A shard that was
 * changed after the point covered by the catalogue is not reported: it is updated when the archive is next opened,
 * and may be written during the verification. `onStep` is called often and may throw to stop.
 */
export async function verifyCatalogue(
  archive: string,
  { covers }: Pick<CatalogueHead, 'covers'>,
  onStep: () => void = () => {},
): Promise<Damage[]> {
  const lines = await indexLines(archive, covers, onStep)
  const damages = new Map<string, Damage>()
  const wrong = new Map<number, Damage>()
  const ledger = openFiles(join(archive, 'ledger'))
  try {
    for (const group of await groupBySize(archive, lines.shards)) {
      const folded = await foldGroup(group, lines, { ledger, wrong }, onStep)
      for (const [shard, rows] of folded) {
        // The line is what is wrong; its row may contain anything.
        const isReported = lines.isAhead(shard) || lines.linesOf(shard).some((line) => wrong.has(line))
        const damage = isReported ? null : await compareShard(archive, shard, rows)
        if (damage) damages.set(shard, damage)
      }
    }
  } finally {
    ledger.close()
  }
  // All that a shard contains is in the ledger first, so this finds whatever was written in the meantime.
  if (damages.size > 0)
    for await (const { entry } of replay(join(archive, 'ledger'), lines.heads))
      for (const shard of shardsOf(entry)) damages.delete(shard)
  return [...wrong.values(), ...damages.values()]
}

async function compareShard(
  archive: string,
  shard: string,
  rows: Record<string, Row>,
): Promise<Damage | null> {
  const stored = await readShard(join(archive, 'catalogue', `${shard}.json`))
  if (stored && isAlike(stored, rows)) return null
  const record = Object.keys(rows).find((id) => !isAlike(stored?.[id], rows[id]))
  const file = `catalogue/${shard}.json`
  const message = `${file} differs from the ledger${record ? `, first in ${record}` : ''}.`
  return { kind: 'catalogue-differs', file, record, message }
}

// A row that is nested too deeply to be compared was not written by Holdfast.
function isAlike(stored: unknown, row: unknown): boolean {
  try {
    return isSame(stored, row)
  } catch {
    return false
  }
}

/** Where the lines of each shard are, in ledger order; a number or two for each, so that any archive fits in memory. */
interface LineIndex {
  readonly shards: readonly string[]
  /** The numbers of the lines that change a shard. */
  linesOf(shard: string): readonly number[]
  placeOf(line: number): { file: string; offset: number; length: number; number: number }
  /** True when a line changed the shard that the catalogue need not have seen. */
  isAhead(shard: string): boolean
  readonly heads: Readonly<Record<string, LedgerHead>>
}

async function indexLines(
  archive: string,
  covers: CatalogueHead['covers'],
  onStep: () => void,
): Promise<LineIndex> {
  const lines = new Map<string, number[]>()
  const ahead = new Set<string>()
  const heads: Record<string, LedgerHead> = {}
  const files: string[] = []
  const places = {
    file: [] as number[],
    offset: [] as number[],
    length: [] as number[],
    number: [] as number[],
  }
  for await (const { device, entry, place, head } of replay(join(archive, 'ledger'), {})) {
    onStep()
    const file = join(device, place.file)
    if (files.at(-1) !== file && !files.includes(file)) files.push(file)
    const line = places.file.push(files.lastIndexOf(file)) - 1
    places.offset.push(place.offset)
    places.length.push(head.offset - place.offset - 1)
    places.number.push(place.line)
    heads[device] = head
    for (const shard of shardsOf(entry)) {
      const before = lines.get(shard)
      if (before) before.push(line)
      else lines.set(shard, [line])
      if (entry.seq > (covers[device]?.seq ?? 0)) ahead.add(shard)
    }
  }
  return {
    shards: [...lines.keys()],
    linesOf: (shard) => lines.get(shard) ?? [],
    placeOf: (line) => ({
      file: files[places.file[line]!]!,
      offset: places.offset[line]!,
      length: places.length[line]!,
      number: places.number[line]!,
    }),
    isAhead: (shard) => ahead.has(shard),
    heads,
  }
}

const shardsOf = (entry: LedgerEntry): Set<string> => new Set(entry.changes.map(shardOfChange))
const shardOfChange = ({ table, id }: Change): string => `${table}/${shardOf(table, id)}`

const LINES_AT_ONCE = 32
const GROUP_BYTES = 2 << 20

/** Shards in groups whose rows fit in memory together. */
async function groupBySize(archive: string, shards: readonly string[]): Promise<string[][]> {
  const groups: string[][] = [[]]
  let bytes = 0
  for (const shard of shards) {
    const size = await stat(join(archive, 'catalogue', `${shard}.json`)).then(
      (found) => found.size,
      () => 0,
    )
    if (bytes + size > GROUP_BYTES && groups.at(-1)!.length > 0) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)!.push(shard)
    bytes += size
  }
  return groups
}

async function foldGroup(
  group: readonly string[],
  index: LineIndex,
  { ledger, wrong }: { ledger: LedgerFiles; wrong: Map<number, Damage> },
  onStep: () => void,
): Promise<Map<string, Record<string, Row>>> {
  const shards = new Map<string, Record<string, Row>>(group.map((shard) => [shard, {}]))
  const lines = new Set(group.flatMap((shard) => index.linesOf(shard)))
  let read = 0
  for (const line of [...lines].sort((a, b) => a - b)) {
    onStep()
    // Lets other work in this thread run in between.
    if (++read % LINES_AT_ONCE === 0) await setImmediate()
    const place = index.placeOf(line)
    const entry = parseEntry(ledger.read(place))
    // It was intact a moment ago; damage that happens during a verification is for the next one.
    for (const change of entry?.changes ?? []) {
      const rows = shards.get(shardOfChange(change))
      if (!rows) continue
      const problem = problemOfId(rows[change.id], change, entry!.device)
      if (problem !== null) wrong.set(line, wrongLine(place, problem))
      try {
        rows[change.id] = applyChange(rows[change.id], change, entry!.at)
      } catch (cause) {
        if (!(cause instanceof ZodError)) throw cause
        wrong.set(line, wrongLine(place, problemOf(change)))
      }
    }
  }
  return shards
}

function wrongLine({ file: name, number }: { file: string; number: number }, problem: string): Damage {
  const file = `ledger/${name.replaceAll('\\', '/')}`
  return {
    kind: 'ledger-line',
    file,
    line: number,
    message: `${file}, line ${number}: ${problem}.`,
  }
}

interface LedgerFiles {
  /** The bytes of a line, until the next is read. */
  read(place: { file: string; offset: number; length: number }): Buffer
  close(): void
}

/**
 * The files of a ledger, each opened once and read into one block of memory. Reads are synchronous, line by line,
 * because this runs in a thread.
 */
function openFiles(ledgerFolder: string): LedgerFiles {
  const files = new Map<string, number>()
  let block = Buffer.alloc(1 << 16)
  return {
    read({ file, offset, length }) {
      const opened = files.get(file) ?? openPlainSync(join(ledgerFolder, file))
      files.set(file, opened)
      if (length > block.length) block = Buffer.alloc(length * 2)
      return block.subarray(0, readSync(opened, block, 0, length, offset))
    },
    close() {
      for (const opened of files.values()) closeSync(opened)
    },
  }
}

async function readShard(path: string): Promise<Record<string, Row> | null> {
  try {
    return rowsIn(await readSmallFile(path, SHARD_BYTES))
  } catch {
    return null
  }
}
