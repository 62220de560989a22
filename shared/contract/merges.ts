import { z } from 'zod'
import { Instant, Ticket } from '../model/ids.ts'
import { Actor } from '../model/act.ts'
import { method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'
import { ledgerTables } from './tables.ts'

/** What one of two copies made of a field while they were separate, and by which last act. */
export const ConflictSide = z.object({
  value: z.unknown(),
  by: z.object({ actor: Actor, at: Instant, device: z.string(), seq: z.int() }),
})
export type ConflictSide = z.infer<typeof ConflictSide>

export const conflictSides = ['mine', 'theirs'] as const

/**
 * A field that both copies changed to different values while they were separate. `mine` is the copy that the other
 * was merged into; `wins` is the value that applies until the user decides, `neither` when a list contains values of
 * both.
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

/** What a merge brought in. It loses nothing of either copy; `conflicts` wait for a decision. */
export const MergeReport = z.object({
  /** By device, how many lines were added. */
  lines: z.record(z.string(), z.int()),
  objects: z.int(),
  bytes: z.number(),
  conflicts: z.int(),
  /** The other copy contained nothing that this one lacks. */
  nothingNew: z.boolean(),
})
export type MergeReport = z.infer<typeof MergeReport>

/** What a merge would bring in, according to the ledger of the other copy. */
export const MergePreview = z.object({
  title: z.string(),
  lines: z.int(),
  objects: z.int(),
  bytes: z.number(),
  /** Fields that both copies changed to different values. */
  conflicts: z.int(),
  /** The last act that would be added; null when there is none. */
  last: ConflictSide.shape.by.nullable(),
})
export type MergePreview = z.infer<typeof MergePreview>

export const merges = {
  'merges.preview': method(
    'Replies with what another copy of this archive contains that this one lacks, without changing anything. Its ledger is checked; its objects are not read.',
    z.object({ folder: Ticket.shape.id }),
    MergePreview,
    { reads: [] },
  ),
  'merges.run': method(
    'Merges everything from another copy of this archive: its ledger lines and objects, after verifying that copy. Runs as a task; at its end the archive is closed and reopened. The other copy is only read.',
    z.object({ folder: Ticket.shape.id }),
    MergeReport,
    { writes: true },
  ),
  'merges.conflicts': method(
    'Replies with the fields that both copies changed to different values and that were not decided since.',
    z.object({}),
    z.array(Conflict),
    { reads: ['rows'] },
  ),
  'merges.resolve': method(
    'Gives fields the value of one of the copies, as one act; this decides the conflicts.',
    z.object({
      choices: z.array(z.object({ conflict: z.string(), take: z.enum(conflictSides) })).min(1),
    }),
    ChangeReceipt,
    { writes: true },
  ),
}
