import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { whyNoDesktop } from './e2e/support/desktop-runtime.ts'

// `npm test`: checks, build, unit and flow tests, then the window in a real browser. Every step runs, whatever the one
// before found, and the last line counts all tests; a step that fails as a whole counts as one failed.

const root = resolve(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'holdfast-tests-'))

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Runs a program of the project and answers whether it ended well. */
function run(title: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`\n── ${title}`)
  const [program = '', ...rest] = words
  const path = join(root, 'node_modules', program)
  const ended = spawnSync(process.execPath, [path, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return ended.status === 0
}

function runScript(name: string): Counts {
  console.log(`\n── ${name}`)
  const ended = spawnSync('npm', ['run', '-s', name], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return ended.status === 0 ? none : oneFailed
}

function runVitest(): Counts {
  const report = join(reports, 'vitest.json')
  const words = [
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  return settle(run('unit and flow tests', words), report, (json) => ({
    passed: json['numPassedTests'],
    failed: json['numFailedTests'],
    skipped: json['numPendingTests'] + json['numTodoTests'],
  }))
}

function runPlaywright(): Counts {
  const report = join(reports, 'playwright.json')
  const words = [
    '@playwright/test/cli.js',
    'test',
    '--config',
    'tests/e2e/playwright.config.ts',
    '--reporter=list,json',
  ]
  const ended = run('the window, end to end', words, { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  return settle(ended, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
}

/** The counts of a report; a run that failed without a failed test, or that left no report, counts as one failed. */
// The two reports are written by the test programs of the lockfile, so their form is known.
// oxlint-disable-next-line typescript/no-explicit-any
function settle(ended: boolean, report: string, read: (json: any) => Counts): Counts {
  try {
    const counts = read(JSON.parse(readFileSync(report, 'utf8')))
    return ended || counts.failed > 0 ? counts : { ...counts, failed: 1 }
  } catch {
    return oneFailed
  }
}

const none: Counts = { passed: 0, failed: 0, skipped: 0 }
const oneFailed: Counts = { passed: 0, failed: 1, skipped: 0 }

const all = [
  runScript('check:types'),
  runScript('check:lint'),
  runScript('check:unused'),
  runScript('build'),
  runVitest(),
  runPlaywright(),
]
rmSync(reports, { recursive: true, force: true })
const sum = (name: keyof Counts) => all.reduce((total, counts) => total + counts[name], 0)

const reason = whyNoDesktop()
if (reason !== null) console.log(`\nThe desktop specs were not run: ${reason}.`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 ? 1 : 0
