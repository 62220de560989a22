import { z } from 'zod'
import { errorCodes } from '../error-codes.ts'
import { Instant, Ticket } from '../model/ids.ts'
import { Actor, LedgerAct } from '../model/act.ts'
import { method } from './method.ts'

/** The open archive, as the window's head shows it. `path` is for a person to read. */
export const ArchiveDescription = z.object({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  isSample: z.boolean(),
  readOnly: z.boolean(),
  /** Set where a newer Holdfast wrote the archive: its format, and how many records, tags and the like this one cannot show. */
  newer: z.object({ format: z.int(), leftOut: z.int() }).nullable(),
  /** The folder is not there at the moment: a drive was taken out. */
  isGone: z.boolean(),
  records: z.int(),
  openedAt: Instant,
})
export type ArchiveDescription = z.infer<typeof ArchiveDescription>

/** What undo or redo would do next: the act, how many rows it touched and a title to name it by. */
export const UndoStep = z.object({
  action: z.string(),
  act: LedgerAct,
  rows: z.int(),
  table: z.string(),
  title: z.string(),
  fields: z.array(z.string()),
})
export type UndoStep = z.infer<typeof UndoStep>

/** A row that a step would change and that was changed since: by field what it holds now and what would come back. */
export const ChangedRow = z.object({
  table: z.string(),
  id: z.string(),
  title: z.string(),
  /** The act made the row, so the step would withdraw it. */
  isMade: z.boolean(),
  fields: z.array(
    z.object({
      field: z.string(),
      now: z.unknown(),
      back: z.unknown(),
      by: z.object({ actor: Actor, at: Instant, device: z.string(), seq: z.int() }).nullable(),
    }),
  ),
})
export type ChangedRow = z.infer<typeof ChangedRow>

/** What stands in the way of a step: so many rows changed since, the first of them described, and so many not. */
export const ChangedStep = z.object({
  step: UndoStep,
  changed: z.int(),
  rest: z.int(),
  rows: z.array(ChangedRow),
})
export type ChangedStep = z.infer<typeof ChangedStep>

/** What to do with rows that were changed since; with `action` the choice holds for that act only. */
const UndoChoice = z.object({
  changed: z.enum(['ask', 'overwrite', 'skip']).default('ask'),
  action: z.string().optional(),
})
export type UndoChoice = z.output<typeof UndoChoice>

export const repairKinds = [
  'ledger-tail',
  'catalogue',
  'catalogue-shard',
  'archive-file',
  'unlisted-objects',
  'index',
  'text',
  'page-picture',
  'settings',
] as const

/**
 * Something that was damaged, or left half done by a crash, and was set right from what is intact. `aside` is where the
 * damaged bytes are kept; null where there were none to keep. `path`s of an archive are given from its folder on.
 */
export const Repair = z.object({
  kind: z.enum(repairKinds),
  at: Instant,
  path: z.string(),
  aside: z.string().nullable(),
  message: z.string(),
})
export type Repair = z.infer<typeof Repair>

/** `copy` tells copies of one archive apart, which share its id. */
const KnownArchive = z.object({
  id: z.string(),
  copy: z.string(),
  title: z.string(),
  path: z.string(),
  isSample: z.boolean(),
})

export const archive = {
  'archive.describe': method(
    'Answers the open archive, or null when none is open.',
    z.object({}),
    ArchiveDescription.nullable(),
    { reads: ['archive', 'records'] },
  ),
  'archive.known': method(
    'Answers the archives opened on this computer, the latest first.',
    z.object({}),
    z.array(KnownArchive),
    { reads: ['archive'] },
  ),
  'archive.refused': method(
    'Answers which archive was to be opened at the start and could not be, and why; null where all went well.',
    z.object({}),
    z
      .object({
        id: z.string(),
        title: z.string(),
        path: z.string(),
        code: z.enum(errorCodes),
        message: z.string(),
      })
      .nullable(),
    { reads: [] },
  ),
  'archive.repairs': method(
    'Answers what was found damaged or half done since the archive was opened and set right, and what this computer’s own files lost.',
    z.object({}),
    z.array(Repair),
    { reads: ['archive'] },
  ),
  'archive.create': method(
    'Creates an archive and opens it. Without a folder it lies in the user’s Holdfast folder, named after its title.',
    z.object({ title: z.string().trim().min(1).max(300), folder: Ticket.shape.id.optional() }),
    ArchiveDescription,
    { reads: [] },
  ),
  'archive.open': method(
    'Closes the open archive and opens another: one known by its id, or the folder behind a ticket; where it is to be read only, also while somebody else has it open.',
    z.union([
      z.object({ id: z.string(), copy: z.string().optional(), readOnly: z.boolean().default(false) }),
      z.object({ folder: Ticket.shape.id, readOnly: z.boolean().default(false) }),
    ]),
    ArchiveDescription,
    { reads: [] },
  ),
  'archive.rename': method(
    'Gives the open archive another title.',
    z.object({ title: z.string().trim().min(1).max(300) }),
    ArchiveDescription,
    { writes: true },
  ),
  'archive.undo-steps': method(
    'Answers what undo and redo would do next.',
    z.object({}),
    z.object({ undo: UndoStep.nullable(), redo: UndoStep.nullable() }),
    { reads: ['rows'] },
  ),
  'archive.undo': method(
    'Takes back the latest act and answers what it took back. Rows changed since are asked about, overwritten or skipped.',
    UndoChoice,
    UndoStep,
    { writes: true },
  ),
  'archive.redo': method(
    'Does again what was last taken back and answers what it did. Rows changed since are treated as by undo.',
    UndoChoice,
    UndoStep,
    { writes: true },
  ),
  'archive.undo-conflicts': method(
    'Answers which rows that undo or redo would change next were changed since, by whom; null where none was.',
    z.object({ direction: z.enum(['undo', 'redo']) }),
    ChangedStep.nullable(),
    { reads: ['rows'] },
  ),
}
