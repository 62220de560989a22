import { z } from 'zod'
import { Hash, Instant, RecordId, TagId } from '../model/ids.ts'
import { Actor, Change, LedgerAct } from '../model/ledger-entry.ts'
import { Passage } from '../model/passage.ts'
import { ContentObject, HoldfastRecord, RecordFields } from '../model/record.ts'
import { editOf, method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'

/** The fields to change, each with its new value; fields left out stay. `citation` is replaced whole. */
export const RecordEdit = editOf(RecordFields)
export type RecordEdit = z.output<typeof RecordEdit>

/** One change in a record's life, newest last. `changes` holds only what touched this record. */
export const HistoryEntry = z.object({
  seq: z.int(),
  at: Instant,
  device: z.string(),
  actor: Actor,
  act: LedgerAct,
  action: z.string(),
  undoes: z.string().optional(),
  note: z.string().optional(),
  changes: z.array(Change),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

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
    'Answers a record with all its fields; one that was withdrawn says so.',
    z.object({ id: RecordId }),
    HoldfastRecord,
  ),
  'records.create': method(
    'Creates a record; a pasted text becomes a vault object with a hash, never a field.',
    withText.extend({ kind: RecordFields.shape.kind, title: z.string() }),
    ChangeReceipt,
  ),
  'records.edit': method(
    'Sets fields of one or many records in one undoable act. A new date as stated also sets the derived date.',
    z.object({ ids: z.array(RecordId).min(1), set: RecordEdit }),
    ChangeReceipt,
  ),
  'records.withdraw': method(
    'Takes records off every list, with a reason. Their bytes and history stay; undo brings them back.',
    z.object({ ids: z.array(RecordId).min(1), reason: z.string().trim().min(1) }),
    ChangeReceipt,
  ),
  'records.text': method(
    'Answers the passages of a record’s text, from `offset`, of one object or of the first that holds text.',
    z.object({
      id: RecordId,
      hash: Hash.optional(),
      offset: z.int().nonnegative().default(0),
      limit: z.int().positive().max(5000).default(1000),
    }),
    RecordText.nullable(),
  ),
  'records.history': method(
    'Answers every change to a record, oldest first, with the values before.',
    z.object({ id: RecordId }),
    z.array(HistoryEntry),
  ),
}
