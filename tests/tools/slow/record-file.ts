import { appendFileSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { afterAll, expect } from 'vitest'
import { root } from '../build-workers.ts'
import type { FileCost } from './file-cost.ts'

// A setup file of a measured run (`npm run test:slow`): records what each test file costs.

const report = process.env['HOLDFAST_TEST_SLOW']!
const file = relative(root, expect.getState().testPath!)
process.env['HOLDFAST_TEST_SLOW_FILE'] = file
const start = measure()
// The start of a process is attributed to the first file that it runs.
const isFirst = process.uptime() < 10 && !('holdfastMeasured' in globalThis)
Object.assign(globalThis, { holdfastMeasured: true })

afterAll(() => {
  const end = measure()
  const before = isFirst ? { ...start, cpuMs: 0 } : start
  const cost: FileCost = {
    file,
    wallMs: end.wallMs - before.wallMs,
    cpuMs: end.cpuMs - before.cpuMs,
    childCpuMs: end.childCpuMs - before.childCpuMs,
    processes: end.processes - before.processes,
    syncs: end.syncs - before.syncs,
    syncMs: end.syncMs - before.syncMs,
  }
  appendFileSync(report, `${JSON.stringify(cost)}\n`)
})

function measure() {
  const { user, system } = process.cpuUsage()
  const cpuMs = (user + system) / 1000
  return { wallMs: performance.now(), cpuMs, childCpuMs: childCpuMs(), ...counts() }
}

function counts(): Pick<FileCost, 'syncs' | 'syncMs' | 'processes'> {
  // Set by count-syncs.mjs, which is loaded before any test.
  return (globalThis as unknown as { holdfastTestCounts: typeof counts }).holdfastTestCounts()
}

/** CPU time of all child processes that have ended, if the system reports it (Linux). */
function childCpuMs(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
    // Fields 16 and 17 of proc(5), in ticks of 10 ms.
    return (Number(fields[13]) + Number(fields[14])) * 10
  } catch {
    return 0
  }
}
