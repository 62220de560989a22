import { z } from 'zod'
import { keyReasons } from '../model/head-statement.ts'
import { method } from './method.ts'

export const damageKinds = [
  'ledger-line',
  'ledger-chain',
  'ledger-missing',
  'signature',
  'object-changed',
  'object-missing',
  'object-extra',
  'object-unreadable',
  'catalogue-differs',
] as const

/** One thing that is wrong: what, in which file, at which line or object, in one sentence. */
export const Damage = z.object({
  kind: z.enum(damageKinds),
  file: z.string(),
  line: z.int().optional(),
  hash: z.string().optional(),
  record: z.string().optional(),
  message: z.string(),
})
export type Damage = z.infer<typeof Damage>

/** A key that a device signs with: from which line on, and which one it took the place of. */
export const KeyInUse = z.object({
  device: z.string(),
  key: z.string(),
  since: z.int(),
  replaces: z.object({ key: z.string(), reason: z.enum(keyReasons) }).nullable(),
})
export type KeyInUse = z.infer<typeof KeyInUse>

/** Up to which line a device's ledger is signed, when, and in which line that stands. */
export const SignedUpTo = z.object({ seq: z.int(), at: z.string(), line: z.int() })
export type SignedUpTo = z.infer<typeof SignedUpTo>

/** What a verification looked at and found. `intact` is true when `damages` is empty. */
export const VerifyReport = z.object({
  intact: z.boolean(),
  ledgerLines: z.int(),
  objects: z.int(),
  objectBytes: z.number(),
  heads: z.record(z.string(), z.object({ seq: z.int(), hash: z.string() })),
  keys: z.array(KeyInUse),
  signed: z.record(z.string(), SignedUpTo),
  /** What is no damage and still should be known, a sentence each. */
  notices: z.array(z.string()),
  damages: z.array(Damage),
})
export type VerifyReport = z.infer<typeof VerifyReport>

export const custody = {
  'custody.verify': method(
    'Recomputes every ledger hash and re-reads every vault object, as a task that can be cancelled, and answers the report.',
    z.object({}),
    VerifyReport,
  ),
}
