import type { Actor, LedgerAct, Outcome, Tool } from '../../../shared/model/act.ts'
import type { Change, LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { applyChange, objectRows, withWas, type ChangeRequest } from './catalogue/apply.ts'
import type { Row, TableName } from './catalogue/tables.ts'
import type { LedgerHead } from './ledger/head.ts'
import { chainEntry } from './ledger/line.ts'
import { refuseId, refuseTaken } from './catalogue/row-ids.ts'

/** What the caller wants done. Acts with the same `action` are undone together. */
export interface Act {
  readonly act: LedgerAct
  readonly action: string
  readonly actor: Actor
  readonly changes: readonly ChangeRequest[]
  readonly note?: string
  readonly undoes?: string
  readonly outcome?: Outcome
  readonly tool?: Tool
  readonly detail?: Readonly<Record<string, unknown>>
}

/** A row as an act leaves it. */
export interface WrittenRow {
  readonly table: TableName
  readonly id: string
  readonly row: Row
}

/** Entries ready to be written, and the rows as they will be afterwards. Nothing has changed yet. */
export interface Draft {
  readonly entries: readonly (LedgerEntry | Error)[]
  readonly rows: readonly WrittenRow[]
}

/**
 * Turns acts into entries chained to `head`. An act that gives an invalid row becomes an error in its place and
 * changes nothing; `read` returns rows as they are now.
 */
export async function draftEntries(
  acts: readonly Act[],
  context: {
    device: string
    head: LedgerHead
    now: () => string
    /** How far the other ledgers reach, where no earlier line of this device says so; the first entry states it. */
    seen: Readonly<Record<string, number>>
    seal: (content: string) => string
    read: (table: TableName, id: string) => Promise<Row | undefined>
  },
): Promise<Draft> {
  const overlay = new Map<string, WrittenRow>()
  const read = async (table: TableName, id: string) =>
    overlay.get(`${table}/${id}`)?.row ?? (await context.read(table, id))
  let { seq, hash } = context.head
  let seen = context.seen
  const entries: (LedgerEntry | Error)[] = []
  for (const act of acts) {
    const at = context.now()
    try {
      const { changes, rows } = await draftChanges(act.changes, { at, device: context.device }, read)
      const draft = {
        ...fieldsOf(act),
        seq: seq + 1,
        at,
        offset: offsetOf(at),
        device: context.device,
        changes,
        ...(Object.keys(seen).length > 0 ? { seen } : {}),
        prev: hash,
      }
      const entry = chainEntry(draft, context.seal)
      seen = {}
      for (const row of rows) overlay.set(`${row.table}/${row.id}`, row)
      ;({ seq, hash } = entry)
      entries.push(entry)
    } catch (cause) {
      entries.push(cause instanceof Error ? cause : new Error(String(cause)))
    }
  }
  return { entries, rows: [...overlay.values()] }
}

async function draftChanges(
  requests: readonly ChangeRequest[],
  { at, device }: { readonly at: string; readonly device: string },
  read: (table: TableName, id: string) => Promise<Row | undefined>,
): Promise<{ changes: Change[]; rows: WrittenRow[] }> {
  const own = new Map<string, WrittenRow>()
  const readHere = async (table: TableName, id: string) =>
    own.get(`${table}/${id}`)?.row ?? (await read(table, id))
  const changes: Change[] = []
  for (const { isNew = false, ...request } of requests) {
    const before = await readHere(request.table, request.id)
    if (isNew) refuseTaken(before, request)
    refuseId(before, request, device)
    const change = withWas(before, request)
    const derived = new Map<string, Row | undefined>()
    for (const hash of namedHashes(change)) derived.set(hash, await readHere('objects', hash))
    const row = { table: request.table, id: request.id, row: applyChange(before, change, at) }
    for (const each of [row, ...objectRows(change, (hash) => derived.get(hash))])
      own.set(`${each.table}/${each.id}`, each)
    changes.push(change)
  }
  return { changes, rows: [...own.values()] }
}

const namedHashes = (change: Change): string[] => objectRows(change, () => undefined).map((row) => row.id)

// Canonical JSON has no `undefined`, so absent fields must be absent.
function fieldsOf({ act, action, actor, outcome = 'success', note, undoes, tool, detail }: Act) {
  const optional = Object.entries({ note, undoes, tool, detail }).filter(([, value]) => value !== undefined)
  return { act, action, actor, outcome, ...Object.fromEntries(optional) }
}

/** The UTC offset of this computer's clock at an instant, such as `+03:30`. */
export function offsetOf(at: string): string {
  const minutes = -new Date(at).getTimezoneOffset()
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}
