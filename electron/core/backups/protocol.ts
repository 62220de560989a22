import type { BackupCheck, BackupReport, RestoreReport } from '../../../shared/contract/backups.ts'
import type { Manifest } from './manifest.ts'
import type { LedgerHeads } from '../store/ledger/head.ts'
import type { ThreadKind } from '../threads/thread-kind.ts'

/** What the thread for backups is to do, as sent to it. */
export type BackupTask =
  | {
      readonly kind: 'make'
      readonly archive: { readonly id: string; readonly path: string; readonly title: string }
      /** The folder of this archive's backups. */
      readonly root: string
      readonly generation: string
      readonly startedAt: string
      readonly software: string
      /** The ledgers are copied up to these heads. */
      readonly heads: LedgerHeads
      readonly signed: Manifest['signed']
      readonly prove: boolean
      /** A device code that was never used, under which the restored copy is opened. */
      readonly device: string
    }
  | { readonly kind: 'check'; readonly root: string; readonly generation: string }
  | {
      readonly kind: 'restore'
      readonly root: string
      readonly generation: string
      readonly into: string
      /** The key of what this computer leaves in the inboxes of archives. */
      readonly pendingKey: Uint8Array
    }

/** The task of making a backup. */
export type MakeTask = Extract<BackupTask, { kind: 'make' }>

/** The reply of the thread to each kind of task. */
export type BackupReply<Kind extends BackupTask['kind']> = {
  make: Omit<BackupReport, 'where' | 'sameDisk'>
  check: BackupCheck
  restore: RestoreReport
}[Kind]

/** The progress of a task; a total is null until it is known. */
export interface BackupProgress {
  readonly doneFiles: number
  readonly totalFiles: number | null
  readonly doneBytes: number
  readonly totalBytes: number | null
  readonly current: string
}

/** The thread that makes, checks and restores backups. */
export const backupThread: ThreadKind<BackupTask, BackupReply<BackupTask['kind']>, BackupProgress> = {
  worker: 'backup',
  cancelled: 'backups.cancelled',
  failed: 'backups.failed',
  resourceLimits: { maxYoungGenerationSizeMb: 8 },
}
