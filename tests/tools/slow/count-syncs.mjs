// Loaded into every thread and child process of a measured test run (`npm run test:slow`): counts what is flushed to
// the disk and which processes are started. The counters are shared by all threads of a process; a child process
// reports its own when it exits. Plain JavaScript, so that no thread has to strip types first.
import childProcess from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { performance } from 'node:perf_hooks'
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

const KEY = 'holdfast-test-counts'
const shared = getEnvironmentData(KEY) ?? new SharedArrayBuffer(24)
if (isMainThread) setEnvironmentData(KEY, shared)
/** Flushes, microseconds spent in them, and child processes started. */
const counts = new BigUint64Array(shared)
globalThis.holdfastTestCounts = () => ({
  syncs: Number(counts[0]),
  syncMs: Number(counts[1]) / 1000,
  processes: Number(counts[2]),
})

const note = (start) => {
  Atomics.add(counts, 0, 1n)
  Atomics.add(counts, 1, BigInt(Math.round((performance.now() - start) * 1000)))
}

for (const name of ['fsyncSync', 'fdatasyncSync']) {
  const real = fs[name]
  fs[name] = (...args) => {
    const start = performance.now()
    try {
      return real(...args)
    } finally {
      note(start)
    }
  }
}

for (const name of ['fsync', 'fdatasync']) {
  const real = fs[name]
  fs[name] = (descriptor, done) => {
    const start = performance.now()
    real(descriptor, (...args) => {
      note(start)
      done(...args)
    })
  }
}

const handle = await fs.promises.open(import.meta.filename)
const prototype = Object.getPrototypeOf(handle)
await handle.close()
for (const name of ['sync', 'datasync']) {
  const real = prototype[name]
  prototype[name] = async function counted(...args) {
    const start = performance.now()
    try {
      return await real.apply(this, args)
    } finally {
      note(start)
    }
  }
}

for (const name of ['spawn', 'fork', 'execFile', 'spawnSync', 'execFileSync']) {
  const real = childProcess[name]
  const counted = (...args) => {
    Atomics.add(counts, 2, 1n)
    return real(...args)
  }
  // `execFile` has a separate promise form, which does not pass through the one above.
  for (const key of Reflect.ownKeys(real))
    if (!(key in counted)) Object.defineProperty(counted, key, Object.getOwnPropertyDescriptor(real, key))
  childProcess[name] = counted
}
syncBuiltinESMExports()

const { HOLDFAST_TEST_SLOW: report, HOLDFAST_TEST_SLOW_FILE: file } = process.env
if (isMainThread && report && file)
  process.on('exit', () => {
    const { syncs, syncMs } = globalThis.holdfastTestCounts()
    if (syncs > 0) fs.appendFileSync(report, `${JSON.stringify({ file, child: true, syncs, syncMs })}\n`)
  })
