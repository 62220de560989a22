import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { version } from '../package.json'
import { defaultHome } from './core/host.ts'

/** What every door tells the core about the app and the person at it. */
export const appFacts = {
  home: defaultHome(),
  /** Beside `out/` when run from a folder; the packaged desktop app passes its own. */
  resources: resolve(import.meta.dirname, '../../resources'),
  actor: userName(),
  appName: 'Holdfast',
  version,
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
