import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openEngine, type SearchEngine } from '../../electron/core/search/index/engine.ts'
import { SEAL_RECORDS } from '../../electron/core/search/index/write/segment-set.ts'
import { request, sampleDocument } from '../../electron/core/search/testing/sample.ts'
import { PATIENCE_MS, oneOfEach, sample, testRandom } from '../tools/level.ts'
import type { Fate } from './faulty-files.ts'
import { installFaultySyncFiles, type SyncCall } from './faulty-sync-files.ts'
import { testKeys } from '../../electron/core/search/testing/test-keys.ts'

const FIRST = SEAL_RECORDS + 40
const LATER = 300

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-index-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const documents = (from: number, count: number, title: string) =>
  Array.from({ length: count }, (_, at) => sampleDocument(from + at, { title: `${title} نامه` }))

/** An index of two segments, persisted as covering `first`. */
function makeIndex(cacheFolder: string): void {
  const engine = openEngine({ keys: testKeys, cacheFolder })
  engine.update(documents(0, FIRST, 'first'), 'bulk')
  engine.flush()
  engine.persist('first')
  engine.close()
}

/** Makes changes, a new segment, a merge and a manifest. */
function applyChanges(engine: SearchEngine): void {
  engine.update(documents(0, LATER, 'later'), 'bulk')
  engine.remove([sampleDocument(FIRST - 1, {}).id])
  engine.flush()
  while (engine.tidy());
  engine.persist('later')
}

const counts = (engine: SearchEngine) =>
  ['first', 'later', 'نامه'].map((word) => engine.find(request(word)).total)
const STATES: Readonly<Record<string, readonly number[]>> = {
  first: [FIRST, 0, FIRST],
  later: [FIRST - LATER - 1, LATER, FIRST - 1],
}

/** Continues with a copy of an index while the disk behaves as `decide` says, and reopens it on a working disk. */
function continueWith(
  made: string,
  decide: (call: SyncCall) => Fate,
): { failed: boolean; calls: readonly SyncCall[] } {
  const cacheFolder = mkdtempSync(join(folder, 'copy-'))
  cpSync(made, cacheFolder, { recursive: true })
  let failed = false
  const calls: SyncCall[] = []
  const engine = openEngine({ keys: testKeys, cacheFolder })
  const layer = installFaultySyncFiles(cacheFolder, (call) => {
    calls.push(call)
    return decide(call)
  })
  try {
    applyChanges(engine)
  } catch {
    failed = true
  } finally {
    layer.end()
  }
  // Whatever the disk did, everything is searchable in memory.
  expect(counts(engine)).toEqual(STATES['later'])
  engine.close()
  const again = openEngine({ keys: testKeys, cacheFolder })
  expect(again.damaged()).toBeNull()
  const covered = again.covered()
  if (!failed) expect(covered).toBe('later')
  expect(counts(again)).toEqual(STATES[covered ?? 'nothing'])
  again.close()
  rmSync(cacheFolder, { recursive: true })
  return { failed, calls }
}

const fates: readonly Fate[] = [{ errno: 'ENOSPC' }, { errno: 'EIO' }, { errno: 'EACCES' }, { short: 7 }]

/** A call and the kind of its file, without the number of the segment. */
const kindOf = ({ name, path }: SyncCall): string => `${name} ${path.replaceAll(/[\da-f]{3,}/g, '#')}`

it(
  'an index whose disk fails at any call is in its previous or its new state, and says which',
  { timeout: PATIENCE_MS },
  () => {
    const random = testRandom()
    const made = join(folder, 'made')
    makeIndex(made)
    const { failed, calls } = continueWith(made, () => 'go')
    expect(failed).toBe(false)
    expect(calls.length).toBeGreaterThan(20)
    const faults = calls.flatMap((call, at) => fates.map((fate) => ({ call, at, fate, order: random() })))
    faults.sort((a, b) => a.order - b.order)
    const tried = oneOfEach(faults, ({ call, fate }) => `${kindOf(call)} ${'short' in (fate as object)}`)
    let failures = 0
    for (const { at, fate } of tried) {
      let remaining = at
      const outcome = continueWith(made, () => (remaining-- === 0 ? fate : 'go'))
      if (outcome.failed) failures += 1
      // An incomplete write is continued.
      if ('short' in (fate as object)) expect(outcome.failed).toBe(false)
    }
    expect(failures).toBeGreaterThan(tried.length / 4)
  },
)

it(
  'an index whose disk is full from some call on is in its previous or its new state',
  { timeout: PATIENCE_MS },
  () => {
    const random = testRandom()
    const made = join(folder, 'made')
    makeIndex(made)
    const positions = [...continueWith(made, () => 'go').calls.keys()]
    for (const at of new Set([0, ...sample(positions.slice(1, -1), 6, random), positions.length - 1])) {
      let remaining = at
      // A full disk still lets files be removed.
      continueWith(made, ({ name }) => (remaining-- > 0 || name === 'rm' ? 'go' : { errno: 'ENOSPC' }))
    }
  },
)
