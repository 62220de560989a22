import type { ArchiveEvent } from '../../shared/contract/events.ts'
import type { Ticket } from '../../shared/model/ids.ts'
import type { Result } from '../../shared/result.ts'

/** How many of the files have been sent to the inbox. */
export interface HandOver {
  readonly doneFiles: number
  readonly totalFiles: number
  readonly doneBytes: number
  readonly totalBytes: number
  /** The name of the file being sent. */
  readonly current: string
}

/** Follows files being sent, and may stop them; the desktop only passes paths, which is too quick to follow. */
export interface HandOverWatch {
  readonly signal: AbortSignal
  onProgress(progress: HandOver): void
}

/** Bytes of an object to show, to save under a name, or the picture of a page (from 1), `width` device pixels wide. */
export type BytesWanted = { readonly hash: string } & (
  | { readonly as: 'bytes' }
  | { readonly as: 'copy'; readonly name: string }
  | { readonly as: 'page'; readonly page: number; readonly width: number }
)

export interface ObjectAddress {
  readonly address: string
  /** How long it works, in ms. What was begun by then is sent to its end. */
  readonly lifeMs: number
}

/** What a window can do that differs between desktop and browser. Everything else is `call`. */
export interface Shell {
  readonly platform: 'desktop' | 'browser'
  /** `signal` tells the core that nothing waits for the reply any more. */
  call(method: string, params: unknown, signal?: AbortSignal): Promise<Result<unknown>>
  /** Calls the listener with every event until the returned function is called. */
  onEvent(listener: (event: ArchiveEvent) => void): () => void
  /**
   * A native dialog, or an upload into the inbox; empty when the user chose nothing or stopped it. Paths never reach
   * the page.
   */
  pickFiles(watch?: HandOverWatch): Promise<readonly Ticket[]>
  pickFolder(watch?: HandOverWatch): Promise<readonly Ticket[]>
  /** Tickets for files and folders dropped on the window. */
  acceptDrop(transfer: DataTransfer, watch?: HandOverWatch): Promise<readonly Ticket[]>
  /** A folder for a new or an existing archive; null when the user chose none or the door has no folder dialog. */
  pickArchiveFolder(): Promise<Ticket | null>
  /** An address for `<video>`, `<img>` and downloads, which ask for bytes on their own; byte ranges are supported. */
  addressOf(wanted: BytesWanted): Promise<ObjectAddress>
  /**
   * Saves the custody report of records as PDF where the user decides; missing when the door cannot print in the
   * background.
   */
  savePdf?(ids: readonly string[]): Promise<Result<{ saved: boolean }>>
}
