import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findChromium } from './support/chromium.ts'

const chromium = findChromium()
const MINUTE_MS = 60_000

export default defineConfig({
  globalSetup: './support/global-setup.ts',
  outputDir: '../../test-results',
  // A limit only ends what hangs: specs wait for events, however busy the machine is.
  timeout: 10 * MINUTE_MS,
  expect: { timeout: 3 * MINUTE_MS },
  fullyParallel: true,
  // A spec spends much of its time waiting: for the page, for a disk, for a process.
  workers: availableParallelism() + 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  projects: [
    // First, because it takes longest. One app at a time: when a display is given, they share it.
    { name: 'desktop', testDir: 'desktop', fullyParallel: false, workers: 1 },
    {
      name: 'browser',
      testDir: 'browser',
      use: {
        viewport: { width: 1280, height: 800 },
        launchOptions: { executablePath: chromium.executablePath, args: [...chromium.args] },
        // A trace costs as much as the spec itself; `--trace on` records one when it is wanted.
        trace: 'off',
        screenshot: 'only-on-failure',
      },
    },
  ],
})
