import type { ElectronApplication, Page } from '@playwright/test'
import { _electron, test as base } from '@playwright/test'
import { withDisplay } from './display.ts'
import { packageApp } from './package-app.ts'
import { withTempFolder } from './temp-folder.ts'

interface Fixtures {
  readonly home: string
  readonly electron: ElectronApplication
  /** The page of the packaged app's window. */
  readonly app: Page
}
interface WorkerFixtures {
  readonly program: string
  readonly display: string
}

/** Playwright's `test` with the packaged desktop app open on a fresh data folder. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // oxlint-disable-next-line no-empty-pattern
  program: [async ({}, use) => use(await packageApp()), { scope: 'worker', timeout: 180_000 }],
  // oxlint-disable-next-line no-empty-pattern
  display: [async ({}, use) => withDisplay(use), { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern
  home: ({}, use) => withTempFolder(use),
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
