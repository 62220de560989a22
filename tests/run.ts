import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { whyNoDesktop } from './e2e/support/desktop-runtime.ts'
import { playwrightCounts, stepCounts, vitestCounts, type Counts } from './run/counts.ts'
import { endSteps, runStep, type Step, type StepResult } from './run/step.ts'

// `npm test`: the checks and the build, the unit and flow tests, and the window in a real browser. Every step runs, whatever the others find, except that without a build there is no window. The last line counts all
// tests; a failed step without tests counts as one failed test.

const start = performance.now()
const root = resolve(import.meta.dirname, '..')
/** The output so far of the running steps. */
const logs = join(root, 'out/test-logs')
mkdirSync(logs, { recursive: true })
const reports = mkdtempSync(join(tmpdir(), `holdfast-reports-`))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void interrupt())

const program = (path: string, ...words: readonly string[]) => [
  process.execPath,
  resolve(import.meta.dirname, '../node_modules', path),
  ...words,
]
const script = (name: string): Step => ({
  title: name,
  words: ['npm', 'run', '-s', name],
  alone: `npm run ${name}`,
})
const vitestReport = join(reports, 'vitest.json')
const vitest: Step = {
  title: 'unit and flow tests',
  words: program(
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ),
  alone: 'npm run test:unit',
}
const seed = process.env['HOLDFAST_TEST_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31))
const playwrightReport = join(reports, 'playwright.json')
const playwright: Step = {
  title: `the window, end to end, in the order of seed ${seed}`,
  words: program(
    '@playwright/test/cli.js',
    'test',
    '--config=tests/e2e/playwright.config.ts',
    `--shuffle=${seed}`,
    '--reporter=list,json',
  ),
  alone: `npm run build && npm run test:e2e -- --shuffle ${seed}`,
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
}

let isStopping = false
const results: StepResult[] = []
const counts: Counts[] = []
const builds = await runAll()
if (!builds) console.log('\nThe window was not tested, because it could not be built.')
printCosts()
for (const { step, isOk } of results)
  if (!isOk) console.log(`Failed: ${step.title}. To run it alone: ${step.alone}`)
const reason = whyNoDesktop()
if (reason !== null) console.log(`\nThe desktop specs were not run: ${reason}.`)
const sum = (name: keyof Counts) => counts.reduce((total, each) => total + each[name], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 ? 1 : 0

/**
 * Runs build and checks in parallel, then the tests and the window: one after the other on few cores, where a browser
 * and a dozen threads at once take longer, because they evict each other from the caches. Returns whether there was a
 * window to test.
 */
async function runAll(): Promise<boolean> {
  const [build] = await Promise.all([runAndCount(script('build'), stepCounts), runChecks()])
  const tests = () => runAndCount(vitest, (result) => vitestCounts(result, vitestReport))
  const window = () => runAndCount(playwright, (result) => playwrightCounts(result, playwrightReport))
  const steps = build.isOk ? [tests, window] : [tests]
  if (availableParallelism() < 4) for (const step of steps) await step()
  else await Promise.all(steps.map((step) => step()))
  return build.isOk
}

async function runChecks(): Promise<void> {
  for (const name of ['check:types', 'check:lint', 'check:unused'])
    await runAndCount(script(name), stepCounts)
}

/** Runs a step, prints its full output when it ends, and counts it. */
async function runAndCount(step: Step, count: (result: StepResult) => Counts): Promise<StepResult> {
  const log = join(logs, `${step.title.replace(/\W+/g, '-').slice(0, 30)}.log`)
  console.log(`${step.title} … (${relative(root, log)})`)
  const result = await runStep({ ...step, log })
  if (isStopping) return result
  console.log(`\n── ${step.title}: ${result.isOk ? 'passed' : 'failed'}\n${result.output}\n`)
  results.push(result)
  counts.push(count(result))
  return result
}

function printCosts(): void {
  const seconds = (ms: number | null) => (ms === null ? '–' : (ms / 1000).toFixed(1)).padStart(9)
  const cpu = results.reduce<number | null>(
    (all, { cpuMs }) => (all === null || cpuMs === null ? null : all + cpuMs),
    0,
  )
  console.log(' seconds      CPU  step')
  for (const { wallMs, cpuMs, step } of results)
    console.log(`${seconds(wallMs)}${seconds(cpuMs)}  ${step.title}`)
  console.log(`${seconds(performance.now() - start)}${seconds(cpu)}  all of them\n`)
}

async function interrupt(): Promise<void> {
  isStopping = true
  console.log('\nStopping …')
  await endSteps()
  process.exit(130)
}
