import type { ArchiveEvent } from '../../shared/contract/events.ts'
import type { Ticket } from '../../shared/model/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { Shell } from './shell.ts'

/** What the preload script gives the page on the desktop. */
export interface DesktopBridge {
  call(method: string, params: unknown): Promise<Result<unknown>>
  onEvent(listener: (event: ArchiveEvent) => void): () => void
  pickFiles(): Promise<readonly Ticket[]>
  pickFolder(): Promise<readonly Ticket[]>
  pickArchiveFolder(): Promise<Ticket | null>
  acceptFiles(files: readonly File[]): Promise<readonly Ticket[]>
}

export function createElectronShell(bridge: DesktopBridge): Shell {
  return {
    platform: 'desktop',
    call: bridge.call,
    onEvent: bridge.onEvent,
    pickFiles: () => bridge.pickFiles(),
    pickFolder: () => bridge.pickFolder(),
    pickArchiveFolder: bridge.pickArchiveFolder,
    acceptDrop: (transfer) => bridge.acceptFiles([...transfer.files]),
    objectUrl: (hash) => `vault://object/${hash}`,
    saveUrl: (hash, name) => `vault://object/${hash}?name=${encodeURIComponent(name)}`,
    pageUrl: (hash, page, width) => `vault://page/${hash}/${page}?width=${width}`,
  }
}
