import { z } from 'zod'
import { errorCodes } from '../error-codes.ts'
import { Instant, Ticket } from '../model/ids.ts'
import { Actor, LedgerAct } from '../model/act.ts'
import { method } from './method.ts'

/** The open archive, as the window's header shows it. `path` is for people to read. */
export const ArchiveDescription = z.object({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  isSample: z.boolean(),
  readOnly: z.boolean(),
  /** It came from elsewhere and is only read, until somebody says that it is theirs to work on. */
  isReceived: z.boolean(),
  /**
   * Set when a newer Holdfast wrote the archive: its format, and how many records, tags and so on this version cannot
   * show.
   */
  newer: z.object({ format: z.int(), leftOut: z.int() }).nullable(),
  /** The folder is missing at the moment because a drive was removed. */
  isGone: z.boolean(),
  records: z.int(),
  openedAt: Instant,
})
export type ArchiveDescription = z.infer<typeof ArchiveDescription>

/** What undo or redo would do next: the act, how many rows it touched, and a title to name it by. */
export const UndoStep = z.object({
  action: z.string(),
  act: LedgerAct,
  rows: z.int(),
  table: z.string(),
  title: z.string(),
  fields: z.array(z.string()),
})
export type UndoStep = z.infer<typeof UndoStep>

/**
 * A row that a step would change and that was changed since: for each field its present value and the one that would
 * return.
 */
export const ChangedRow = z.object({
  table: z.string(),
  id: z.string(),
  title: z.string(),
  /** The act created the row, so the step would withdraw it. */
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

/**
 * Why a step needs a decision: `changed` rows were changed since, `rest` were not; the first of the changed ones are
 * described.
 */
export const ChangedStep = z.object({
  step: UndoStep,
  changed: z.int(),
  rest: z.int(),
  rows: z.array(ChangedRow),
})
export type ChangedStep = z.infer<typeof ChangedStep>

/** What to do with rows that were changed since; with `action`, the choice applies to that act only. */
const UndoChoice = z.object({
  changed: z.enum(['ask', 'overwrite', 'skip']).default('ask'),
  action: z.string().optional(),
})
export type UndoChoice = z.output<typeof UndoChoice>

export const repairKinds = [
  'ledger-tail',
  'ledger-foreign',
  'new-writer',
  'clock',
  'inbox',
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
 * Something that was damaged, or left unfinished by a crash, and was repaired from what is intact. `aside` is where
 * the damaged bytes are kept; null when there were none to keep. Each `path` in an archive is relative to its folder.
 */
export const Repair = z.object({
  kind: z.enum(repairKinds),
  at: Instant,
  path: z.string(),
  aside: z.string().nullable(),
  message: z.string(),
})
export type Repair = z.infer<typeof Repair>

export const archiveAccesses = ['private', 'shared', 'open', 'no-rights', 'unknown'] as const

/**
 * Who can read an archive besides its owner: nobody, the group it was shared with, or other users as well; `no-rights`
 * means that its disk knows no rights of users, `unknown` that this system says it in another way.
 */
export const ArchiveAccess = z.enum(archiveAccesses)
export type ArchiveAccess = z.infer<typeof ArchiveAccess>

/** `copy` distinguishes copies of one archive, which share its id. */
const KnownArchive = z.object({
  id: z.string(),
  copy: z.string(),
  title: z.string(),
  path: z.string(),
  isSample: z.boolean(),
})

const openHow = { readOnly: z.boolean().default(false), isMine: z.boolean().default(false) }

export const archive = {
  'archive.describe': method(
    'Replies with the open archive, or null when none is open.',
    z.object({}),
    ArchiveDescription.nullable(),
    { reads: ['archive', 'records'] },
  ),
  'archive.known': method(
    'Replies with the archives opened on this computer, latest first.',
    z.object({}),
    z.array(KnownArchive),
    { reads: ['archive'] },
  ),
  'archive.refused': method(
    'Replies with the archive that should have been opened at the start but could not be, and why; null when all went well.',
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
    'Replies with what was found damaged or unfinished and repaired since the archive was opened, and what this computer’s own files lost.',
    z.object({}),
    z.array(Repair),
    { reads: ['archive'] },
  ),
  'archive.create': method(
    'Creates an archive and opens it. Without a folder it is placed in the user’s Holdfast folder, named after its title. Only this user can read it, unless it is to be shared with the group of its folder.',
    z.object({
      title: z.string().trim().min(1).max(300),
      folder: Ticket.shape.id.optional(),
      isToBeShared: z.boolean().default(false),
    }),
    ArchiveDescription,
    { reads: [] },
  ),
  'archive.open': method(
    'Closes the open archive and opens another: one known by its id, or the folder behind a ticket; read-only on request, which also works while another process has it open. One that came from elsewhere is opened read-only until `isMine` says that it is the user’s own to work on.',
    z.union([
      z.object({ id: z.string(), copy: z.string().optional(), ...openHow }),
      z.object({ folder: Ticket.shape.id, ...openHow }),
    ]),
    ArchiveDescription,
    { reads: [] },
  ),
  'archive.rename': method(
    'Changes the title of the open archive.',
    z.object({ title: z.string().trim().min(1).max(300) }),
    ArchiveDescription,
    { writes: true },
  ),
  'archive.undo-steps': method(
    'Replies with what undo and redo would do next.',
    z.object({}),
    z.object({ undo: UndoStep.nullable(), redo: UndoStep.nullable() }),
    { reads: ['rows'] },
  ),
  'archive.undo': method(
    'Undoes the latest act and replies with what was undone. Rows changed since are asked about, overwritten or skipped.',
    UndoChoice,
    UndoStep,
    { writes: true },
  ),
  'archive.redo': method(
    'Redoes the act undone last and replies with what was redone. Rows changed since are treated as by undo.',
    UndoChoice,
    UndoStep,
    { writes: true },
  ),
  'archive.undo-conflicts': method(
    'Replies with the rows that undo or redo would change next and that were changed since, and by whom; null when there are none.',
    z.object({ direction: z.enum(['undo', 'redo']) }),
    ChangedStep.nullable(),
    { reads: ['rows'] },
  ),
}
