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
  try {
    await buildPrograms()
    await prepareHomes(join(tmpdir(), 'prepared-homes'))
  } catch (cause) {
    removeTempRoot()
    throw cause
  }
  return removeTempRoot
}
