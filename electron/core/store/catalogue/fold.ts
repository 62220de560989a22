import { ZodError } from 'zod'
import { AppError } from '../../../../shared/errors.ts'
import type { Change } from '../../../../shared/ledger/ledger-entry.ts'
import { applyChange, objectRows } from './apply.ts'
import { replay, type ReplayedLine, type ReplayOptions } from '../ledger/replay.ts'
import { problemOfId } from './row-ids.ts'
import type { FoldedShard } from './shard-cache.ts'
import { shardOf, type Row, type TableName } from './tables.ts'

/**
 * The row after the change of a line. Throws `ledger.damaged` if the line gives a row that is not valid in its table.
 */
export function applyLine(
  row: Row | undefined,
  change: Change,
  { device, entry, place }: Pick<ReplayedLine, 'device' | 'entry' | 'place'>,
): Row {
  const damaged = (problem: string, cause?: unknown) =>
    new AppError(
      'ledger.damaged',
      { file: `ledger/${device}/${place.file}`, line: place.line, problem },
      { cause },
    )
  const wrongId = problemOfId(row, change, device)
  if (wrongId !== null) throw damaged(wrongId)
  try {
    return applyChange(row, change, entry.at)
  } catch (cause) {
    if (!(cause instanceof ZodError)) throw cause
    throw damaged(problemOf(change), cause)
  }
}

const LONGEST_ID = 40

/** What is wrong with a change that gives a row that is not valid in its table. */
export function problemOf({ table, id }: Pick<Change, 'table' | 'id'>): string {
  return `what it records about ${JSON.stringify(id.slice(0, LONGEST_ID))} is not valid in ${table}`
}

/** The rows of one shard, folded from the entire ledger: for a shard that is damaged on disk. */
export async function foldShard(
  ledgerFolder: string,
  table: TableName,
  shard: string,
  options: ReplayOptions,
): Promise<FoldedShard> {
  const rows: Record<string, Row> = {}
  const upTo: Record<string, number> = {}
  for await (const line of replay(ledgerFolder, {}, options)) {
    upTo[line.device] = line.seq
    for (const change of line.entry.changes) {
      if (change.table === table && shardOf(table, change.id) === shard) {
        rows[change.id] = applyLine(rows[change.id], change, line)
      }
      if (table !== 'objects') continue
      for (const each of objectRows(change, (hash) => rows[hash])) {
        if (shardOf('objects', each.id) === shard) rows[each.id] = each.row
      }
    }
  }
  return { rows, upTo }
}
