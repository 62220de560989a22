// Loaded before a child program of a flow test, in each of its threads: ends it at a known state of its files instead of
// after some time. HOLDFAST_GATE says at which state (`when`), and whether the process is killed there (`end: "kill"`)
// or the thread waits (`end: "wait"`) until the program lets it continue, with `gatePassed` and `openGate` of its main
// thread.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

const { end, when, ...facts } = JSON.parse(process.env['HOLDFAST_GATE'])
const { existsSync, readdirSync, readFileSync, statSync } = fs

const filesIn = (folder) => (existsSync(folder) ? readdirSync(folder, { recursive: true }) : [])
const objectsIn = (folder) => filesIn(folder).filter((name) => /[0-9a-f]{64}$/.test(name)).length
const stage = join(facts.folder, 'inbox', 'merge')
const isReady = () => existsSync(join(stage, 'ready.json'))
const states = {
  /** A folder contains this many objects. */
  objects: () => objectsIn(facts.folder) >= facts.count,
  /** A file that is being copied has this many bytes. */
  partial: () =>
    filesIn(facts.folder).some(
      (name) => name.endsWith('.part') && statSync(join(facts.folder, name)).size >= facts.count,
    ),
  /** A verification has recorded at least a quarter of the objects as read. */
  verified: () =>
    filesIn(facts.folder).some(
      (name) =>
        name.endsWith('.json') && JSON.parse(readFileSync(join(facts.folder, name), 'utf8')).upTo >= '4',
    ),
  /** A merge prepares the ledgers that it will put in place. */
  staging: () => existsSync(join(stage, 'ledger')) && !isReady(),
  /** A merge is decided, and nothing is in place yet. */
  ready: isReady,
  /** Some ledger files of a merge are in place, and others are not. */
  placing: () =>
    isReady() && filesIn(join(stage, 'ledger')).filter((name) => name.endsWith('.jsonl')).length < 2,
}

const KEY = 'holdfast-gate'
const shared = getEnvironmentData(KEY) ?? new SharedArrayBuffer(8)
if (isMainThread) setEnvironmentData(KEY, shared)
/** The first is set when the state is reached, the second when the thread may continue. */
const gate = new Int32Array(shared)
globalThis.gatePassed = Atomics.waitAsync(gate, 0, 0).value
globalThis.openGate = () => {
  Atomics.store(gate, 1, 1)
  Atomics.notify(gate, 1)
}

function check() {
  if (Atomics.load(gate, 0) === 1 || !states[when]()) return
  if (end === 'kill') process.kill(process.pid, 'SIGKILL')
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
  Atomics.wait(gate, 1, 0)
}

for (const name of ['mkdir', 'rename', 'link', 'copyFile', 'writeFile', 'open', 'rm']) {
  const real = fs.promises[name]
  fs.promises[name] = async (...args) => {
    const result = await real(...args)
    check()
    return result
  }
}
for (const name of ['writeSync', 'renameSync']) {
  const real = fs[name]
  fs[name] = (...args) => {
    const result = real(...args)
    check()
    return result
  }
}
syncBuiltinESMExports()
