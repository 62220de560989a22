import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { electronRuntime } from './desktop-runtime.ts'

const root = resolve(import.meta.dirname, '../../..')

/**
 * `driven` is the build that Playwright drives: the inspector's fuse is open, and the app accepts switches. `shipped` is
 * the build that users get.
 */
export type PackagedBuild = 'driven' | 'shipped'

/** Packages the built app with the runtime of the tests, unless that was done already, and resolves to its program. */
export async function packageApp(build: PackagedBuild): Promise<string> {
  const output = join(root, 'dist', `tests-${build}`)
  const stampFile = join(output, 'stamp')
  const program = join(output, 'linux-unpacked', 'holdfast')
  const stamp = currentStamp()
  if (existsSync(program) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return program
  const packager = join(root, 'node_modules/electron-builder/cli.js')
  await promisify(execFile)(process.execPath, [packager, ...packagerOptions(build, output)], {
    cwd: root,
  }).catch((error: { readonly stdout?: string }) => {
    throw new Error(`the app could not be packaged:\n${error.stdout ?? ''}`, { cause: error })
  })
  writeFileSync(stampFile, stamp)
  return program
}

function packagerOptions(build: PackagedBuild, output: string): string[] {
  return [
    '--dir',
    '--linux',
    `-c.electronDist=${electronRuntime()}`,
    `-c.directories.output=${output}`,
    ...(build === 'driven'
      ? ['-c.electronFuses.enableNodeCliInspectArguments=true', '-c.extraMetadata.isDriven=true']
      : []),
  ]
}

function currentStamp(): string {
  const files = ['out/main', 'out/preload', 'out/renderer', 'resources'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const inputs = [...files, join(root, 'package.json'), join(root, 'electron-builder.yml')].toSorted()
  return [electronRuntime(), ...inputs.map((file) => `${file} ${statSync(file).mtimeMs}`)].join('\n')
}
