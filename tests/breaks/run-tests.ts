import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The outcome of a run of vitest: how many tests passed and failed, and what failed. */
export interface TestRun {
  readonly passed: number
  readonly failed: number
  /** Test files that failed as a whole, such as one that cannot be loaded. */
  readonly broken: readonly string[]
  readonly failures: readonly string[]
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** Runs test files of a checkout with vitest; its output is shown only if `isShown`. */
export function runTests(
  folder: string,
  words: readonly string[],
  { env = {}, isShown = false }: { env?: Readonly<Record<string, string>>; isShown?: boolean } = {},
): TestRun {
  const reports = mkdtempSync(join(tmpdir(), 'holdfast-report-'))
  const report = join(reports, 'vitest.json')
  try {
    const program = join(folder, 'node_modules/vitest/vitest.mjs')
    const shown = isShown ? ['--reporter=default'] : []
    spawnSync(
      process.execPath,
      [program, 'run', ...words, ...shown, '--reporter=json', `--outputFile.json=${report}`],
      { cwd: folder, stdio: isShown ? 'inherit' : 'ignore', env: { ...process.env, ...env } },
    )
    return readReport(report)
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

function readReport(path: string): TestRun {
  let report: Report
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Report // written by vitest
  } catch {
    return { passed: 0, failed: 0, broken: ['vitest wrote no report'], failures: [] }
  }
  const { numPassedTests, numFailedTests, testResults } = report
  const failures = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  )
  const isBroken = ({ status, assertionResults }: Report['testResults'][number]) =>
    status === 'failed' && !assertionResults.some((each) => each.status === 'failed')
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    broken: testResults.filter(isBroken).map(({ name }) => name),
    failures,
  }
}
