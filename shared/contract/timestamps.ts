import { z } from 'zod'
import { Hash, Ticket } from '../model/ids.ts'
import { method } from './method.ts'

/** What is checked in a timestamp (RFC 3161), in this order. */
export const timestampChecks = [
  'status',
  'imprint',
  'nonce',
  'signature',
  'signing-certificate',
  'purpose',
  'authority-name',
  'extensions',
  'chain',
  'validity',
  'clock',
  'revocation',
] as const

const TimestampCheck = z.object({
  check: z.enum(timestampChecks),
  outcome: z.enum(['passed', 'failed', 'not-checked']),
  detail: z.string(),
})

/** What was timestamped: a signed head of the ledger, or the bytes of an object. */
export const Stamped = z.union([z.object({ statement: z.string() }), z.object({ object: Hash })])
export type Stamped = z.infer<typeof Stamped>

/** A timestamp and what checking it showed. `holds` requires a trusted root; times are instants. */
export const TimestampFinding = z.object({
  of: Stamped,
  imprint: Hash,
  holds: z.boolean(),
  /** Whatever existed when the timestamp was made existed before this time; null when the timestamp does not hold. */
  provesExistenceBefore: z.string().nullable(),
  statedTime: z.string().nullable(),
  accuracySeconds: z.number().nullable(),
  authority: z.string().nullable(),
  checks: z.array(TimestampCheck),
})
export type TimestampFinding = z.infer<typeof TimestampFinding>

/** A timestamp from the ledger, checked again with the trusted roots that were chosen for it. */
export const KeptTimestamp = TimestampFinding.extend({
  device: z.string(),
  seq: z.int(),
  at: z.string(),
  /** The authority's response (.tsr) in base64, and the trusted roots as PEM: what openssl needs. */
  response: z.string(),
  roots: z.array(z.string()),
})
export type KeptTimestamp = z.infer<typeof KeptTimestamp>

export const timestamps = {
  'timestamps.request': method(
    'Creates an RFC 3161 timestamp request (.tsq, base64) for the head of the ledgers, which is signed for it, or for an object; the ledger remembers it.',
    z.object({ of: z.union([z.literal('head'), Hash]) }),
    z.object({ name: z.string(), query: z.string(), imprint: Hash, of: Stamped }),
    { writes: true },
  ),
  'timestamps.import': method(
    'Checks an authority’s timestamp response offline, with the trusted roots, and keeps it in the ledger unless a check failed.',
    z.object({ answer: Ticket.shape.id, roots: z.array(Ticket.shape.id) }),
    TimestampFinding.extend({ kept: z.boolean() }),
    { writes: true },
  ),
  'timestamps.list': method(
    'Replies with every timestamp of the archive, oldest first, each checked again.',
    z.object({}),
    z.array(KeptTimestamp),
    { reads: ['custody'] },
  ),
}
