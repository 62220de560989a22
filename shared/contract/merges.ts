import { z } from 'zod'
import { Instant, Ticket } from '../model/ids.ts'
import { Actor } from '../model/act.ts'
import { method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'
import { ledgerTables } from './tables.ts'

/** What one of two copies made of a field while they were apart, by whose last act. */
export const ConflictSide = z.object({
  value: z.unknown(),
  by: z.object({ actor: Actor, at: Instant, device: z.string(), seq: z.int() }),
})
export type ConflictSide = z.infer<typeof ConflictSide>

export const conflictSides = ['mine', 'theirs'] as const

/**
 * A field that both copies changed apart, to different values. `mine` is the copy that the other was merged into; `wins` is
 * what stands until a person decides, `neither` where a list holds something of both.
 */
export const Conflict = z.object({
  id: z.string(),
  table: z.enum(ledgerTables),
  row: z.string(),
  title: z.string(),
  field: z.string(),
  mine: ConflictSide,
  theirs: ConflictSide,
  wins: z.enum([...conflictSides, 'neither']),
})
export type Conflict = z.infer<typeof Conflict>

/** What came in by a merge. Nothing of either copy is lost by it; `conflicts` are open to be decided. */
export const MergeReport = z.object({
  /** By device, the lines that came in. */
  lines: z.record(z.string(), z.int()),
  objects: z.int(),
  bytes: z.number(),
  conflicts: z.int(),
  /** The other copy held nothing that this one lacks. */
  nothingNew: z.boolean(),
})
export type MergeReport = z.infer<typeof MergeReport>

/** What a merge would bring, as far as the ledger of the other copy tells. */
export const MergePreview = z.object({
  title: z.string(),
  lines: z.int(),
  objects: z.int(),
  bytes: z.number(),
  /** Fields that both copies changed apart. */
  conflicts: z.int(),
  /** The last act that would come in; null where nothing would. */
  last: ConflictSide.shape.by.nullable(),
})
export type MergePreview = z.infer<typeof MergePreview>

export const merges = {
  'merges.preview': method(
    'Answers what another copy of this archive holds that this one lacks, without changing anything. Its ledger is checked, its objects are not read.',
    z.object({ folder: Ticket.shape.id }),
    MergePreview,
    { reads: [] },
  ),
  'merges.run': method(
    'Takes everything in that another copy of this archive holds: its ledger lines and objects, after that copy was verified. As a task; the archive is closed and opened at its end. The other copy is only read.',
    z.object({ folder: Ticket.shape.id }),
    MergeReport,
    { writes: true },
  ),
  'merges.conflicts': method(
    'Answers the fields that both copies changed apart and that nobody has decided since.',
    z.object({}),
    z.array(Conflict),
    { reads: ['rows'] },
  ),
  'merges.resolve': method(
    'Gives fields the value of one of the copies, as one act; the conflicts are decided then.',
    z.object({
      choices: z.array(z.object({ conflict: z.string(), take: z.enum(conflictSides) })).min(1),
    }),
    ChangeReceipt,
    { writes: true },
  ),
}
