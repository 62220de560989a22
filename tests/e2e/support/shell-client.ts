import { randomUUID } from 'node:crypto'
import type { MethodName, ParamsInput, Reply } from '../../../shared/contract/index.ts'
import type { Ticket } from '../../../shared/model/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { BrowserContext } from '@playwright/test'
import { openAddress, type PageHeaders } from '../../tools/open-address.ts'
import { KEPT_KEY } from './calls.ts'
import type { BrowserShell } from './browser-shell.ts'

/** The page that opened the address of a shell, without a window. */
export interface ShellClient {
  readonly headers: PageHeaders
  /** The reply of a method; throws an error reply. */
  call<Name extends MethodName>(method: Name, params: ParamsInput<Name>): Promise<Reply<Name>>
  /** Uploads a text as a file of this name. */
  upload(name: string, text: string): Promise<Ticket>
}

/** Opens the printed address of a shell, which works only once, and keeps its key. */
export async function enterShell({ address, origin }: BrowserShell): Promise<ShellClient> {
  const headers = await openAddress(address)
  const request = async <T>(path: string, method: string, body: string): Promise<T> => {
    const result = (await (await fetch(origin + path, { method, headers, body })).json()) as Result<T>
    if (!result.ok) throw new Error(`${path}: ${result.error.message}`)
    return result.value
  }
  return {
    headers,
    call: (method, params) => request('/call', 'POST', JSON.stringify({ method, params })),
    upload: (file, text) =>
      request(`/upload?${new URLSearchParams({ group: randomUUID(), name: file })}`, 'PUT', text),
  }
}

/** Gives the windows of a browser the key of a client, as if the client were one of their tabs. */
export async function shareKey(context: BrowserContext, { headers }: ShellClient): Promise<void> {
  await context.addInitScript(
    ({ kept, origin, key }) => {
      if (location.origin === origin && sessionStorage.getItem(kept) === null)
        sessionStorage.setItem(kept, key)
    },
    { kept: KEPT_KEY, origin: headers.origin, key: headers['x-holdfast-key'] },
  )
}

/** Imports a text as a file of this name. */
export async function importLetter(client: ShellClient, name: string, text: string): Promise<void> {
  const { id } = await client.upload(name, text)
  const { job } = await client.call('imports.start', { tickets: [id] })
  const { imported } = await client.call('imports.wait', { job })
  if (imported !== 1) throw new Error(`${name} was not imported`)
}
