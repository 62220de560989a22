import { z } from 'zod'

/** Event terms of the Library of Congress preservation vocabulary (PREMIS 3), plus undo and redo. */
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
  // An act of a later Holdfast that this version has no word for. It is read, but never written.
  'unknown',
] as const
export const LedgerAct = z.enum(ledgerActs)
export type LedgerAct = z.infer<typeof LedgerAct>

/** Who acted: a person, or the software with its version for what it does on its own. */
export const Actor = z.object({ type: z.enum(['person', 'software']), name: z.string() })
export type Actor = z.infer<typeof Actor>

/** How an act ended, in PREMIS terms. A line written before outcomes were recorded has none: it was a success. */
export const Outcome = z.enum(['success', 'warning', 'failure'])
export type Outcome = z.infer<typeof Outcome>

/** What did the work when something was derived, checked or sent out; with its parameters the work can be repeated. */
export const Tool = z.object({
  name: z.string(),
  version: z.string(),
  parameters: z.record(z.string(), z.unknown()).optional(),
})
export type Tool = z.infer<typeof Tool>
