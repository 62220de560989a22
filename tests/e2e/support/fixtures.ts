import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { test as base } from '@playwright/test'
import { diskFolder } from '../../tools/disk-folder.ts'
import type { BrowserShell } from './browser-shell.ts'
import { startBrowserShell } from './browser-shell.ts'
import { shareKey, type ShellClient } from './shell-client.ts'
import { copyHome, type PreparedHome } from './prepared-homes.ts'
import { withReadShells, type OpenReadShell } from './read-shells.ts'
import { withWorkShell, type WorkShell } from './work-shell.ts'
import { withTempFolder } from './temp-folder.ts'

interface Fixtures {
  /**
   * The prepared data folder that the spec shares with others and only reads; a spec that changes it fails. Null when
   * the spec has its own.
   */
  readonly reads: PreparedHome | null
  /** The title of the new archive that the spec works in, in a shell shared with other specs. Null: it has its own shell. */
  readonly newArchive: string | null
  /** Calls the shell without a window; only for specs with a new archive. */
  readonly client: ShellClient
  /** Whether its own data folder is empty, so that the product creates the sample archive while the spec runs. */
  readonly isFirstStart: boolean
  /** Whether that folder is on a disk, since the spec writes much; others are in memory if it has enough space. */
  readonly isOnDisk: boolean
  /** A data folder for each test, as a first start leaves it; empty for specs that only read. */
  readonly home: string
  /** The built browser shell on the data folder. */
  readonly shell: BrowserShell
  /** The page of the app, opened through the printed address. */
  readonly app: Page
}

interface WorkerFixtures {
  readonly openWorkShell: () => Promise<WorkShell>
  readonly openReadShell: OpenReadShell
}

/** Playwright's `test` with the app open in a browser. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  reads: [null, { option: true }],
  newArchive: [null, { option: true }],
  isFirstStart: [false, { option: true }],
  isOnDisk: [false, { option: true }],
  // Playwright reads the names of the fixtures that a fixture needs from its first parameter.
  // oxlint-disable-next-line no-empty-pattern
  openReadShell: [({}, use) => withReadShells(use), { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern
  openWorkShell: [({}, use) => withWorkShell(use), { scope: 'worker' }],
  home: ({ reads, newArchive, isFirstStart, isOnDisk }, use) =>
    withTempFolder(
      async (folder) => {
        const home = join(folder, 'home')
        await (reads !== null || newArchive !== null || isFirstStart ? mkdir(home) : copyHome('sample', home))
        await use(home)
      },
      isOnDisk ? diskFolder() : tmpdir(),
    ),
  page: async ({ page }, use) => {
    waitForPaint(page)
    await use(page)
  },
  client: async ({ newArchive, openWorkShell }, use) => {
    if (newArchive === null) return await use(null!)
    const { client } = await openWorkShell()
    await client.call('archive.create', { title: newArchive })
    await use(client)
  },
  shell: async ({ reads, newArchive, openReadShell, openWorkShell, home }, use) => {
    if (newArchive !== null) await use((await openWorkShell()).shell)
    else if (reads === null) {
      const shell = await startBrowserShell(home)
      await use(shell)
      await shell.end()
    } else {
      const { shell, expectUnchanged } = await openReadShell(reads)
      await use(shell)
      await expectUnchanged()
    }
  },
  app: async ({ reads, openReadShell, newArchive, client, shell, page, context }, use) => {
    if (newArchive !== null) {
      await shareKey(context, client)
      await page.goto(shell.origin)
      await page.getByRole('option').first().or(page.getByText('This archive is empty')).waitFor()
      // Until the window knows the archive, it offers nothing that would change it.
      await page.getByRole('button', { name: `Archive: ${newArchive}` }).waitFor()
    } else if (reads === null) await page.goto(shell.address)
    else {
      // The address was used already: each page comes with the key of the window that used it.
      await shareKey(context, (await openReadShell(reads)).client)
      await page.goto(shell.origin)
      // Until its list is there, the window ignores keys.
      await page.getByRole('option').first().waitFor()
    }
    await use(page)
  },
})

/** Chromium drops keys and clicks that come before it first paints a page, so every way to load one waits for that. */
function waitForPaint(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)]
  const painted = () =>
    page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  page.goto = async (...words) => {
    const response = await goto(...words)
    await painted()
    return response
  }
  page.reload = async (...words) => {
    const response = await reload(...words)
    await painted()
    return response
  }
}

export { expect } from '@playwright/test'
