import { z } from 'zod'
import { Hash, Instant, RecordId, TagId } from '../model/ids.ts'
import { Actor, LedgerAct } from '../model/act.ts'
import { Passage } from '../model/passage.ts'
import { ContentObject, HoldfastRecord, RecordFields } from '../model/record.ts'
import { RowChange } from '../model/row-change.ts'
import { editOf, method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'

/** The fields to change, each with its new value; fields left out stay as they are. `citation` is replaced entirely. */
export const RecordEdit = editOf(RecordFields)
export type RecordEdit = z.output<typeof RecordEdit>

/**
 * A ledger line, identified by the device that wrote it and its number; a record's version is its state after that
 * line.
 */
export const EntryRef = z.object({ device: z.string(), seq: z.int().positive() })
export type EntryRef = z.infer<typeof EntryRef>

/**
 * One change in a record's life, newest last. `changes` contains only what touched this record; `together` is how
 * many records the same line changed, `tagPaths` the tags it names, including withdrawn ones.
 */
export const HistoryEntry = z.object({
  seq: z.int(),
  at: Instant,
  device: z.string(),
  actor: Actor,
  act: LedgerAct,
  action: z.string(),
  undoes: z.string().optional(),
  note: z.string().optional(),
  changes: z.array(RowChange),
  together: z.int(),
  tagPaths: z.record(z.string(), z.string()),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** A piece of the comparison of two texts. */
export const DiffPart = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })
export type DiffPart = z.infer<typeof DiffPart>

/**
 * One field in two versions; a field of a group is written `verification.status`. `words` compares a text word by
 * word; `list` says what was added to and removed from a list. Tags are given by their paths.
 */
export const FieldComparison = z.object({
  field: z.string(),
  kind: z.enum(['unchanged', 'changed', 'added', 'removed']),
  before: z.unknown(),
  after: z.unknown(),
  words: z.array(DiffPart).optional(),
  list: z.object({ added: z.array(z.unknown()), removed: z.array(z.unknown()), kept: z.int() }).optional(),
})
export type FieldComparison = z.infer<typeof FieldComparison>

/** Two versions of a record, field by field. */
export const VersionComparison = z.object({ fields: z.array(FieldComparison) })
export type VersionComparison = z.infer<typeof VersionComparison>

/**
 * What restoring a version would change in the record as it is now; tags that are no longer in the archive are left
 * out.
 */
export const RestorePreview = z.object({ fields: z.array(FieldComparison), tagsLeftOut: z.array(z.string()) })
export type RestorePreview = z.infer<typeof RestorePreview>

/** The text of one content object, a page of passages at a time. */
export const RecordText = z.object({
  object: ContentObject,
  total: z.int(),
  offset: z.int(),
  passages: z.array(Passage),
})
export type RecordText = z.infer<typeof RecordText>

const withText = RecordFields.partial().extend({
  text: z.string().optional(),
  tags: z.array(TagId).optional(),
})

export const records = {
  'records.get': method(
    'Replies with a record and all its fields; a withdrawn record says so.',
    z.object({ id: RecordId }),
    HoldfastRecord,
    { reads: ['records'] },
  ),
  'records.create': method(
    'Creates a record; a pasted text becomes a vault object with a hash, never a field.',
    withText.extend({ kind: RecordFields.shape.kind, title: z.string() }),
    ChangeReceipt,
    { writes: true },
  ),
  'records.edit': method(
    'Sets fields of one or many records in one undoable act. A new date as stated also sets the derived date.',
    z.object({ ids: z.array(RecordId).min(1), set: RecordEdit }),
    ChangeReceipt,
    { writes: true },
  ),
  'records.withdraw': method(
    'Takes records off every list, with a reason. Their bytes and history stay; undo restores them.',
    z.object({ ids: z.array(RecordId).min(1), reason: z.string().trim().min(1) }),
    ChangeReceipt,
    { writes: true },
  ),
  'records.text': method(
    'Replies with the passages of a record’s text, from `offset`, of one object or of the first that contains text.',
    z.object({
      id: RecordId,
      hash: Hash.optional(),
      offset: z.int().nonnegative().default(0),
      limit: z.int().positive().max(5000).default(1000),
    }),
    RecordText.nullable(),
    { reads: ['records'] },
  ),
  'records.history': method(
    'Replies with every change to a record, oldest first, with the values before.',
    z.object({ id: RecordId }),
    z.array(HistoryEntry),
    { reads: ['records', 'tags'] },
  ),
  'records.version': method(
    'Replies with a record as it was after an entry of its history.',
    z.object({ id: RecordId, entry: EntryRef }),
    HoldfastRecord,
    { reads: [] },
  ),
  'records.compare': method(
    'Replies with a comparison of two versions of a record, field by field, texts word by word.',
    z.object({ id: RecordId, a: EntryRef, b: EntryRef }),
    VersionComparison,
    { reads: ['records', 'tags'] },
  ),
  'records.preview-restore': method(
    'Replies with what restoring a version would change, and changes nothing.',
    z.object({ id: RecordId, entry: EntryRef }),
    RestorePreview,
    { reads: ['records', 'tags'] },
  ),
  'records.restore': method(
    'Gives a record the fields it had after an entry, in one undoable act; a withdrawn record is listed again. Files stay.',
    z.object({ id: RecordId, entry: EntryRef }),
    ChangeReceipt,
    { writes: true },
  ),
}
