import { z } from 'zod'
import { Instant, type RecordId } from './ids.ts'

/** Event words of the Library of Congress' preservation vocabulary (PREMIS 3), and the two of undo. */
export const ledgerActs = [
  'creation',
  'accession',
  'ingestion',
  'metadata modification',
  'deaccession',
  'fixity check',
  'digital signature generation',
  'digital signature validation',
  'exporting',
  'dissemination',
  'information package merging',
  'replication',
  'recovery',
  'migration',
  'redaction',
  'undo',
  'redo',
  // What a later Holdfast did and this one has no word for. It is read, and never written.
  'unknown',
] as const
export const LedgerAct = z.enum(ledgerActs)
export type LedgerAct = z.infer<typeof LedgerAct>

const Fields = z.record(z.string(), z.unknown())
const Lists = z.record(z.string(), z.array(z.unknown()))

/** The tables that changes name. */
export const ledgerTables = ['archive', 'records', 'tags', 'aliases', 'searches'] as const

/**
 * What happened to one row. `set` replaces fields, `add` and `remove` change list fields as sets, and `was` holds the
 * previous value of every field touched; `was: null` says that the row did not exist.
 */
export const Change = z.object({
  table: z.enum(ledgerTables),
  id: z.string(),
  set: Fields.optional(),
  add: Lists.optional(),
  remove: Lists.optional(),
  was: Fields.nullable(),
})
export type Change = z.infer<typeof Change>

/** Who acted: a person, or the software with its version for what it does of itself. */
export const Actor = z.object({ type: z.enum(['person', 'software']), name: z.string() })
export type Actor = z.infer<typeof Actor>

/** How an act ended, in PREMIS' words. A line written before outcomes were recorded has none: it was a success. */
export const Outcome = z.enum(['success', 'warning', 'failure'])
export type Outcome = z.infer<typeof Outcome>

/** What did the work where something was derived, checked or sent out; with its parameters the work can be repeated. */
export const Tool = z.object({ name: z.string(), version: z.string(), parameters: Fields.optional() })
export type Tool = z.infer<typeof Tool>

/**
 * One line of the ledger. `hash` is SHA-256 over `prev` and the canonical JSON (RFC 8785) of the rest;
 * `action` is shared by all lines of one act of the user, and is what undo takes back. `at` is in UTC, `offset` what the
 * clock of the computer was set to (`+03:30`); `detail` holds what an act says beside its changes.
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
  detail: Fields.optional(),
  changes: z.array(Change),
  prev: z.string(),
  hash: z.string(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** The records whose rows an entry changed. */
export function recordsIn(entry: LedgerEntry): RecordId[] {
  return entry.changes.flatMap((change) => (change.table === 'records' ? [change.id as RecordId] : [])) // the table says what the id is
}
