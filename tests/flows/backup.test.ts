import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBackup, listBackups, restoreBackup } from '../../electron/core/backups.ts'
import { verifyArchive } from '../../electron/core/verify-archive.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { readLedger, readVisible } from './history-support.ts'
import { setUp, type Bench } from './support.ts'

const run = promisify(execFile)
let bench: Bench
let stick: string
beforeEach(async () => {
  bench = await setUp()
  stick = join(bench.folder, 'stick')
  await mkdir(stick)
})
afterEach(async () => {
  await run('chmod', ['-R', 'u+w', bench.folder])
  await bench.end()
})

async function fill(files: number, bytes = 2000): Promise<void> {
  const source = join(bench.folder, `source-${files}-${bytes}`)
  await mkdir(source)
  for (let n = 0; n < files; n += 1) await writeFile(join(source, `سند ${n}.bin`), randomBytes(bytes))
  await bench.take([source])
}

async function backUp(prove = true) {
  const [ticket] = bench.host.issueTickets([stick])
  return await bench.ask('backups.make', { folder: ticket!.id, prove })
}

const place = async () => join(stick, (await bench.ask('archive.describe', {}))!.id)
const restoredTo = (name: string) => join(bench.folder, name)

async function runChild(...words: string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'backup-child.ts'), ...words], {
    stdio: 'inherit',
  })
  return await new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)))
}

/** Opens another folder in place of the bench's archive. */
async function openThere(path: string): Promise<void> {
  const [ticket] = bench.host.issueTickets([path])
  await bench.ask('archive.open', { folder: ticket!.id })
}

describe('a backup', () => {
  it('is proved, noted, and copies only what is new the next time', async () => {
    await fill(20)
    const first = await backUp()
    expect(first).toMatchObject({
      objects: 20,
      copied: { objects: 20, bytes: 40_000 },
      proved: true,
      notProved: null,
      mended: 0,
      lacking: [],
    })
    expect(await bench.ask('backups.status', {})).toMatchObject({
      last: { generation: first.generation, proved: true, objects: 20 },
    })
    const line = (await readLedger(bench.archive)).at(-1)
    expect(line).toMatchObject({
      act: 'replication',
      outcome: 'success',
      tool: { name: 'Holdfast', version: '0.0.0' },
      detail: { kind: 'backup', manifestSha256: first.manifestSha256, proved: true },
    })
    await fill(3)
    expect(await backUp()).toMatchObject({ objects: 23, copied: { objects: 3 }, proved: true })
    expect((await readdir(await place())).sort()).toEqual(['generations', 'objects'])
  })

  it('is checked by sha256sum alone', async () => {
    await fill(5)
    const { generation } = await backUp()
    const list = join('generations', generation, 'sha256.txt')
    await run('sha256sum', ['--check', '--strict', '--quiet', list], { cwd: await place() })
  })

  it('keeps two generations that are proved, and drops objects only with the last that names them', async () => {
    await fill(2)
    const made = [await backUp(), await backUp(false), await backUp(), await backUp()]
    const names = made.map(({ generation }) => generation)
    expect(made[3]!.dropped.sort()).toEqual([names[0], names[1]].sort())
    expect((await listBackups(stick)).map(({ generation }) => generation)).toEqual([names[3], names[2]])
    expect((await checkBackup(stick, names[2])).intact).toBe(true)
  })

  it('keeps an older one whose ledger no later one holds', async () => {
    await fill(1)
    await bench.host.close()
    const copy = restoredTo('copy')
    await cp(bench.archive, copy, { recursive: true })
    await bench.reopen()
    await openThere(copy)
    await bench.ask('records.create', { kind: 'statement', title: 'only in the copy' })
    const apart = await backUp()
    await openThere(bench.archive)
    for (let n = 0; n < 3; n += 1) await backUp()
    expect((await listBackups(stick)).map(({ generation }) => generation)).toContain(apart.generation)
  })

  it('mends an earlier copy that was damaged', async () => {
    await fill(4)
    await backUp()
    const root = await place()
    const object = (await readdir(join(root, 'objects'), { recursive: true })).find(
      (name) => name.length > 60,
    )!
    await writeFile(join(root, 'objects', object), 'altered')
    expect((await checkBackup(stick, undefined)).damages).toMatchObject([
      { kind: 'object-changed', file: `objects/${object}` },
    ])
    expect(await backUp()).toMatchObject({ mended: 1, copied: { objects: 1 }, proved: true })
    expect((await checkBackup(stick, undefined)).intact).toBe(true)
  })

  it('tells what the archive itself has lost, and keeps the rest', async () => {
    await fill(4)
    const vault = join(bench.archive, 'vault')
    const lost = (await readdir(vault, { recursive: true })).find((name) => name.length > 60)!
    await rm(join(vault, lost))
    expect(await backUp()).toMatchObject({
      objects: 3,
      proved: true,
      lacking: [{ kind: 'object-missing', file: `vault/${lost}` }],
    })
    expect((await readLedger(bench.archive)).at(-1)!.outcome).toBe('warning')
  })

  it('refuses a folder that is not there, lies in the archive, is read-only or holds another at work', async () => {
    const attempt = async (path: string) => {
      const [ticket] = bench.host.issueTickets([path])
      const result = await bench.host.call('backups.make', { folder: ticket!.id })
      return result.ok ? 'made' : result.error.code
    }
    expect(await attempt(join(bench.folder, 'nowhere'))).toBe('backups.no-folder')
    expect(await attempt(join(bench.archive, 'vault'))).toBe('backups.inside-archive')
    const root = await place()
    await mkdir(root)
    await writeFile(
      join(root, 'lock'),
      JSON.stringify({
        pid: process.pid,
        host: (await import('node:os')).hostname(),
        who: 'x',
        since: 'now',
      }),
    )
    expect(await attempt(stick)).toBe('backups.busy')
    await rm(root, { recursive: true })
    if (process.getuid?.() === 0) return
    await chmod(stick, 0o555)
    expect(await attempt(stick)).toBe('backups.not-written')
  })

  it('goes on where it was killed', { timeout: 60_000 }, async () => {
    await fill(120, 60_000)
    await bench.host.close()
    const signal = await runChild('backup', bench.archive, stick, join(bench.folder, 'home'), '40')
    expect(signal).toBe('SIGKILL')
    await bench.reopen()
    expect(await listBackups(stick)).toEqual([])
    const report = await backUp()
    expect(report).toMatchObject({ objects: 120, proved: true })
    expect(report.copied.objects).toBeLessThan(90)
    expect((await checkBackup(stick, undefined)).extra).toEqual([])
  })

  it('stops when told to, and goes on', async () => {
    await fill(60, 100_000)
    const stop = bench.host.onEvent((event) => {
      if (event.event === 'progress' && event.job.kind === 'backup' && event.job.state === 'running')
        void bench.host.call('jobs.cancel', { job: event.job.id })
    })
    await expect(backUp()).rejects.toMatchObject({ code: 'backups.cancelled' })
    stop()
    expect(await backUp()).toMatchObject({ objects: 60, proved: true })
  })
})

