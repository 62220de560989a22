import { randomUUID } from 'node:crypto'
import type { MethodName, ParamsInput, Reply } from '../../../shared/contract/index.ts'
import type { Ticket } from '../../../shared/model/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { BrowserShell } from './browser-shell.ts'

/** The one browser that opened the address of a shell, without a window. */
export interface ShellClient {
  readonly cookie: { readonly name: string; readonly value: string }
  /** The reply of a method; throws an error reply. */
  call<Name extends MethodName>(method: Name, params: ParamsInput<Name>): Promise<Reply<Name>>
  /** Uploads a text as a file of this name. */
  upload(name: string, text: string): Promise<Ticket>
}

/** Opens the printed address of a shell, which works only once, and keeps its cookie. */
export async function enterShell({ address, origin }: BrowserShell): Promise<ShellClient> {
  const [cookie = ''] = (await fetch(address, { redirect: 'manual' })).headers.getSetCookie()
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
  const request = async <T>(path: string, method: string, body: string): Promise<T> => {
    const headers = { cookie: `${name}=${value}`, origin }
    const result = (await (await fetch(origin + path, { method, headers, body })).json()) as Result<T>
    if (!result.ok) throw new Error(`${path}: ${result.error.message}`)
    return result.value
  }
  return {
    cookie: { name, value },
    call: (method, params) => request('/call', 'POST', JSON.stringify({ method, params })),
    upload: (file, text) =>
      request(`/upload?${new URLSearchParams({ group: randomUUID(), name: file })}`, 'PUT', text),
  }
}

/** The cookie of a client, for a window that acts as the same browser. */
export const cookieOf = ({ cookie }: ShellClient, { origin }: BrowserShell) =>
  ({ ...cookie, url: origin, httpOnly: true, sameSite: 'Strict' }) as const

/** Imports a text as a file of this name. */
export async function importLetter(client: ShellClient, name: string, text: string): Promise<void> {
  const { id } = await client.upload(name, text)
  const { job } = await client.call('imports.start', { tickets: [id] })
  const { imported } = await client.call('imports.wait', { job })
  if (imported !== 1) throw new Error(`${name} was not imported`)
}
