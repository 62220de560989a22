import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { _electron, test as base } from '@playwright/test'
import { callFromPage } from './calls.ts'
import { withDisplay } from './display.ts'
import { packageApp } from './package-app.ts'
import { copyHome } from './prepared-homes.ts'
import { withTempFolder } from './temp-folder.ts'

interface Fixtures {
  /** Whether the spec works in an app that it shares with others: on the sample archive, or in a new one of its own. */
  readonly isShared: boolean
  /** Whether the data folder is empty, so that the product creates the sample archive while the spec runs. */
  readonly isFirstStart: boolean
  /** A data folder for each test, as a first start leaves it; empty when the app is shared. */
  readonly home: string
  readonly electron: ElectronApplication
  /** The page of the packaged app's window. */
  readonly app: Page
}

interface WorkerFixtures {
  readonly program: string
  readonly display: string
  /** Resolves to the shared app, which is started on first use. */
  readonly openSharedApp: () => Promise<ElectronApplication>
}

/** Playwright's `test` with the packaged desktop app open. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // oxlint-disable-next-line no-empty-pattern
  program: [async ({}, use) => use(await packageApp('driven')), { scope: 'worker', timeout: 600_000 }],
  // oxlint-disable-next-line no-empty-pattern
  display: [async ({}, use) => withDisplay(use), { scope: 'worker' }],
  openSharedApp: [
    async ({ program, display }, use) =>
      withTempFolder(async (folder) => {
        const home = join(folder, 'home')
        let shared: Promise<ElectronApplication> | null = null
        const open = async () => {
          await copyHome('letters', home)
          const app = await launch(program, display, home)
          // A page that is still loading cannot be reloaded.
          await (await app.firstWindow()).getByRole('option').first().waitFor()
          return app
        }
        await use(() => (shared ??= open()))
        await (await (shared as Promise<ElectronApplication> | null))?.close()
      }),
    { scope: 'worker' },
  ],
  isShared: [false, { option: true }],
  isFirstStart: [false, { option: true }],
  home: ({ isShared, isFirstStart }, use) =>
    withTempFolder(async (folder) => {
      const home = join(folder, 'home')
      await (isShared || isFirstStart ? mkdir(home) : copyHome('sample', home))
      await use(home)
    }),
  electron: async ({ isShared, openSharedApp, program, display, home }, use) => {
    if (isShared) return await use(await openSharedApp())
    const electron = await launch(program, display, home)
    await use(electron)
    await electron.close()
  },
  app: async ({ isShared, electron }, use) => {
    const page = await electron.firstWindow()
    if (!isShared) return await use(page)
    const { id } = (await callFromPage(page, 'archive.describe', {}))!
    await use(page)
    // Leaves the app as the next spec expects it, and the spec's own folder free to be removed.
    await callFromPage(page, 'archive.open', { id })
    await page.reload()
    await page.getByRole('option').first().waitFor()
  },
})

async function launch(program: string, display: string, home: string): Promise<ElectronApplication> {
  return await _electron.launch({
    executablePath: program,
    // Tests may run as root, where Chromium has no sandbox; the product never passes this.
    args: ['--no-sandbox'],
    env: { ...process.env, HOLDFAST_HOME: home, DISPLAY: display },
    timeout: 600_000,
  })
}

/** Makes the next native dialogs return these paths. */
export async function stubDialog(electron: ElectronApplication, paths: readonly string[]): Promise<void> {
  await electron.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths })
    },
    [...paths],
  )
}

export { expect } from '@playwright/test'
