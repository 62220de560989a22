import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { version } from '../package.json'
import { defaultHome, keepFilesPrivate } from './core/host/host.ts'

// Every program begins with this module, before it creates any file.
keepFilesPrivate()

/** What every door tells the core about the app and its user. */
export const appFacts = {
  home: defaultHome(),
  /** Next to `out/` when run from a folder; the packaged desktop app passes its own. */
  resources: resolve(import.meta.dirname, '../../resources'),
  actor: userName(),
  appName: 'Holdfast',
  version,
  limits: readingLimits(),
} as const

/** The built page, next to the folder of the built entries. */
export const pageRoot = resolve(import.meta.dirname, '../renderer')

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A user id without an account, as in containers.
    return ''
  }
}

/** Returns the limits of time and memory for reading one file, if the environment overrides them. */
function readingLimits(): { readMs?: number; largestBytes?: number } {
  const seconds = Number(process.env['HOLDFAST_READ_SECONDS'])
  const megabytes = Number(process.env['HOLDFAST_READ_MEGABYTES'])
  return {
    ...(seconds > 0 ? { readMs: seconds * 1000 } : {}),
    ...(megabytes > 0 ? { largestBytes: megabytes * 1024 ** 2 } : {}),
  }
}
