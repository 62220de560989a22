import { z } from 'zod'
import { Instant } from '../model/ids.ts'
import { method } from './method.ts'

export const damageKinds = [
  'ledger-line',
  'ledger-chain',
  'ledger-missing',
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

export const verifyModes = ['quick', 'full'] as const
export const VerifyMode = z.enum(verifyModes)
export type VerifyMode = z.infer<typeof VerifyMode>

/**
 * What a verification looked at and found. `intact` is true when `damages` is empty. `resumed`: it goes on from one that
 * was broken off, which began at `startedAt`; `readBytes` are those of objects that were read since.
 */
export const VerifyReport = z.object({
  mode: VerifyMode,
  startedAt: Instant,
  endedAt: Instant,
  resumed: z.boolean(),
  intact: z.boolean(),
  ledgerLines: z.int(),
  objects: z.int(),
  objectBytes: z.number(),
  readBytes: z.number(),
  heads: z.record(z.string(), z.object({ seq: z.int(), hash: z.string() })),
  damages: z.array(Damage),
})
export type VerifyReport = z.infer<typeof VerifyReport>

/** What this computer remembers of a verification that ended. */
export const VerifyPass = z.object({
  startedAt: Instant,
  endedAt: Instant,
  intact: z.boolean(),
  damages: z.int(),
  objects: z.int(),
  objectBytes: z.number(),
})
export type VerifyPass = z.infer<typeof VerifyPass>

/**
 * The verifications of the open archive on this computer. `unfinished` is the full one that the next goes on from; `dueAt`
 * is null where none is scheduled; `report` is of the last one since the archive was opened, which began by itself where
 * `isScheduled` says so.
 */
export const VerifyPasses = z.object({
  lastFull: VerifyPass.nullable(),
  lastQuick: VerifyPass.nullable(),
  unfinished: z.object({ startedAt: Instant, doneBytes: z.number(), totalBytes: z.number() }).nullable(),
  dueAt: Instant.nullable(),
  isDue: z.boolean(),
  report: VerifyReport.nullable(),
  isScheduled: z.boolean(),
})
export type VerifyPasses = z.infer<typeof VerifyPasses>

export const custody = {
  'custody.verify': method(
    'Recomputes every ledger hash and looks at every vault object, as a task that can be cancelled, and answers the report. Full reads every byte again and goes on from a full one that was broken off, unless it is to be fresh; quick looks at presence and size.',
    z.object({ mode: VerifyMode.default('full'), fresh: z.boolean().default(false) }),
    VerifyReport,
  ),
  'custody.passes': method(
    'Answers when the archive was last verified on this computer, what is unfinished and when the next is due.',
    z.object({}),
    VerifyPasses,
  ),
}
