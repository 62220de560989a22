import type { Page } from '@playwright/test'
import type { MethodName, ParamsInput, Reply } from '../../../shared/contract/index.ts'
import type { Ticket } from '../../../shared/model/ids.ts'
import type { Result } from '../../../shared/result.ts'

/** The name under which a tab of the browser shell keeps its key. */
export const KEPT_KEY = 'holdfast-key'

type Bridge = { holdfast?: { call(method: string, params: unknown): Promise<Result<unknown>> } }

/**
 * The reply of a method, called as the page itself calls it, on the desktop and in the browser; throws an error
 * reply.
 */
export async function callFromPage<Name extends MethodName>(
  page: Page,
  method: Name,
  params: ParamsInput<Name>,
): Promise<Reply<Name>> {
  const result = await page.evaluate(
    async ({ kept, ...call }): Promise<Result<unknown>> => {
      const bridge = (globalThis as Bridge).holdfast
      if (bridge) return await bridge.call(call.method, call.params)
      const headers = { 'X-Holdfast-Key': sessionStorage.getItem(kept) ?? '' }
      return await (await fetch('/call', { method: 'POST', headers, body: JSON.stringify(call) })).json()
    },
    { kept: KEPT_KEY, method, params: params as unknown },
  )
  if (!result.ok) throw new Error(`${method}: ${result.error.message}`)
  // The contract tests check every reply against its type.
  return result.value as Reply<Name>
}

/** The header that the page of the browser shell sends with each request. */
export async function keyOf(page: Page): Promise<{ 'X-Holdfast-Key': string }> {
  return { 'X-Holdfast-Key': await page.evaluate((kept) => sessionStorage.getItem(kept) ?? '', KEPT_KEY) }
}

/** Closes the welcome of the first start, as a user does with one key, so that the window under it can be used. */
export async function leaveWelcome(page: Page): Promise<void> {
  const welcome = page.getByRole('dialog')
  await welcome.waitFor()
  await page.keyboard.press('Escape')
  await welcome.waitFor({ state: 'hidden' })
}

/** Uploads text or bytes as a file of this name through the browser shell, imports it, and resolves to its outcome. */
export async function importFile(page: Page, name: string, content: string | Buffer) {
  const base64 = Buffer.from(content).toString('base64')
  const uploaded = await page.evaluate(
    async (file): Promise<Result<Ticket>> => {
      const address = `/upload?${new URLSearchParams({ group: crypto.randomUUID(), name: file.name })}`
      const headers = { 'X-Holdfast-Key': sessionStorage.getItem(file.kept) ?? '' }
      const body = new Blob([Uint8Array.from(atob(file.base64), (sign) => sign.charCodeAt(0))])
      return await (await fetch(address, { method: 'PUT', headers, body })).json()
    },
    { kept: KEPT_KEY, name, base64 },
  )
  if (!uploaded.ok) throw new Error(uploaded.error.message)
  return (await importTickets(page, [uploaded.value])).outcomes[0]!
}

/** Imports the files of the tickets and resolves to the result of the import. */
export async function importTickets(page: Page, tickets: readonly Ticket[]) {
  const { job } = await callFromPage(page, 'imports.start', { tickets: tickets.map(({ id }) => id) })
  return await callFromPage(page, 'imports.wait', { job })
}
