import { z } from 'zod'
import { Hash, RecordId } from '../model/ids.ts'
import { Actor, LedgerAct, Outcome, Tool } from '../model/act.ts'
import { ContentObject, RecordKind, Withdrawal } from '../model/record.ts'
import { method } from './method.ts'
import { ArchiveWriter, Damage, KeyInUse, SignedUpTo } from './custody.ts'

/** What an event did to one field. */
const ReportedChange = z.object({
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  added: z.array(z.unknown()).readonly(),
  removed: z.array(z.unknown()).readonly(),
})

/** One event in the custody of a record, in PREMIS terms, with its place in the ledger. */
export const CustodyEvent = z.object({
  device: z.string(),
  seq: z.int(),
  at: z.string(),
  /** What the computer's clock was set to, as `+03:30`; older lines do not say. */
  offset: z.string().optional(),
  actor: Actor,
  act: LedgerAct,
  outcome: Outcome,
  tool: Tool.optional(),
  note: z.string().optional(),
  /** The event that this one undid or redid. */
  undoes: z.object({ device: z.string(), seq: z.int() }).optional(),
  /** `record` when the line names the record, `archive` when it is about the whole archive. */
  scope: z.enum(['record', 'archive']),
  /** How many rows the same line changed. */
  together: z.int(),
  /** True when the record began with these values, so that there were none before. */
  begins: z.boolean(),
  changes: z.array(ReportedChange),
  detail: z.record(z.string(), z.unknown()).optional(),
  file: z.string(),
  line: z.int(),
  hash: z.string(),
})
export type CustodyEvent = z.infer<typeof CustodyEvent>

/** An object of a record, and the state of its bytes when the report was made. */
export const ReportedObject = z.object({
  object: ContentObject,
  fixity: z.enum(['unchanged', 'changed', 'missing', 'unreadable']),
})
export type ReportedObject = z.infer<typeof ReportedObject>

export const ReportedRecord = z.object({
  id: RecordId,
  kind: RecordKind,
  title: z.string(),
  language: z.string(),
  withdrawn: Withdrawal.nullable(),
  objects: z.array(ReportedObject),
  /** Oldest first, without a gap. */
  events: z.array(CustodyEvent),
})
export type ReportedRecord = z.infer<typeof ReportedRecord>

/** The custody of some records: all events, the state of the ledger, and a signed statement of how far it reaches. */
export const CustodyReport = z.object({
  format: z.literal('holdfast custody report 1'),
  madeAt: z.string(),
  offset: z.string(),
  madeBy: Actor,
  software: z.string(),
  archive: z.object({ id: z.string(), title: z.string() }),
  records: z.array(ReportedRecord),
  ledger: z.object({
    lines: z.int(),
    heads: z.array(z.object({ device: z.string(), seq: z.int(), hash: Hash })),
    keys: z.array(KeyInUse),
    signed: z.record(z.string(), SignedUpTo),
    writers: z.array(ArchiveWriter),
    damages: z.array(Damage),
  }),
  statement: z.string(),
  signature: z.string(),
  publicKey: z.string(),
})
export type CustodyReport = z.infer<typeof CustodyReport>

export const custodyReport = {
  'custody.report': method(
    'Signs the head, checks every line, reads the records’ objects again, and replies with everything the ledger says about them as one HTML page or as JSON; the ledger keeps the SHA-256 of the reply.',
    z.object({ ids: z.array(RecordId).min(1).max(1000), as: z.enum(['html', 'json']) }),
    z.object({ name: z.string(), text: z.string(), sha256: Hash, damaged: z.boolean() }),
    { writes: true },
  ),
}
