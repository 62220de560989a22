import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProfile } from '../../electron/core/profile/profile.ts'
import { createHost } from '../../electron/core/host/host.ts'
import { verifyArchive, type VerifyOptions } from '../../electron/core/verification/verify-archive.ts'
import { dueAfter } from '../../electron/core/verification/schedule.ts'
import type { VerifyReport } from '../../shared/contract/custody.ts'
import { runGated } from './run-gated.ts'
import { setUp, type Bench } from './support.ts'

const FILES = 40
const BYTES = 4096
let bench: Bench
let source: string
beforeEach(async () => {
  bench = await setUp()
  source = join(bench.folder, 'source')
  await mkdir(source)
})
afterEach(async () => await bench.end())

/** Imports files whose bytes, and so whose hashes, are derived from their names: the same in every run. */
async function takeFiles(names: readonly string[], bytes = BYTES): Promise<void> {
  for (const name of names) {
    const digest = createHash('sha512').update(name).digest()
    await writeFile(join(source, name), Buffer.alloc(bytes, digest))
  }
  await bench.take(names.map((name) => join(source, name)))
}

const numbered = (count: number, prefix = '') => Array.from({ length: count }, (_, n) => `${prefix}${n}.bin`)
const home = () => join(bench.folder, 'home')
const verify = async (options: VerifyOptions = {}) =>
  await verifyArchive(bench.archive, { profile: await openProfile(home()), ...options })
const objects = async () => {
  const names = await readdir(join(bench.archive, 'vault'), { recursive: true })
  return names
    .filter((name) => name.length > 60)
    .sort()
    .map((name) => join(bench.archive, 'vault', name))
}
const progressFile = async () => {
  const names = await readdir(join(home(), 'verifications')).catch(() => [])
  return join(home(), 'verifications', names.find((each) => each.endsWith('.json')) ?? '')
}
const checks = async () => {
  const folder = join(bench.archive, 'ledger')
  const [device] = await readdir(folder)
  const lines = (await readFile(join(folder, device!, '000001.jsonl'), 'utf8')).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line)).filter((line) => line.act === 'fixity check')
}

/** Flips one bit and keeps the size. */
async function flip(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes[5] = bytes[5]! ^ 1
  await chmod(path, 0o644)
  await writeFile(path, bytes)
}

/** What a report says about the archive, whenever and in how many parts it was made. */
const findings = ({ ledgerLines, objects, objectBytes, heads, damages }: VerifyReport) => ({
  ledgerLines,
  objects,
  objectBytes,
  heads,
  damages,
})

/** Verifies in a separate process that is killed, or cancelled, once a quarter is recorded as read. */
async function verifyUntil(end: 'kill' | 'wait'): Promise<void> {
  const gate = { end, when: 'verified', folder: join(home(), 'verifications') } as const
  expect(await runGated('verify-child', [bench.archive, home()], gate)).toEqual(
    end === 'kill' ? { signal: 'SIGKILL', printed: '' } : { signal: null, printed: 'custody.cancelled' },
  )
}

describe('a quick verification', () => {
  it('misses a changed byte that a full one names, and names what is missing, truncated or extra', async () => {
    await takeFiles(numbered(4), 1000)
    await bench.host.close()
    const [first, second, third] = await objects()
    await flip(first!)
    expect(await verify({ mode: 'quick' })).toMatchObject({ mode: 'quick', intact: true, readBytes: 0 })
    const full = await verify()
    expect(full).toMatchObject({ mode: 'full', resumed: false, readBytes: 4000, objectBytes: 4000 })
    expect(full.damages.map(({ kind, record }) => [kind, typeof record])).toEqual([
      ['object-changed', 'string'],
    ])
    await chmod(second!, 0o644)
    await writeFile(second!, 'short')
    await rm(third!)
    await writeFile(join(bench.archive, 'vault', 'extra'), 'x')
    const { damages } = await verify({ mode: 'quick' })
    expect(damages.map(({ kind }) => kind)).toEqual(['object-changed', 'object-missing', 'object-extra'])
  })
})

