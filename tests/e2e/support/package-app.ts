import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { electronRuntime } from './desktop-runtime.ts'

const root = resolve(import.meta.dirname, '../../..')
const output = join(root, 'dist', 'tests')
const stampFile = join(output, 'stamp')
const program = join(output, 'linux-unpacked', 'holdfast')

/**
 * Packages the built app with the runtime of the tests, unless it is packaged already, and answers its program. The
 * inspector's fuse stays open, because Playwright steers the app through it; release builds close it.
 */
export async function packageApp(): Promise<string> {
  const stamp = currentStamp()
  if (existsSync(program) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return program
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--dir',
      '--linux',
      `-c.electronDist=${electronRuntime()}`,
      `-c.directories.output=${output}`,
      '-c.electronFuses.enableNodeCliInspectArguments=true',
    ],
    { cwd: root },
  )
  writeFileSync(stampFile, stamp)
  return program
}

function currentStamp(): string {
  const files = ['out', 'resources'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const inputs = [...files, join(root, 'package.json'), join(root, 'electron-builder.yml')].toSorted()
  return [electronRuntime(), ...inputs.map((file) => `${file} ${statSync(file).mtimeMs}`)].join('\n')
}
