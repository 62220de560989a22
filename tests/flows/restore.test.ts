import { existsSync } from 'node:fs'
import { appendFile, cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBackup } from '../../electron/core/backups/backup-folder.ts'
import { damagesIn, verifyHere } from '../tools/verify-here.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { backUp, fill, placeOf, runChild, stickOf, restoreOn } from './backup-support.ts'
import { readLedger, readVisible } from './history-support.ts'
import { openThere } from './merge-support.ts'
import type { Gate } from './run-gated.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
let stick: string
beforeEach(async () => {
  bench = await setUp()
  stick = stickOf(bench)
  await mkdir(stick)
})
afterEach(async () => await bench.end())
const restoredTo = (name: string) => join(bench.folder, name)

describe('restoring', () => {
  it('returns the archive as it was, which continues under a new device code and says so', async () => {
    await fill(bench, 6)
    const { id } = await bench
      .ask('records.create', { kind: 'statement', title: 'نامهٔ مادر', text: 'متن' })
      .then(({ ids }) => ({ id: ids[0]! }))
    const before = await bench.ask('custody.health', {})
    const { generation } = await backUp(bench)
    const into = restoredTo('back')
    const restored = await restoreOn(bench, stick, into)
    expect(restored).toMatchObject({ generation, objects: 7, damages: [] })
    const report = await verifyHere(into)
    expect(report).toMatchObject({ intact: true })
    const manifest = JSON.parse(
      await readFile(join(await placeOf(bench), 'generations', generation, 'manifest.json'), 'utf8'),
    )
    expect(report.heads).toEqual(manifest.heads)
    expect(await readVisible(into)).toBe(await readVisible(bench.archive))

    await openThere(bench, into)
    expect(await bench.ask('records.get', { id: id as never })).toMatchObject({ title: 'نامهٔ مادر' })
    const health = await bench.ask('custody.health', {})
    expect(health.device).not.toBe(before.device)
    const lines = (await readLedger(into)).filter(({ act }) => act === 'recovery')
    expect(lines).toMatchObject([{ device: health.device, detail: { kind: 'restored', generation } }])
    await openThere(bench, bench.archive)
    await openThere(bench, into)
    expect((await bench.ask('custody.health', {})).device).toBe(health.device)
    expect((await readLedger(into)).filter(({ act }) => act === 'recovery')).toHaveLength(1)
    expect(await damagesIn(bench.archive)).toEqual([])
  })

  it('works by plain copying, without Holdfast', async () => {
    await fill(bench, 3)
    const { generation } = await backUp(bench)
    const into = restoredTo('by-hand')
    await cp(join(await placeOf(bench), 'generations', generation), into, { recursive: true })
    await cp(join(await placeOf(bench), 'objects'), join(into, 'vault'), { recursive: true })
    expect(await verifyHere(into)).toMatchObject({ intact: true, objects: 3 })
    await openThere(bench, into)
    expect((await bench.ask('search.find', {})).total).toBe(3)
  })

  it('names what a damaged backup lost and restores the rest; a damaged ledger is refused', async () => {
    await fill(bench, 5)
    const { generation } = await backUp(bench)
    const root = await placeOf(bench)
    const object = (await readdir(join(root, 'objects'), { recursive: true })).find(
      (name) => name.length > 60,
    )!
    await appendFile(join(root, 'objects', object), 'x')
    expect(await restoreOn(bench, stick, restoredTo('some'))).toMatchObject({
      objects: 4,
      damages: [{ kind: 'object-changed', file: `objects/${object}` }],
    })
    const ledger = join(root, 'generations', generation, 'ledger')
    const [device] = await readdir(ledger)
    await appendFile(join(ledger, device!, '000001.jsonl'), '{}\n')
    await expect(restoreOn(bench, stick, restoredTo('none'))).rejects.toMatchObject({
      code: 'backups.damaged',
      facts: { file: expect.stringContaining('000001.jsonl') },
    })
    expect(existsSync(join(restoredTo('none'), 'holdfast.json'))).toBe(false)
    await appendFile(join(root, 'generations', generation, 'sha256.txt'), `${'0'.repeat(64)}  ../../x\n`)
    await expect(checkBackup(stick, undefined)).rejects.toMatchObject({ code: 'backups.damaged' })
  })

  it('leaves out what was added to the backup by hand, and names it', async () => {
    await fill(bench, 2)
    const { generation } = await backUp(bench)
    const root = await placeOf(bench)
    const planted = join(root, 'generations', generation, 'ledger', 'zzzz')
    await mkdir(planted)
    await writeFile(join(planted, '000001.jsonl'), '{}\n')
    await writeFile(join(root, 'objects', 'planted'), 'x')
    expect(await checkBackup(stick, undefined)).toMatchObject({
      intact: true,
      extra: [`generations/${generation}/ledger/zzzz/000001.jsonl`, 'objects/planted'],
    })
    await restoreOn(bench, stick, restoredTo('clean'))
    expect(existsSync(join(restoredTo('clean'), 'ledger', 'zzzz'))).toBe(false)
    expect((await verifyHere(restoredTo('clean'))).intact).toBe(true)
  })

  it('continues after it was killed, and never in a folder with something else in it', async () => {
    await fill(bench, 30)
    await backUp(bench)
    const into = restoredTo('killed')
    const gate: Gate = { end: 'kill', when: 'objects', folder: join(into, 'vault'), count: 10 }
    expect(await runChild(bench, { what: 'restore-killed', into, gate })).toMatchObject({ signal: 'SIGKILL' })
    expect(existsSync(join(into, 'holdfast.json'))).toBe(false)
    const there = (await readdir(join(into, 'vault'), { recursive: true })).find(
      (name) => name.length === 67,
    )!
    const { ino } = await stat(join(into, 'vault', there))
    await restoreOn(bench, stick, into)
    expect((await stat(join(into, 'vault', there))).ino).toBe(ino)
    expect((await verifyHere(into)).intact).toBe(true)
    await expect(restoreOn(bench, stick, into)).rejects.toMatchObject({ code: 'archive.exists' })
  })

  /** Restores through the host, as the window does, in a separate process that ends it when ten objects are there. */
  async function restoreUntil(into: string, what: 'restore-cancelled' | 'restore-ended') {
    await bench.host.close()
    const gate: Gate = { end: 'wait', when: 'objects', folder: join(into, 'vault'), count: 10 }
    const { printed } = await runChild(bench, { what, into, gate })
    await bench.reopen()
    return JSON.parse(printed) as { result: unknown; seen: Job[] }
  }

  it('is a task that reports its progress, and leaves nothing when it is stopped', async () => {
    await fill(bench, 30)
    await backUp(bench)
    const into = restoredTo('stopped')
    await mkdir(into)
    const { result, seen } = await restoreUntil(into, 'restore-cancelled')
    expect(result).toMatchObject({ ok: false, error: { code: 'backups.restore-cancelled' } })
    expect(seen[0]).toMatchObject({
      state: 'running',
      totalFiles: expect.any(Number),
      totalBytes: 120_000,
    })
    expect(seen.at(-1)).toMatchObject({ state: 'cancelled' })
    expect(await readdir(into)).toEqual([])
    const [folder, target] = bench.host.issueTickets([stick, into])
    const complete = await bench.ask('backups.restore', { folder: folder!.id, into: target!.id })
    expect(complete).toMatchObject({ objects: 30, damages: [] })
  })

  it('that the end of the program interrupts is not an archive yet, and is continued', async () => {
    await fill(bench, 30)
    await backUp(bench)
    const into = restoredTo('broken-off')
    const { result } = await restoreUntil(into, 'restore-ended')
    expect(result).toMatchObject({ ok: false, error: { code: 'backups.cancelled' } })
    expect(existsSync(join(into, 'ledger'))).toBe(true)
    const [ticket] = bench.host.issueTickets([into])
    for (const [method, params] of [
      ['archive.open', { folder: ticket!.id }],
      ['merges.preview', { folder: ticket!.id }],
    ] as const)
      expect(await bench.host.call(method, params)).toMatchObject({
        ok: false,
        error: { code: 'archive.unfinished' },
      })
    expect(await restoreOn(bench, stick, into)).toMatchObject({ objects: 30, damages: [] })
    await openThere(bench, into)
    expect(await damagesIn(bench.archive)).toEqual([])
  })

  it('is not started when the disk has too little space', async () => {
    await fill(bench, 1)
    const { generation } = await backUp(bench)
    const manifest = join(await placeOf(bench), 'generations', generation, 'manifest.json')
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace('"bytes": 2000', '"bytes": 9000000000000000'),
    )
    await expect(restoreOn(bench, stick, restoredTo('small'))).rejects.toMatchObject({
      code: 'backups.no-room',
    })
    expect(await readdir(restoredTo('small'))).toEqual([])
  })
})
