import { z } from 'zod'
import { ledgerTables } from '../contract/tables.ts'
import { Actor, LedgerAct, Outcome, Tool } from '../model/act.ts'
import { Instant, type RecordId } from '../model/ids.ts'
import { RowChange } from '../model/row-change.ts'

/** What happened to one row of a table that this Holdfast knows. */
export const Change = RowChange.extend({ table: z.enum(ledgerTables) })
export type Change = z.infer<typeof Change>

/**
 * One line of the ledger. `hash` is SHA-256 over `prev` and the canonical JSON (RFC 8785) of the rest; `action` is
 * shared by all lines of one action of the user, and is what undo reverses. `at` is in UTC, `offset` is what the
 * computer's clock was set to (`+03:30`); `detail` contains what an act says in addition to its changes. `seen` says how
 * far its writer had seen the ledgers of other devices, where that changed since its previous line; it decides the order
 * of lines before any clock does. `seal` lets the computer that wrote the line recognise it; no other can check it.
 */
export const LedgerEntry = z.object({
  seq: z.int().positive(),
  at: Instant,
  offset: z.string().optional(),
  device: z.string(),
  actor: Actor,
  act: LedgerAct,
  action: z.string(),
  outcome: Outcome.optional(),
  tool: Tool.optional(),
  undoes: z.string().optional(),
  note: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
  changes: z.array(Change),
  seen: z.record(z.string(), z.int().positive()).optional(),
  seal: z.string().optional(),
  prev: z.string(),
  hash: z.string(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** The records whose rows an entry changed. */
export function recordsIn(entry: LedgerEntry): RecordId[] {
  return entry.changes.flatMap((change) => (change.table === 'records' ? [change.id as RecordId] : [])) // the table says what the id is
}
