import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { version } from '../package.json'
import { defaultHome } from './core/host/host.ts'

/** What every door tells the core about the app and the person at it. */
export const appFacts = {
  home: defaultHome(),
  /** Beside `out/` when run from a folder; the packaged desktop app passes its own. */
  resources: resolve(import.meta.dirname, '../../resources'),
  actor: userName(),
  appName: 'Holdfast',
  version,
  limits: readingLimits(),
} as const

/** The built page, beside the folder of the built entries. */
export const pageRoot = resolve(import.meta.dirname, '../renderer')

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A user id without an account, as in containers.
    return ''
  }
}

/** How long a reader may take for one file and with how much memory, where somebody has to set it otherwise. */
function readingLimits(): { readMs?: number; largestBytes?: number } {
  const seconds = Number(process.env['HOLDFAST_READ_SECONDS'])
  const megabytes = Number(process.env['HOLDFAST_READ_MEGABYTES'])
  return {
    ...(seconds > 0 ? { readMs: seconds * 1000 } : {}),
    ...(megabytes > 0 ? { largestBytes: megabytes * 1024 ** 2 } : {}),
  }
}