describe('restoring', () => {
  it('gives the archive as it was, which goes on under a new device code and says so', async () => {
    await fill(6)
    const { id } = await bench
      .ask('records.create', { kind: 'statement', title: 'نامهٔ مادر', text: 'متن' })
      .then(({ ids }) => ({ id: ids[0]! }))
    const before = await bench.ask('custody.health', {})
    const { generation } = await backUp()
    const into = restoredTo('back')
    const restored = await restoreBackup(stick, undefined, into)
    expect(restored).toMatchObject({ generation, objects: 7, damages: [] })
    const report = await verifyArchive(into)
    expect(report).toMatchObject({ intact: true })
    const manifest = JSON.parse(
      await readFile(join(await place(), 'generations', generation, 'manifest.json'), 'utf8'),
    )
    expect(report.heads).toEqual(manifest.heads)
    expect(await readVisible(into)).toBe(await readVisible(bench.archive))

    await openThere(into)
    expect(await bench.ask('records.get', { id: id as never })).toMatchObject({ title: 'نامهٔ مادر' })
    const health = await bench.ask('custody.health', {})
    expect(health.device).not.toBe(before.device)
    const lines = (await readLedger(into)).filter(({ act }) => act === 'recovery')
    expect(lines).toMatchObject([{ device: health.device, detail: { kind: 'restored', generation } }])
    await openThere(bench.archive)
    await openThere(into)
    expect((await bench.ask('custody.health', {})).device).toBe(health.device)
    expect((await readLedger(into)).filter(({ act }) => act === 'recovery')).toHaveLength(1)
    expect((await bench.ask('custody.verify', {})).intact).toBe(true)
  })

  it('works by plain copying, without Holdfast', async () => {
    await fill(3)
    const { generation } = await backUp()
    const into = restoredTo('by-hand')
    await cp(join(await place(), 'generations', generation), into, { recursive: true })
    await cp(join(await place(), 'objects'), join(into, 'vault'), { recursive: true })
    expect(await verifyArchive(into)).toMatchObject({ intact: true, objects: 3 })
    await openThere(into)
    expect((await bench.ask('search.find', {})).total).toBe(3)
  })

  it('names what a damaged backup lost and brings back the rest; a damaged ledger is refused', async () => {
    await fill(5)
    const { generation } = await backUp()
    const root = await place()
    const object = (await readdir(join(root, 'objects'), { recursive: true })).find(
      (name) => name.length > 60,
    )!
    await appendFile(join(root, 'objects', object), 'x')
    expect(await restoreBackup(stick, undefined, restoredTo('some'))).toMatchObject({
      objects: 4,
      damages: [{ kind: 'object-changed', file: `objects/${object}` }],
    })
    const ledger = join(root, 'generations', generation, 'ledger')
    const [device] = await readdir(ledger)
    await appendFile(join(ledger, device!, '000001.jsonl'), '{}\n')
    await expect(restoreBackup(stick, undefined, restoredTo('none'))).rejects.toMatchObject({
      code: 'backups.damaged',
      facts: { file: expect.stringContaining('000001.jsonl') },
    })
    expect(existsSync(join(restoredTo('none'), 'holdfast.json'))).toBe(false)
    await appendFile(join(root, 'generations', generation, 'sha256.txt'), `${'0'.repeat(64)}  ../../x\n`)
    await expect(checkBackup(stick, undefined)).rejects.toMatchObject({ code: 'backups.damaged' })
  })

  it('leaves out what somebody added to the backup, and names it', async () => {
    await fill(2)
    const { generation } = await backUp()
    const root = await place()
    const planted = join(root, 'generations', generation, 'ledger', 'zzzz')
    await mkdir(planted)
    await writeFile(join(planted, '000001.jsonl'), '{}\n')
    await writeFile(join(root, 'objects', 'planted'), 'x')
    expect(await checkBackup(stick, undefined)).toMatchObject({
      intact: true,
      extra: [`generations/${generation}/ledger/zzzz/000001.jsonl`, 'objects/planted'],
    })
    await restoreBackup(stick, undefined, restoredTo('clean'))
    expect(existsSync(join(restoredTo('clean'), 'ledger', 'zzzz'))).toBe(false)
    expect((await verifyArchive(restoredTo('clean'))).intact).toBe(true)
  })

  it(
    'goes on where it was killed, and never into a folder with something else in it',
    { timeout: 60_000 },
    async () => {
      await fill(120, 60_000)
      await backUp()
      const into = restoredTo('killed')
      expect(await runChild('restore', stick, into, '-', '30')).toBe('SIGKILL')
      expect(existsSync(join(into, 'holdfast.json'))).toBe(false)
      const there = (await readdir(join(into, 'vault'), { recursive: true })).find(
        (name) => name.length === 67,
      )!
      const { ino } = await stat(join(into, 'vault', there))
      await restoreBackup(stick, undefined, into)
      expect((await stat(join(into, 'vault', there))).ino).toBe(ino)
      expect((await verifyArchive(into)).intact).toBe(true)
      await expect(restoreBackup(stick, undefined, into)).rejects.toMatchObject({ code: 'archive.exists' })
    },
  )

  /** Restores through the door, as the window does, and ends it by `stop` when it first tells how far it is. */
  async function restoreUntil(into: string, stop: (job: string) => Promise<unknown>) {
    const [folder, target] = bench.host.issueTickets([stick, into])
    const seen: Job[] = []
    const ended: Promise<unknown>[] = []
    const unlisten = bench.host.onEvent((event) => {
      if (event.event !== 'progress' || event.job.kind !== 'restore') return
      seen.push(event.job)
      if (seen.length === 1) ended.push(stop(event.job.id))
    })
    const result = await bench.host.call('backups.restore', { folder: folder!.id, into: target!.id })
    await Promise.all(ended)
    unlisten()
    return { result, seen }
  }

  it('is a task that tells how far it is, and leaves nothing when it is stopped', async () => {
    await fill(60, 100_000)
    await backUp()
    const into = restoredTo('stopped')
    await mkdir(into)
    const { result, seen } = await restoreUntil(into, (job) => bench.host.call('jobs.cancel', { job }))
    expect(result).toMatchObject({ ok: false, error: { code: 'backups.restore-cancelled' } })
    expect(seen[0]).toMatchObject({
      state: 'running',
      totalFiles: expect.any(Number),
      totalBytes: 12_000_000,
    })
    expect(seen.at(-1)).toMatchObject({ state: 'cancelled' })
    expect(await readdir(into)).toEqual([])
    const { result: whole } = await restoreUntil(into, async () => undefined)
    expect(whole).toMatchObject({ ok: true, value: { objects: 60, damages: [] } })
  })

  it('that the end of the program breaks off is no archive yet, and is gone on with', async () => {
    await fill(60, 100_000)
    await backUp()
    const into = restoredTo('broken-off')
    const { result } = await restoreUntil(into, () => bench.host.close())
    expect(result).toMatchObject({ ok: false, error: { code: 'backups.cancelled' } })
    expect(existsSync(join(into, 'ledger'))).toBe(true)
    await bench.reopen()
    const [ticket] = bench.host.issueTickets([into])
    for (const [method, params] of [
      ['archive.open', { folder: ticket!.id }],
      ['merges.preview', { folder: ticket!.id }],
    ] as const)
      expect(await bench.host.call(method, params)).toMatchObject({
        ok: false,
        error: { code: 'archive.unfinished' },
      })
    expect(await restoreBackup(stick, undefined, into)).toMatchObject({ objects: 60, damages: [] })
    await openThere(into)
    expect((await bench.ask('custody.verify', {})).intact).toBe(true)
  })

  it('is not begun where the disk has no room for it', async () => {
    await fill(1)
    const { generation } = await backUp()
    const manifest = join(await place(), 'generations', generation, 'manifest.json')
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace('"bytes": 2000', '"bytes": 9000000000000000'),
    )
    await expect(restoreBackup(stick, undefined, restoredTo('small'))).rejects.toMatchObject({
      code: 'backups.no-room',
    })
    expect(await readdir(restoredTo('small'))).toEqual([])
  })
})
