import { z } from 'zod'
import { recordIdPattern } from './choices.ts'

/** An accession number: `<device code>-<sequence>`, four base-32 letters and at least six digits, e.g. `k3fp-000123`. */
export const RecordId = z.string().regex(recordIdPattern).brand<'RecordId'>()
export type RecordId = z.infer<typeof RecordId>

/** A tag's id: `t-` and an accession number, so that two copies of an archive never give the same id to two tags. */
export const TagId = z
  .string()
  .regex(/^t-[0-9a-hj-km-np-tv-z]{4}-\d{6,}$/)
  .brand<'TagId'>()
export type TagId = z.infer<typeof TagId>

/** The id of a group of aliases: `a-` and an accession number. */
export const AliasId = z
  .string()
  .regex(/^a-[0-9a-hj-km-np-tv-z]{4}-\d{6,}$/)
  .brand<'AliasId'>()
export type AliasId = z.infer<typeof AliasId>

/** The id of a saved search: `s-` and an accession number. */
export const SavedSearchId = z
  .string()
  .regex(/^s-[0-9a-hj-km-np-tv-z]{4}-\d{6,}$/)
  .brand<'SavedSearchId'>()
export type SavedSearchId = z.infer<typeof SavedSearchId>

/** A lower-case hexadecimal SHA-256. */
export const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Hash'>()
export type Hash = z.infer<typeof Hash>

/** A short-lived name for something the user picked: the page has the ticket, only the core knows the path. */
export const Ticket = z.object({ id: z.string().min(1), name: z.string() })
export type Ticket = z.infer<typeof Ticket>

/** An ISO 8601 time in UTC with milliseconds. */
export const Instant = z.iso.datetime()
export type Instant = z.infer<typeof Instant>
