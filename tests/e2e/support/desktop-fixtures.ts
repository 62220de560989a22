import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { _electron, test as base } from '@playwright/test'
import { withDisplay } from './display.ts'
import { packageApp } from './package-app.ts'
import { copyHome } from './prepared-homes.ts'
import { withTempFolder } from './temp-folder.ts'

interface Fixtures {
  /** Whether the data folder is empty, so that the product makes the sample archive itself. */
  readonly isFirstStart: boolean
  /** A data folder of its own for each test, as a first start leaves it. */
  readonly home: string
  readonly electron: ElectronApplication
  /** The page of the packaged app's window. */
  readonly app: Page
}
interface WorkerFixtures {
  readonly program: string
  readonly display: string
}

/** Playwright's `test` with the packaged desktop app open on a data folder of its own. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // oxlint-disable-next-line no-empty-pattern
  program: [async ({}, use) => use(await packageApp()), { scope: 'worker', timeout: 600_000 }],
  // oxlint-disable-next-line no-empty-pattern
  display: [async ({}, use) => withDisplay(use), { scope: 'worker' }],
  isFirstStart: [false, { option: true }],
  home: ({ isFirstStart }, use) =>
    withTempFolder(async (folder) => {
      const home = join(folder, 'home')
      await (isFirstStart ? mkdir(home) : copyHome('sample', home))
      await use(home)
    }),
  electron: async ({ program, display, home }, use) => {
    const electron = await _electron.launch({
      executablePath: program,
      // Tests may run as root, where Chromium has no sandbox; the product never passes this.
      args: ['--no-sandbox'],
      env: { ...process.env, HOLDFAST_HOME: home, DISPLAY: display },
    })
    await use(electron)
    await electron.close()
  },
  app: async ({ electron }, use) => use(await electron.firstWindow()),
})

/** Lets the next native dialogs answer with these paths. */
export async function stubDialog(electron: ElectronApplication, paths: readonly string[]): Promise<void> {
  await electron.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths })
    },
    [...paths],
  )
}

export { expect } from '@playwright/test'
