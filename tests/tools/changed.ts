import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './build-workers.ts'

// `npm run test:changed`: checks and tests what differs from branch `main`, committed or not: the types of the
// projects and the style of the files that changed, every test that imports one of them, and the end-to-end specs of
// a feature.

const git = (...words: string[]): string =>
  spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout.trim()

const base = git('merge-base', 'HEAD', 'main') || 'HEAD'
const changed = [
  ...git('diff', '--name-only', '--no-renames', base).split('\n'),
  ...git('ls-files', '--others', '--exclude-standard').split('\n'),
].filter((path) => path !== '' && existsSync(join(root, path)))

const failed = [...checks(), ...tests()].filter(([program = '', ...words]) => !run(program, words))
console.log(`\n${changed.length} files changed since ${base.slice(0, 10)}`)
for (const words of failed) console.log(`Failed: ${words.join(' ')}`)
process.exitCode = failed.length > 0 ? 1 : 0

type Command = readonly string[]

function checks(): Command[] {
  const projects = ['shared', 'electron', 'renderer', 'tests'].filter((project) =>
    changed.some((path) =>
      [project, 'shared', ...(project === 'tests' ? ['bench', 'dev'] : [])].includes(path.split('/')[0]!),
    ),
  )
  const code = changed.filter((path) => /\.(tsx?|mjs)$/.test(path))
  return [
    ...projects.map((project) => ['typescript/bin/tsc', '-p', project]),
    ...(code.length > 0 ? [['oxlint/bin/oxlint', '--deny-warnings', ...code]] : []),
    ...(changed.length > 0
      ? [['prettier/bin/prettier.cjs', '--check', '--ignore-unknown', '--log-level=warn', ...changed]]
      : []),
  ]
}

function tests(): Command[] {
  const vitest = 'vitest/vitest.mjs'
  const specs = specsOf(changed)
  const playwright = ['@playwright/test/cli.js', 'test', '--config', 'tests/e2e/playwright.config.ts']
  return [
    [vitest, 'run', 'tests/structure'],
    [vitest, 'run', '--changed', base, '--passWithNoTests'],
    ...(specs.length > 0
      ? [
          ['npm', 'run', '-s', 'build'],
          [...playwright, ...specs],
        ]
      : []),
  ]
}

/**
 * The specs that changed, and those with the name of a folder of the window or of the core in which something
 * changed.
 */
function specsOf(paths: readonly string[]): string[] {
  const stem = (name: string) => name.replace(/e?s$/, '')
  const features = new Set(
    paths
      .flatMap((path) => /^(?:renderer\/features|electron\/core)\/([^/]+)\//.exec(path)?.[1] ?? [])
      .map(stem),
  )
  return globSync('tests/e2e/**/*.spec.ts', { cwd: root }).filter(
    (path) => paths.includes(path) || features.has(stem(basename(path, '.spec.ts'))),
  )
}

function run(program: string, words: readonly string[]): boolean {
  console.log(`\n── ${program.split('/')[0]} ${words.slice(0, 4).join(' ')}`)
  const settings = { cwd: root, stdio: 'inherit' } as const
  if (program === 'npm')
    return spawnSync('npm', words, { ...settings, shell: process.platform === 'win32' }).status === 0
  return spawnSync(process.execPath, [join(root, 'node_modules', program), ...words], settings).status === 0
}
