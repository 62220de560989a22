import type { Result } from '../../shared/result.ts'
import { listenToEvents } from './event-stream.ts'
import type { Shell } from './shell.ts'
import { chooseFiles, droppedFiles, uploadFiles } from './uploads.ts'

export function createHttpShell(): Shell {
  return {
    platform: 'browser',
    call,
    onEvent: listenToEvents,
    pickFiles: async (watch) => uploadFiles(await chooseFiles({ folder: false }), watch),
    pickFolder: async (watch) => uploadFiles(await chooseFiles({ folder: true }), watch),
    acceptDrop: async (transfer, watch) => uploadFiles(await droppedFiles(transfer), watch),
    // A page in a browser never learns about folders of this computer.
    pickArchiveFolder: async () => null,
    objectUrl: (hash) => `/vault/${hash}`,
    saveUrl: (hash, name) => `/vault/${hash}?name=${encodeURIComponent(name)}`,
    pageUrl: (hash, page, width) => `/page/${hash}/${page}?width=${width}`,
  }
}

async function call(method: string, params: unknown, signal?: AbortSignal): Promise<Result<unknown>> {
  const response = await fetch('/call', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ method, params }),
    // The server notices that the request was cancelled.
    signal: signal ?? null,
  })
  if (!response.ok) throw new Error(`The call was refused (${response.status}).`)
  return (await response.json()) as Result<unknown>
}
