import { z } from 'zod'
import { Instant } from './ids.ts'

/** Event words of the Library of Congress' preservation vocabulary (PREMIS 3), and the two of undo. */
export const ledgerActs = [
  'creation',
  'accession',
  'ingestion',
  'metadata modification',
  'deaccession',
  'fixity check',
  'undo',
  'redo',
] as const
export const LedgerAct = z.enum(ledgerActs)
export type LedgerAct = z.infer<typeof LedgerAct>

const Fields = z.record(z.string(), z.unknown())
const Lists = z.record(z.string(), z.array(z.unknown()))

/**
 * What happened to one row. `set` replaces fields, `add` and `remove` change list fields as sets, and `was` holds the
 * previous value of every field touched; `was: null` says that the row did not exist.
 */
export const Change = z.object({
  table: z.enum(['archive', 'records', 'tags', 'aliases', 'searches']),
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

/**
 * One line of the ledger. `hash` is SHA-256 over `prev` and the canonical JSON (RFC 8785) of the rest;
 * `action` is shared by all lines of one act of the user, and is what undo takes back.
 */
export const LedgerEntry = z.object({
  seq: z.int().positive(),
  at: Instant,
  device: z.string(),
  actor: Actor,
  act: LedgerAct,
  action: z.string(),
  undoes: z.string().optional(),
  note: z.string().optional(),
  changes: z.array(Change),
  prev: z.string(),
  hash: z.string(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>
