import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'

/** How the tests start a browser; none of these flags is part of the product. */
export interface ChromiumLaunch {
  readonly executablePath: string
  readonly args: readonly string[]
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

// Root and containers have no sandbox and a small /dev/shm.
const ownArgs = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']

/** The browser that HOLDFAST_CHROMIUM names, else an installed one, else the one that npm brought. */
export async function findChromium(): Promise<ChromiumLaunch> {
  const named = process.env['HOLDFAST_CHROMIUM'] ?? installed.find((path) => existsSync(path))
  if (named !== undefined) return { executablePath: named, args: ownArgs }
  return { executablePath: await sparticuz.executablePath(), args: ownArgs }
}
