import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const entry = resolve(import.meta.dirname, '../../../out/main/cli.js')

/**
 * Runs the built command line with `--json` on a separate data folder, as on another computer, and resolves to what
 * it printed.
 */
export async function holdfast(home: string, ...words: readonly string[]): Promise<unknown> {
  const env = { ...process.env, HOLDFAST_HOME: home }
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...words, '--json'], { env })
  return JSON.parse(stdout)
}
