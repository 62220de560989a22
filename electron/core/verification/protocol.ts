import type { VerifyMode, VerifyReport } from '../../../shared/contract/custody.ts'
import type { Pin } from '../store/ledger/verify.ts'
import type { ThreadKind } from '../threads/thread-kind.ts'

/** What a verification is asked to do, as it crosses into its thread. */
export interface VerifyTask {
  /** Of one that a newer Holdfast wrote, the ledger and the objects are looked at, and not the catalogue. */
  readonly archive: { readonly id: string; readonly path: string; readonly isNewer: boolean }
  readonly mode: VerifyMode
  /** Lines that were seen in this archive by somebody outside of it. */
  readonly pins: readonly Pin[]
  /** Where its progress is kept; null where it is not to be. */
  readonly progressFile: string | null
  /** Begins anew, whatever the progress says. */
  readonly fresh: boolean
  /** How long progress may go unwritten. */
  readonly keepEveryMs: number
  readonly threads: number
  /** Lets everything else on the computer go first. */
  readonly isModest: boolean
  readonly now: number
}

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
  // Lines and rows die as soon as they were compared: a small nursery keeps the whole process small too.
  resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 1024 },
}
