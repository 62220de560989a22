import type { VerifyMode, VerifyReport } from '../../../shared/contract/custody.ts'
import type { Pin } from '../store/ledger/verify.ts'
import type { LineTrust } from '../trust/trust.ts'
import type { ThreadKind } from '../threads/thread-kind.ts'

/** What a verification is to do, as sent to its thread. */
export interface VerifyTask {
  /** For an archive that a newer Holdfast wrote, the ledger and the objects are checked, but not the catalogue. */
  readonly archive: { readonly id: string; readonly path: string; readonly isNewer: boolean }
  readonly mode: VerifyMode
  /** Lines that something outside this archive has seen in it. */
  readonly pins: readonly Pin[]
  /** Recognises the lines that this computer wrote; null if it knows nothing about them. */
  readonly trust: LineTrust | null
  /** Where its progress is kept; null if it is not kept. */
  readonly progressFile: string | null
  /** Starts from the beginning, whatever the progress says. */
  readonly fresh: boolean
  /** The longest time in ms between two writes of the progress. */
  readonly keepEveryMs: number
  readonly threads: number
  /** Gives everything else on the computer precedence. */
  readonly isModest: boolean
  readonly now: number
}

/** The progress of a verification, and the object it is at. */
export interface VerifyProgress {
  readonly doneObjects: number
  readonly totalObjects: number
  readonly doneBytes: number
  readonly totalBytes: number
  readonly current: string
}

/** The thread that verifies an archive. */
export const verifyThread: ThreadKind<VerifyTask, VerifyReport, VerifyProgress> = {
  worker: 'verify',
  cancelled: 'custody.cancelled',
  failed: 'custody.failed',
  // Lines and rows become garbage as soon as they are compared: a small nursery keeps the entire process small too.
  resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 1024 },
}
