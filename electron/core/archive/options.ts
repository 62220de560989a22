import type { Publish } from '../../../shared/contract/events.ts'
import type { ReadingLimits } from '../extract/client.ts'
import type { Migrations } from '../folder/migrations.ts'
import type { Profile } from '../profile/profile.ts'
import type { Tickets } from '../session/tickets.ts'
import type { StartProcess } from '../threads/worker-process.ts'
import type { VerifySchedule } from '../verification/schedule.ts'

/** What it takes to open an archive. */
export interface OpenOptions {
  readonly folder: string
  readonly profile: Profile
  readonly tickets: Tickets
  readonly publish: Publish
  /** Named in the lock, so that a second program that opens the archive learns who holds it. */
  readonly who: string
  /** Named in the ledger when the settings name no person. */
  readonly software: string
  readonly isSample: boolean
  /** Takes no lock and changes nothing; otherwise that happens only when the folder cannot be written. */
  readonly readOnly?: boolean
  /** The user says that an archive which came from elsewhere is theirs to work on, or this program has just made it. */
  readonly isMine?: boolean
  /** The folder of the files that ship with Holdfast. */
  readonly resources: string
  /** When due verifications start on their own; null if never. */
  readonly schedule: VerifySchedule | null
  readonly startProcess?: StartProcess | undefined
  readonly limits?: Partial<ReadingLimits> | undefined
  /** How older formats are migrated to this one; by default with the migrations of this Holdfast. */
  readonly migrations?: Migrations
  readonly logBug: (id: string, thrown: unknown) => void
}