describe('a full verification that was killed', () => {
  it('continues from there and finds what a fresh one finds, on either side of that point', async () => {
    await takeFiles(numbered(FILES))
    await bench.host.close()
    const all = await objects()
    await flip(all[0]!)
    await flip(all.at(-1)!)
    await verifyUntil('kill')
    const { startedAt } = JSON.parse(await readFile(await progressFile(), 'utf8'))
    // An object that was read before and then disappears is reported as well.
    await rm(all[1]!)
    const resumed = await verify()
    expect(resumed).toMatchObject({ resumed: true, startedAt })
    expect(resumed.readBytes).toBeLessThan(resumed.objectBytes)
    const fresh = await verify()
    expect(fresh).toMatchObject({ resumed: false })
    expect(findings(resumed)).toEqual(findings(fresh))
    expect(fresh.damages.map(({ file }) => join(bench.archive, file))).toEqual([all[0], all[1], all.at(-1)])
  })

  it('reads again what was damaged, and reads what was imported since', async () => {
    await takeFiles(numbered(FILES))
    await bench.host.close()
    const [first] = await objects()
    await flip(first!)
    await verifyUntil('kill')
    await flip(first!)
    const before = new Set(await objects())
    await bench.reopen()
    await takeFiles(numbered(12, 'later'), 500)
    await bench.host.close()
    const { upTo } = JSON.parse(await readFile(await progressFile(), 'utf8'))
    const added = (await objects()).find((path) => !before.has(path) && path.slice(-64) < upTo)!
    await flip(added)
    const resumed = await verify()
    expect(resumed).toMatchObject({ resumed: true, objects: FILES + 12 })
    expect(resumed.damages.map(({ file }) => join(bench.archive, file))).toEqual([added])
  })

  it('starts over on request, after a week, and when the ledger differs or the progress file is incomplete', async () => {
    await takeFiles(numbered(FILES))
    await bench.host.close()
    await verifyUntil('kill')
    const file = await progressFile()
    const note = await readFile(file, 'utf8')
    const inAWeek = () => Date.now() + 7.1 * 24 * 3600 * 1000
    const verifyFrom = async (text: string, options: VerifyOptions = {}) => {
      await writeFile(file, text)
      const { resumed, readBytes } = await verify(options)
      return [resumed, readBytes]
    }
    const fromScratch = [false, FILES * BYTES]
    expect(await verifyFrom(note, { fresh: true })).toEqual(fromScratch)
    expect(await verifyFrom(note, { now: inAWeek })).toEqual(fromScratch)
    expect(await verifyFrom(note.slice(0, 200))).toEqual(fromScratch)
    expect(await verifyFrom('{"version":1,"upTo":"ffff"}')).toEqual(fromScratch)
    expect(await verifyFrom(note.replace(/"hash":"...../, '"hash":"00000'))).toEqual(fromScratch)
    expect((await verifyFrom(note))[0]).toBe(true)
  })
})

describe('the verifications of an open archive', () => {
  it('are remembered and recorded in the ledger; one that was stopped is not, and is continued', async () => {
    await takeFiles(numbered(FILES))
    expect(await bench.ask('custody.passes', {})).toMatchObject({ lastFull: null, unfinished: null })
    await verifyUntil('wait')
    const verifying = bench.host.call('custody.verify', {})
    await cancelVerification()
    expect(await verifying).toMatchObject({ ok: false, error: { code: 'custody.cancelled' } })
    expect((await verification())?.state).toBe('cancelled')
    expect(await checks()).toEqual([])
    const { unfinished } = await bench.ask('custody.passes', {})
    expect(unfinished).toMatchObject({ totalBytes: FILES * BYTES })

    const report = await bench.ask('custody.verify', {})
    expect(report).toMatchObject({ intact: true, resumed: true, startedAt: unfinished!.startedAt })
    const quick = await bench.ask('custody.verify', { mode: 'quick' })
    const passes = await bench.ask('custody.passes', {})
    expect(passes).toMatchObject({
      lastFull: { endedAt: report.endedAt, intact: true, damages: 0, objects: FILES },
      lastQuick: { endedAt: quick.endedAt },
      unfinished: null,
      report: quick,
    })
    expect((await checks()).map(({ note, changes }) => [note, changes])).toEqual([
      [`Full verification: intact; ${FILES} objects, ${FILES * BYTES} bytes.`, []],
      [`Quick verification: intact; ${FILES} objects, ${FILES * BYTES} bytes.`, []],
    ])
    expect((await bench.ask('archive.undo-steps', {})).undo?.act).not.toBe('fixity check')
    await bench.reopen()
    expect((await bench.ask('custody.verify', {})).damages).toEqual([])
  })

  it('find nothing wrong during work in the archive', async () => {
    await takeFiles(numbered(12))
    const work = async () => {
      for (let round = 0; round < 3; round += 1) {
        await takeFiles(numbered(20, `round${round}-`), 2000)
        const { hits } = await bench.ask('search.find', {})
        await bench.ask('records.edit', { ids: [hits[0]!.id], set: { title: `Title ${round}` } })
      }
    }
    const state = { isWorking: true }
    const working = work().finally(() => (state.isWorking = false))
    // One after another, so that each finds the work at another point; the last of them may outlast it.
    while (state.isWorking) expect((await bench.ask('custody.verify', {})).damages).toEqual([])
    await working
  })
})

const verification = async () => (await bench.ask('jobs.list', {})).find((job) => job.kind === 'verify')

/** Cancels the verification that was just requested, before its thread has started. */
async function cancelVerification(): Promise<void> {
  for (;;) {
    const job = await verification()
    if (job) return void (await bench.ask('jobs.cancel', { job: job.id }))
    await new Promise(setImmediate)
  }
}

describe('the schedule', () => {
  const day = 24 * 3600 * 1000

  it('counts from the last full verification, or from the creation of the archive', () => {
    const created = '2026-01-01T00:00:00.000Z'
    const at = Date.parse(created)
    expect(dueAfter(null, created, 30)).toBe(at + 30 * day)
    expect(dueAfter({ endedAt: '2026-02-01T00:00:00.000Z' }, created, 10)).toBe(at + 41 * day)
    expect(dueAfter(null, created, 0)).toBeNull()
    expect(dueAfter(null, '', 30)).toBe(0)
  })

  it('starts one on its own when it is due, and none that is not due or is switched off', async () => {
    await takeFiles(numbered(3), 1000)
    await bench.host.close()
    const [damaged] = await objects()
    await flip(damaged!)
    let ahead = 0
    let onCheck: () => void = () => undefined
    const now = () => {
      onCheck()
      return Date.now() + ahead
    }
    const schedule = { firstMs: 1, everyMs: 20, now }
    const facts = { home: home(), actor: 'tests', appName: 'Holdfast', version: '0.0.0', schedule }
    bench.host = await createHost({ ...facts, resources: resolve(import.meta.dirname, '../../resources') })
    // Each check reads the clock at least once; the verification that one starts is listed by the next.
    const waitForChecks = async () => {
      for (let check = 0; check < 4; check += 1) await new Promise<void>((done) => (onCheck = done))
      onCheck = () => undefined
    }
    await waitForChecks()
    expect(await verification()).toBeUndefined()
    expect((await bench.ask('custody.passes', {})).report).toBeNull()
    await bench.ask('settings.edit', { verifyEveryDays: 0 })
    ahead = 40 * day
    await waitForChecks()
    expect(await verification()).toBeUndefined()
    expect(await bench.ask('custody.passes', {})).toMatchObject({ report: null, dueAt: null })
    const tables: string[] = []
    bench.host.onEvent((event) => event.event === 'changed' && tables.push(...event.tables))
    await bench.ask('settings.edit', { verifyEveryDays: 30 })
    await expect.poll(async () => (await bench.ask('custody.passes', {})).report).not.toBeNull()
    const { report, lastFull } = await bench.ask('custody.passes', {})
    expect(report).toMatchObject({ mode: 'full', intact: false })
    expect(lastFull).toMatchObject({ intact: false, damages: 1 })
    expect(tables).toContain('custody')
  })
})
