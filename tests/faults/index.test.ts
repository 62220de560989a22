import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openEngine, type SearchEngine } from '../../electron/core/search/index/engine.ts'
import { SEAL_RECORDS } from '../../electron/core/search/index/write/segment-set.ts'
import { request, sampleDocument } from '../../electron/core/search/testing/sample.ts'
import type { Fate } from './faulty-files.ts'
import { layFaultySyncFiles, type SyncCall } from './faulty-sync-files.ts'

const FIRST = SEAL_RECORDS + 40
const LATER = 300

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-index-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const documents = (from: number, count: number, title: string) =>
  Array.from({ length: count }, (_, at) => sampleDocument(from + at, { title: `${title} نامه` }))

/** An index of two segments, kept as covering `first`. */
function makeIndex(cacheFolder: string): void {
  const engine = openEngine({ cacheFolder })
  engine.update(documents(0, FIRST, 'first'), 'bulk')
  engine.flush()
  engine.persist('first')
  engine.close()
}

/** Changes, a new segment, a merge and a manifest. */
function goOn(engine: SearchEngine): void {
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

/** Goes on with a copy of an index while the disk does as it is told, and opens it again with a disk that works. */
function goOnWith(made: string, decide: (call: SyncCall) => Fate): { failed: boolean; calls: number } {
  const cacheFolder = mkdtempSync(join(folder, 'copy-'))
  cpSync(made, cacheFolder, { recursive: true })
  let [failed, calls] = [false, 0]
  const engine = openEngine({ cacheFolder })
  const layer = layFaultySyncFiles(cacheFolder, (call) => {
    calls += 1
    return decide(call)
  })
  try {
    goOn(engine)
  } catch {
    failed = true
  } finally {
    layer.end()
  }
  // Whatever the disk did, what is found is in memory too.
  expect(counts(engine)).toEqual(STATES['later'])
  engine.close()
  const again = openEngine({ cacheFolder })
  expect(again.damaged()).toBeNull()
  const covered = again.covered()
  if (!failed) expect(covered).toBe('later')
  expect(counts(again)).toEqual(STATES[covered ?? 'nothing'])
  again.close()
  rmSync(cacheFolder, { recursive: true })
  return { failed, calls }
}

const fates: readonly Fate[] = [{ errno: 'ENOSPC' }, { errno: 'EIO' }, { errno: 'EACCES' }, { short: 7 }]

it('an index whose disk fails at any call is as it was or as it was to be, and says which', () => {
  const made = join(folder, 'made')
  makeIndex(made)
  const { failed, calls } = goOnWith(made, () => 'go')
  expect(failed).toBe(false)
  expect(calls).toBeGreaterThan(20)
  let failures = 0
  for (const fate of fates)
    for (let at = 0; at < calls; at++) {
      let left = at
      const outcome = goOnWith(made, () => (left-- === 0 ? fate : 'go'))
      if (outcome.failed) failures += 1
      // A write that was cut short is gone on with.
      if ('short' in (fate as object)) expect(outcome.failed).toBe(false)
    }
  expect(failures).toBeGreaterThan(calls)
})

it('an index whose disk is full from some call on is as it was, or as it was to be', () => {
  const made = join(folder, 'made')
  makeIndex(made)
  const { calls } = goOnWith(made, () => 'go')
  for (let at = 0; at < calls; at++) {
    let left = at
    // A full disk still takes away.
    goOnWith(made, ({ name }) => (left-- > 0 || name === 'rm' ? 'go' : { errno: 'ENOSPC' }))
  }
})
