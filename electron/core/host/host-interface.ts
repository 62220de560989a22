import type { ArchiveEvent } from '../../../shared/contract/events.ts'
import type { Ticket } from '../../../shared/model/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { ReadingLimits } from '../extract/client.ts'
import type { Migrations } from '../folder/migrations.ts'
import type { StartProcess } from '../threads/worker-process.ts'
import type { VerifySchedule } from '../verification/schedule.ts'
import type { Objects } from './objects.ts'

/** Everything a door needs from the product. */
export interface Host extends Objects {
  /** Runs a method of the contract after checking its parameters; it never throws. */
  call(method: string, params: unknown, signal?: AbortSignal): Promise<Result<unknown>>
  /** Calls the listener at every event; returns a function that ends this. */
  onEvent(listener: (event: ArchiveEvent) => void): () => void
  /** Registers paths that the user chose in this door. */
  issueTickets(paths: readonly string[]): Ticket[]
  /** Ends all jobs and closes the archive; afterwards nothing is open. */
  close(): Promise<void>
}

/** How a door runs the product. */
export interface HostOptions {
  /** The folder of this computer's profile: its settings, keys and known archives. */
  readonly home: string
  readonly resources: string
  /** Who is at this computer; named in the lock, never in the ledger. */
  readonly actor: string
  readonly appName: string
  readonly version: string
  /**
   * When due verifications start on their own; null if never. By default they do in a window, but not with
   * `openHost`.
   */
  readonly schedule?: VerifySchedule | null
  /** How processes are started, if not as Node does it. */
  readonly startProcess?: StartProcess
  /** How long reading one file may take, and how much memory. */
  readonly limits?: Partial<ReadingLimits>
  /** How older formats are migrated to this one; by default with the migrations of this Holdfast. */
  readonly migrations?: Migrations
}
