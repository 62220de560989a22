import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { test as base } from '@playwright/test'
import type { Ticket } from '../../../shared/model/ids.ts'
import { testProgram } from '../../tools/test-program.ts'
import { openAddress } from '../../tools/open-address.ts'
import { diskFolder } from '../../tools/disk-folder.ts'
import { withTempFolder } from './temp-folder.ts'

/** The title of the open archive. */
export const archiveTitle = 'پروندهٔ درمانگاه ۷'

interface Fixtures {
  /** Whether the folder of the test is on a disk, since it writes much; others are in memory if it has enough space. */
  readonly isOnDisk: boolean
  readonly home: string
  /** The program that serves the window. */
  readonly host: ChildProcess
  /** A ticket for a path, like the desktop's dialogs issue. */
  readonly ticketOf: (path: string) => Promise<Ticket>
  /**
   * What the folder dialogs return from now on, one after another; when it is empty, they behave as if the user
   * closed them.
   */
  readonly folders: string[]
  readonly app: Page
}

/**
 * Playwright's `test` with the window as it is on the desktop, in a browser, on a new archive: the page gets the
 * desktop's bridge, and its dialogs for folders return what the test says.
 */
export const test = base.extend<Fixtures>({
  isOnDisk: [false, { option: true }],
  home: ({ isOnDisk }, use) => withTempFolder(use, isOnDisk ? diskFolder() : tmpdir()),
  host: async ({ home }, use) => {
    const root = resolve(import.meta.dirname, '../../..')
    const host = fork(testProgram('desktop-host'), [join(home, 'data'), archiveTitle, root])
    await use(host)
    if (host.exitCode === null) {
      host.kill('SIGINT')
      await once(host, 'exit')
    }
  },
  // oxlint-disable-next-line no-empty-pattern
  folders: async ({}, use) => use([]),
  ticketOf: async ({ host }, use) => {
    await use(async (path) => {
      const reply = once(host, 'message')
      host.send(path)
      return ((await reply) as [Ticket])[0]
    })
  },
  app: async ({ host, folders, ticketOf, page }, use) => {
    const [address] = (await once(host, 'message')) as [string]
    await page.exposeFunction('chooseFolder', async () => {
      const path = folders.shift()
      return path === undefined ? null : await ticketOf(path)
    })
    await page.addInitScript(installBridge, await openAddress(address))
    await page.goto(new URL(address).origin)
    await use(page)
  },
})

/** Runs in the page: the functions of the preload script, on top of the server that replaces the desktop's messages. */
function installBridge(own: { readonly 'x-holdfast-key': string }): void {
  const page = globalThis as unknown as { chooseFolder(): Promise<Ticket | null>; holdfast: unknown }
  const headers = { 'X-Holdfast-Key': own['x-holdfast-key'] }
  page.holdfast = {
    async call(method: string, params: unknown) {
      const body = JSON.stringify({ method, params })
      return await (await fetch('/call', { method: 'POST', headers, body })).json()
    },
    cancel: () => undefined,
    onEvent(listener: (event: unknown) => void) {
      const stop = new AbortController()
      const follow = async () => {
        const events = await fetch('/events', { headers, signal: stop.signal })
        const lines = events.body!.pipeThrough(new TextDecoderStream()).getReader()
        let rest = ''
        for (let part = await lines.read(); !part.done; part = await lines.read()) {
          const complete = `${rest}${part.value}`.split('\n')
          rest = complete.pop()!
          for (const line of complete) if (line !== '') listener(JSON.parse(line))
        }
      }
      follow().catch(() => undefined)
      return () => stop.abort()
    },
    pickArchiveFolder: () => page.chooseFolder(),
  }
}

export { expect } from '@playwright/test'
