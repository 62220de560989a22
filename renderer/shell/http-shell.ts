import type { Result } from '../../shared/result.ts'
import { createEventStream } from './event-stream.ts'
import { keyHeader } from './page-key.ts'
import type { BytesWanted, ObjectAddress, Shell } from './shell.ts'
import { chooseFiles, droppedFiles, uploadFiles } from './uploads.ts'

/** The shell of a page in a browser; `key` is the secret that it sends with each request. */
export function createHttpShell(key: string): Shell {
  const headers = keyHeader(key)
  return {
    platform: 'browser',
    call: (method, params, signal) => post({ path: '/call', headers, signal }, { method, params }),
    onEvent: createEventStream(key),
    pickFiles: async (watch) => uploadFiles(await chooseFiles({ folder: false }), headers, watch),
    pickFolder: async (watch) => uploadFiles(await chooseFiles({ folder: true }), headers, watch),
    acceptDrop: async (transfer, watch) => uploadFiles(await droppedFiles(transfer), headers, watch),
    // A page in a browser never learns about folders of this computer.
    pickArchiveFolder: async () => null,
    addressOf: (wanted) => post<ObjectAddress>({ path: '/address', headers }, { path: pathOf(wanted) }),
  }
}

function pathOf(wanted: BytesWanted): string {
  if (wanted.as === 'page') return `/page/${wanted.hash}/${wanted.page}?width=${wanted.width}`
  if (wanted.as === 'copy') return `/vault/${wanted.hash}?name=${encodeURIComponent(wanted.name)}`
  return `/vault/${wanted.hash}`
}

interface Post {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

async function post<Reply = Result<unknown>>({ path, headers, signal }: Post, body: unknown): Promise<Reply> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    // The server notices that the request was cancelled.
    signal: signal ?? null,
  })
  if (!response.ok) throw new Error(`The call was refused (${response.status}).`)
  return (await response.json()) as Reply
}
