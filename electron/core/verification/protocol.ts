import type { VerifyMode, VerifyReport } from '../../../shared/contract/custody.ts'
import type { Pin } from '../store/ledger/verify.ts'
import type { ErrorReport } from '../../../shared/result.ts'

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
  readonly memory: SharedArrayBuffer
}

export interface VerifyProgress {
  readonly doneObjects: number
  readonly totalObjects: number
  readonly doneBytes: number
  readonly totalBytes: number
  readonly current: string
}

export type VerifyMessage =
  | { readonly type: 'progress'; readonly progress: VerifyProgress }
  | { readonly type: 'report'; readonly report: VerifyReport }
  | { readonly type: 'error'; readonly error: ErrorReport }
