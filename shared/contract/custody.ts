import { z } from 'zod'
import { keyReasons, StatedHead } from '../model/head-statement.ts'
import { Instant } from '../model/ids.ts'
import { ArchiveAccess } from './archive.ts'
import { method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'

export const damageKinds = [
  'ledger-line',
  'ledger-chain',
  'ledger-missing',
  'ledger-foreign',
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

/** A key that a device signs with: from which line on, and which key it replaced. */
export const KeyInUse = z.object({
  device: z.string(),
  key: z.string(),
  since: z.int(),
  replaces: z.object({ key: z.string(), reason: z.enum(keyReasons) }).nullable(),
})
export type KeyInUse = z.infer<typeof KeyInUse>

/** Up to which line a device's ledger is signed, when, and which line holds the signature. */
export const SignedUpTo = z.object({ seq: z.int(), at: z.string(), line: z.int() })
export type SignedUpTo = z.infer<typeof SignedUpTo>

export const clockProblems = ['ahead', 'backwards', 'early'] as const

/** A device that has written to an archive, and what vouches for its lines. */
export const ArchiveWriter = z.object({
  device: z.string(),
  lines: z.int(),
  /** The times of its first and last line, by its own clock. */
  firstAt: z.string(),
  lastAt: z.string(),
  /** True for a device code of this computer, whose lines it recognises one by one. */
  isOwn: z.boolean(),
  /** Up to which of its lines this is unknown, because they are from before lines were sealed. */
  unsealedUpTo: z.int(),
  /** How many of its lines this computer did not write, although they have its device code. */
  foreignLines: z.int(),
  /** The key that it signs with; null if it has signed nothing. */
  key: z.string().nullable(),
  /** The last of its lines that a signature of its own covers. */
  signedUpTo: z.int(),
  /** When and how this computer first saw it; null if it never did before. */
  firstSeen: z.object({ at: z.string(), how: z.enum(['made', 'merged', 'opened']) }).nullable(),
})
export type ArchiveWriter = z.infer<typeof ArchiveWriter>

/**
 * What a verification noticed that is not damage but should still be known. A stray is a file in `ledger/` that does
 * not belong to the ledger.
 */
export const VerifyNotice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('key-replaced'),
    device: z.string(),
    since: z.int(),
    key: z.string(),
    replaced: z.string(),
    reason: z.enum(keyReasons),
  }),
  z.object({
    kind: z.literal('copy-ahead'),
    path: z.string(),
    device: z.string(),
    seq: z.int(),
    at: z.string(),
    endsAt: z.int(),
  }),
  z.object({ kind: z.literal('stray'), file: z.string() }),
  z.object({ kind: z.literal('more-strays'), count: z.int() }),
  z.object({ kind: z.literal('newer') }),
  /** Lines with times that cannot be right; the first of them is named. */
  z.object({
    kind: z.literal('clock'),
    how: z.enum(clockProblems),
    device: z.string(),
    seq: z.int(),
    at: z.string(),
    count: z.int(),
  }),
  /** This computer remembers nothing of the archive. */
  z.object({ kind: z.literal('never-seen') }),
  /** A device that this computer had not seen in this archive before. */
  z.object({ kind: z.literal('new-writer'), device: z.string() }),
  /** Lines of this computer from before it sealed lines one by one: whether it wrote each of them cannot be known. */
  z.object({ kind: z.literal('unsealed'), device: z.string(), upTo: z.int() }),
])
export type VerifyNotice = z.infer<typeof VerifyNotice>

export const verifyModes = ['quick', 'full'] as const
export const VerifyMode = z.enum(verifyModes)
export type VerifyMode = z.infer<typeof VerifyMode>

/**
 * What a verification checked and found. `intact` is true when `damages` is empty. `resumed`: it continues an
 * interrupted one that began at `startedAt`; `readBytes` counts the bytes of the objects read since.
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
  keys: z.array(KeyInUse),
  signed: z.record(z.string(), SignedUpTo),
  writers: z.array(ArchiveWriter),
  notices: z.array(VerifyNotice),
  damages: z.array(Damage),
})
export type VerifyReport = z.infer<typeof VerifyReport>

export const keyStates = ['not-yet-used', 'in-use', 'rotated', 'earlier-lost'] as const

/** The state of an archive, as far as it is known without reading it again. Times are instants, sizes bytes. */
export const ArchiveHealth = z.object({
  /**
   * The device code under which this computer writes, how far its ledger reaches, and that in the form people write
   * down.
   */
  device: z.string(),
  head: StatedHead.nullable(),
  short: z.string().nullable(),
  /** Lines of all devices. */
  lines: z.int(),
  /** Lines of this device that no signature covers yet; closing the archive signs them. */
  unsigned: z.int(),
  signedAt: z.string().nullable(),
  key: z.object({ fingerprint: z.string(), state: z.enum(keyStates) }),
  /** Ledgers that lack lines which this computer had seen in them. */
  cut: z.array(z.object({ device: z.string(), seenSeq: z.int(), seenAt: z.string(), endsAt: z.int() })),
  /** Copies of the archive that were opened here, and whether they contain lines that this one lacks. */
  copies: z.array(z.object({ path: z.string(), at: z.string(), isAhead: z.boolean() })),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  access: ArchiveAccess,
})
export type ArchiveHealth = z.infer<typeof ArchiveHealth>
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
 * The verifications of the open archive on this computer. `unfinished` is the full one that the next one resumes;
 * `dueAt` is null when none is scheduled; `report` is of the last one since the archive was opened, which started
 * automatically when `isScheduled` is true.
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
    'Recomputes every ledger hash and checks every vault object, as a task that can be cancelled, and replies with the report. Full reads every byte again and resumes an interrupted full one unless a fresh one is requested; quick checks presence and size.',
    z.object({ mode: VerifyMode.default('full'), fresh: z.boolean().default(false) }),
    VerifyReport,
    { reads: [] },
  ),
  'custody.health': method(
    'Replies with the state of the archive: its head, its key, what is unsigned, truncated or ahead elsewhere, and the free disk space.',
    z.object({}),
    ArchiveHealth,
    { reads: ['rows', 'custody'] },
  ),
  'custody.head': method(
    'Signs how far the ledgers reach, as one more line, and replies with the statement, its Ed25519 signature (base64), the public key (PEM) and the heads in short form.',
    z.object({}),
    z.object({
      statement: z.string(),
      signature: z.string(),
      publicKey: z.string(),
      short: z.array(z.string()),
    }),
    { writes: true },
  ),
  'custody.rotate-key': method(
    'Creates a new signing key for this computer; the earlier one vouches for it in the ledger.',
    z.object({}),
    z.object({ key: z.string(), replaces: z.string() }),
    { writes: true },
  ),
  'custody.accept-cut': method(
    'Accepts, with a reason that the ledger keeps, that the archive lacks lines which this computer had seen.',
    z.object({ reason: z.string().trim().min(1) }),
    ChangeReceipt,
    { writes: true },
  ),
  'custody.rebuild-catalogue': method(
    'Sets the catalogue aside, in the inbox, and rebuilds it from the ledger after checking each of its lines. The archive is closed and reopened for this.',
    z.object({}),
    z.object({ aside: z.string() }),
    { writes: true },
  ),
  'custody.make-private': method(
    'Takes from all other users of the computer what they may do with the files of the open archive.',
    z.object({}),
    z.object({}),
    { writes: true },
  ),
  'custody.passes': method(
    'Replies with when the archive was last verified on this computer, what is unfinished and when the next verification is due.',
    z.object({}),
    VerifyPasses,
    { reads: ['custody', 'settings'] },
  ),
}
