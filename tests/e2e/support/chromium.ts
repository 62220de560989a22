import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

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

/** The browser that HOLDFAST_CHROMIUM names, else an installed one, else the one that npm installed. */
export function findChromium(): ChromiumLaunch {
  const named = process.env['HOLDFAST_CHROMIUM'] ?? installed.find((path) => existsSync(path))
  return { executablePath: named ?? unpackedChromium(), args: ownArgs }
}

const root = resolve(import.meta.dirname, '../../..')
const cache = join(root, 'node_modules/.cache/holdfast-chromium')

/** The browser of the package, unpacked once for each clone; when two runs unpack it at once, one copy is kept. */
function unpackedChromium(): string {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  )
  const folder = join(cache, version)
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const draft = mkdtempSync(join(cache, 'draft-'))
    // The package unpacks to the temporary files, under one name for all users of this computer.
    const unpack = `await (await import('@sparticuz/chromium')).default.executablePath()`
    execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: root,
      env: { ...process.env, TMPDIR: draft, TEMP: draft, TMP: draft },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      renameSync(draft, folder)
    } catch (cause) {
      rmSync(draft, { recursive: true })
      if (!existsSync(folder)) throw cause
    }
  }
  return join(folder, 'chromium')
}
