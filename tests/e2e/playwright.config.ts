import { defineConfig } from '@playwright/test'
import { findChromium } from './support/chromium.ts'

const chromium = await findChromium()

export default defineConfig({
  outputDir: '../../test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  projects: [
    {
      name: 'browser',
      testDir: 'browser',
      use: {
        viewport: { width: 1280, height: 800 },
        launchOptions: { executablePath: chromium.executablePath, args: [...chromium.args] },
        trace: 'retain-on-failure',
      },
    },
    // One app at a time: they share the display.
    { name: 'desktop', testDir: 'desktop', fullyParallel: false, workers: 1 },
  ],
})
