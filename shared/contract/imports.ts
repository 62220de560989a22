import { z } from 'zod'
import { errorCodes } from '../error-codes.ts'
import { Hash, Instant, RecordId, TagId } from '../model/ids.ts'
import { ExtractionNote } from '../model/record.ts'
import { method } from './method.ts'

/** The outcome of one file. `record` is the record that contains it now; `code` says why it failed. */
export const ImportOutcome = z.object({
  ticket: z.string(),
  name: z.string(),
  outcome: z.enum(['imported', 'duplicate', 'failed']),
  record: RecordId.optional(),
  attached: z.boolean().optional(),
  hash: Hash.optional(),
  sizeBytes: z.number().int().optional(),
  notes: z.array(ExtractionNote).optional(),
  code: z.enum(errorCodes).optional(),
  message: z.string().optional(),
})
export type ImportOutcome = z.infer<typeof ImportOutcome>

/** The result of an import: `files` = `imported` + `duplicates` + `failed`, each with its outcome. */
export const ImportResult = z.object({
  job: z.string(),
  action: z.string().nullable(),
  startedAt: Instant,
  endedAt: Instant,
  cancelled: z.boolean(),
  files: z.int(),
  imported: z.int(),
  duplicates: z.int(),
  failed: z.int(),
  outcomes: z.array(ImportOutcome),
})
export type ImportResult = z.infer<typeof ImportResult>

export const imports = {
  'imports.start': method(
    'Starts importing the files and folders behind the tickets and replies with the job; `progress` events follow. With `record` they become files of that record, captions as transcripts.',
    z.object({
      tickets: z.array(z.string()).min(1),
      tags: z.array(TagId).default([]),
      record: RecordId.optional(),
    }),
    z.object({ job: z.string() }),
    { writes: true },
  ),
  'imports.result': method(
    'Replies with the result of an import that has ended, or null while it runs.',
    z.object({ job: z.string() }),
    ImportResult.nullable(),
    { reads: [] },
  ),
  'imports.wait': method(
    'Replies with the result of an import once it has ended.',
    z.object({ job: z.string() }),
    ImportResult,
    { reads: [] },
  ),
}
