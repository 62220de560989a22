import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../build-workers.ts'
import { readCosts, type FileCost } from './file-cost.ts'

// `npm run test:slow [-- <folder or file> …]`: runs tests and prints which of them are slowest and where their time
// goes. `npm run test:slow -- e2e [spec …]` does the same for the end-to-end specs.

const LISTED = 25
const out = join(root, 'out/slow')
const words = process.argv.slice(2)
mkdirSync(out, { recursive: true })
process.exitCode = words[0] === 'e2e' ? measureWindow(words.slice(1)) : measureVitest(words)

function measureVitest(filters: readonly string[]): number {
  const [costs, tests] = [join(out, 'files.jsonl'), join(out, 'vitest.json')]
  for (const path of [costs, tests]) rmSync(path, { force: true })
  const status = run(['vitest/vitest.mjs', 'run', '--reporter=json', `--outputFile=${tests}`, ...filters], {
    HOLDFAST_TEST_SLOW: costs,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'count-syncs.mjs')).href}`,
  })
  printFiles(readCosts(readFileSync(costs, 'utf8')))
  printTests(JSON.parse(readFileSync(tests, 'utf8')))
  return status
}

function measureWindow(filters: readonly string[]): number {
  const config = ['--config', 'tests/e2e/playwright.config.ts']
  const reporter = join(import.meta.dirname, 'playwright-reporter.ts')
  return run(['@playwright/test/cli.js', 'test', ...config, `--reporter=${reporter}`, ...filters], {})
}

function run([program = '', ...rest]: readonly string[], env: Readonly<Record<string, string>>): number {
  const path = join(root, 'node_modules', program)
  const { status } = spawnSync(process.execPath, [path, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return status ?? 1
}

function printFiles(costs: readonly FileCost[]): void {
  const total = (cost: FileCost) => cost.cpuMs + cost.childCpuMs
  const rows = [...costs].sort((a, b) => total(b) - total(a))
  const sum = (field: keyof Omit<FileCost, 'file'>) => costs.reduce((all, cost) => all + cost[field], 0)
  const summary: FileCost = {
    file: `all ${costs.length} files`,
    wallMs: sum('wallMs'),
    cpuMs: sum('cpuMs'),
    childCpuMs: sum('childCpuMs'),
    processes: sum('processes'),
    syncs: sum('syncs'),
    syncMs: sum('syncMs'),
  }
  console.log(
    '\nFiles by CPU time (seconds): own process, child processes; waiting; processes; syncs and their time',
  )
  for (const cost of [...rows.slice(0, LISTED), summary]) {
    const waiting = Math.max(0, cost.wallMs - total(cost))
    const cells = [cost.cpuMs, cost.childCpuMs, waiting].map((ms) => (ms / 1000).toFixed(1).padStart(8))
    const counts = [cost.processes, cost.syncs].map((count) => String(count).padStart(7))
    console.log(
      `${cells.join('')}${counts.join('')}${(cost.syncMs / 1000).toFixed(1).padStart(8)}  ${cost.file}`,
    )
  }
}

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number | null }[]
  }[]
}

function printTests({ testResults }: Report): void {
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      file: relative(root, name),
      fullName,
      ms: duration ?? 0,
    })),
  )
  console.log('\nTests by the time they took (seconds)')
  for (const { ms, file, fullName } of tests.sort((a, b) => b.ms - a.ms).slice(0, LISTED))
    console.log(`${(ms / 1000).toFixed(1).padStart(8)}  ${file} › ${fullName}`)
}
