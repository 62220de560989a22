import type { Page } from '@playwright/test'
import { test as base } from '@playwright/test'
import type { BrowserShell } from './browser-shell.ts'
import { startBrowserShell } from './browser-shell.ts'
import { withTempFolder } from './temp-folder.ts'

interface Fixtures {
  /** A data folder of its own for each test. */
  readonly home: string
  /** The built browser shell on that folder. */
  readonly shell: BrowserShell
  /** The page of the app, opened through the printed address. */
  readonly app: Page
}

/** Playwright's `test` with the app open in a browser on a fresh data folder. */
export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures that a fixture needs from its first parameter.
  // oxlint-disable-next-line no-empty-pattern
  home: ({}, use) => withTempFolder(use),
  shell: async ({ home }, use) => {
    const shell = await startBrowserShell(home)
    await use(shell)
    await shell.end()
  },
  app: async ({ shell, page }, use) => {
    await page.goto(shell.address)
    await use(page)
  },
})

export { expect } from '@playwright/test'
