import { z } from 'zod'
import { recordIdPattern } from './choices.ts'

// Ids of all nouns except records begin with a letter of their own.
const idWith = (letter: string): RegExp => new RegExp(`^${letter}-${recordIdPattern.source.slice(1)}`)

/** An accession number: `<device code>-<sequence>`, four base-32 letters and at least six digits, e.g. `k3fp-000123`. */
export const RecordId = z.string().regex(recordIdPattern).brand<'RecordId'>()
export type RecordId = z.infer<typeof RecordId>

/** A tag's id: `t-` and an accession number, so that two copies of an archive never give the same id to two tags. */
export const TagId = z.string().regex(idWith('t')).brand<'TagId'>()
export type TagId = z.infer<typeof TagId>

/** The id of a group of aliases: `a-` and an accession number. */
export const AliasId = z.string().regex(idWith('a')).brand<'AliasId'>()
export type AliasId = z.infer<typeof AliasId>

/** The id of a saved search: `s-` and an accession number. */
export const SavedSearchId = z.string().regex(idWith('s')).brand<'SavedSearchId'>()
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
export const Instant = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof Instant>

/** The largest sequence in an id. */
export const LARGEST_SEQUENCE = 999_999_999

/** The device code in the id of a row of any table; null if the id has none. */
export function deviceOf(id: string): string | null {
  return /^(?:[a-z]-)?([0-9a-hj-km-np-tv-z]{4})-/.exec(id)?.[1] ?? null
}
