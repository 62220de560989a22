import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setup as buildPrograms } from '../../tools/bundled-workers.ts'
import { setup as makeTempRoot } from '../../tools/temp-root.ts'
import { prepareHomes } from './prepared-homes.ts'

/**
 * Creates a folder for the run's temporary files, with the data folders that specs copy; returns a function that
 * removes it.
 */
export default async function prepare(): Promise<() => void> {
  const removeTempRoot = makeTempRoot()
  // Specs start our programs hundreds of times; Node compiles each module once for all of them.
  process.env['NODE_COMPILE_CACHE'] = join(tmpdir(), 'compile-cache')
  nameFilesInUtf8()
  try {
    await buildPrograms()
    await prepareHomes(join(tmpdir(), 'prepared-homes'))
  } catch (cause) {
    removeTempRoot()
    throw cause
  }
  return removeTempRoot
}

/** On Linux, Chromium reads file names in the encoding of the locale, and cannot choose a Persian name without one. */
function nameFilesInUtf8(): void {
  const { LC_ALL, LC_CTYPE, LANG } = process.env
  // The first of them that is set decides; an empty one counts as unset.
  const locale = LC_ALL || LC_CTYPE || LANG || 'C'
  if (process.platform === 'linux' && !/utf-?8/i.test(locale)) process.env['LC_ALL'] = 'C.UTF-8'
}
