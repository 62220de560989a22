import type { ArchiveEvent } from '../../shared/contract/events.ts'
import type { Ticket } from '../../shared/model/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { BytesWanted, Shell } from './shell.ts'

/** What the preload script gives the page on the desktop. */
export interface DesktopBridge {
  /** A call with a number can be cancelled by it; the page assigns the numbers. */
  call(method: string, params: unknown, number?: number): Promise<Result<unknown>>
  cancel(number: number): void
  onEvent(listener: (event: ArchiveEvent) => void): () => void
  pickFiles(): Promise<readonly Ticket[]>
  pickFolder(): Promise<readonly Ticket[]>
  pickArchiveFolder(): Promise<Ticket | null>
  savePdf(ids: readonly string[]): Promise<Result<{ saved: boolean }>>
  acceptFiles(files: readonly File[]): Promise<readonly Ticket[]>
}

export function createElectronShell(bridge: DesktopBridge): Shell {
  let calls = 0
  return {
    platform: 'desktop',
    call(method, params, signal) {
      if (!signal) return bridge.call(method, params)
      // A signal cannot be passed to the preload script, but a number can.
      const number = ++calls
      signal.addEventListener('abort', () => bridge.cancel(number), { once: true })
      return bridge.call(method, params, number)
    },
    onEvent: bridge.onEvent,
    pickFiles: () => bridge.pickFiles(),
    pickFolder: () => bridge.pickFolder(),
    pickArchiveFolder: bridge.pickArchiveFolder,
    acceptDrop: (transfer) => bridge.acceptFiles([...transfer.files]),
    savePdf: (ids) => bridge.savePdf(ids),
    addressOf: async (wanted) => ({ address: vaultAddress(wanted), lifeMs: Infinity }),
  }
}

function vaultAddress(wanted: BytesWanted): string {
  if (wanted.as === 'page') return `vault://page/${wanted.hash}/${wanted.page}?width=${wanted.width}`
  if (wanted.as === 'copy') return `vault://object/${wanted.hash}?name=${encodeURIComponent(wanted.name)}`
  return `vault://object/${wanted.hash}`
}
