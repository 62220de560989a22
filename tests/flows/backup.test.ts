import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBackup, listBackups } from '../../electron/core/backups/backup-folder.ts'
import { backUp, fill, placeOf, runChild, stickOf } from './backup-support.ts'
import { readLedger } from './history-support.ts'
import { openThere } from './merge-support.ts'
import type { Gate } from './run-gated.ts'
import { setUp, type Bench } from './support.ts'

const run = promisify(execFile)
let bench: Bench
let stick: string
beforeEach(async () => {
  bench = await setUp()
  stick = stickOf(bench)
  await mkdir(stick)
})
afterEach(async () => {
  await run('chmod', ['-R', 'u+w', bench.folder])
  await bench.end()
})
const restoredTo = (name: string) => join(bench.folder, name)

describe('a backup', () => {
  it('is proved, recorded, and copies only what is new the next time', async () => {
    await fill(bench, 20)
    const first = await backUp(bench)
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
    await fill(bench, 3)
    expect(await backUp(bench)).toMatchObject({ objects: 23, copied: { objects: 3 }, proved: true })
    expect((await readdir(await placeOf(bench))).sort()).toEqual(['generations', 'objects'])
  })

  it('can be checked with sha256sum alone', async () => {
    await fill(bench, 5)
    const { generation } = await backUp(bench)
    const list = join('generations', generation, 'sha256.txt')
    await run('sha256sum', ['--check', '--strict', '--quiet', list], { cwd: await placeOf(bench) })
  })

  it('keeps two proved generations, and drops objects only with the last generation that names them', async () => {
    await fill(bench, 2)
    const made = [await backUp(bench), await backUp(bench, false), await backUp(bench), await backUp(bench)]
    const names = made.map(({ generation }) => generation)
    expect(made[3]!.dropped.sort()).toEqual([names[0], names[1]].sort())
    expect((await listBackups(stick)).map(({ generation }) => generation)).toEqual([names[3], names[2]])
    expect((await checkBackup(stick, names[2])).intact).toBe(true)
  })

  it('keeps an older generation whose ledger no later one contains', async () => {
    await fill(bench, 1)
    await bench.host.close()
    const copy = restoredTo('copy')
    await cp(bench.archive, copy, { recursive: true })
    await bench.reopen()
    await openThere(bench, copy)
    await bench.ask('records.create', { kind: 'statement', title: 'only in the copy' })
    const separate = await backUp(bench)
    await openThere(bench, bench.archive)
    for (let n = 0; n < 3; n += 1) await backUp(bench)
    expect((await listBackups(stick)).map(({ generation }) => generation)).toContain(separate.generation)
  })

  it('repairs an earlier copy that was damaged', async () => {
    await fill(bench, 4)
    await backUp(bench)
    const root = await placeOf(bench)
    const object = (await readdir(join(root, 'objects'), { recursive: true })).find(
      (name) => name.length > 60,
    )!
    await writeFile(join(root, 'objects', object), 'altered')
    expect((await checkBackup(stick, undefined)).damages).toMatchObject([
      { kind: 'object-changed', file: `objects/${object}` },
    ])
    expect(await backUp(bench)).toMatchObject({ mended: 1, copied: { objects: 1 }, proved: true })
    expect((await checkBackup(stick, undefined)).intact).toBe(true)
  })

  it('reports what the archive itself has lost, and keeps the rest', async () => {
    await fill(bench, 4)
    const vault = join(bench.archive, 'vault')
    const lost = (await readdir(vault, { recursive: true })).find((name) => name.length > 60)!
    await rm(join(vault, lost))
    expect(await backUp(bench)).toMatchObject({
      objects: 3,
      proved: true,
      lacking: [{ kind: 'object-missing', file: `vault/${lost}` }],
    })
    expect((await readLedger(bench.archive)).at(-1)!.outcome).toBe('warning')
  })

  it('refuses a folder that is missing, inside the archive, read-only or in use by another backup', async () => {
    const attempt = async (path: string) => {
      const [ticket] = bench.host.issueTickets([path])
      const result = await bench.host.call('backups.create', { folder: ticket!.id })
      return result.ok ? 'made' : result.error.code
    }
    expect(await attempt(join(bench.folder, 'nowhere'))).toBe('backups.no-folder')
    expect(await attempt(join(bench.archive, 'vault'))).toBe('backups.inside-archive')
    const root = await placeOf(bench)
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

  it('continues after it was killed', async () => {
    await fill(bench, 30)
    await bench.host.close()
    const gate: Gate = { end: 'kill', when: 'objects', folder: stick, count: 10 }
    expect(await runChild(bench, { what: 'backup', gate })).toEqual({ signal: 'SIGKILL', printed: '' })
    await bench.reopen()
    expect(await listBackups(stick)).toEqual([])
    expect(await backUp(bench)).toMatchObject({ objects: 30, copied: { objects: 20 }, proved: true })
    expect((await checkBackup(stick, undefined)).extra).toEqual([])
  })

  it('stops on request, and continues', async () => {
    await fill(bench, 30)
    await bench.host.close()
    const gate: Gate = { end: 'wait', when: 'objects', folder: stick, count: 10 }
    const { printed } = await runChild(bench, { what: 'backup', gate })
    expect(JSON.parse(printed).result).toMatchObject({ ok: false, error: { code: 'backups.cancelled' } })
    await bench.reopen()
    expect(await backUp(bench)).toMatchObject({ objects: 30, copied: { objects: 20 }, proved: true })
  })

  it('continues in the middle of a large file', async () => {
    await fill(bench, 1, 12 << 20)
    const parts = async () =>
      (await readdir(stick, { recursive: true })).filter((name) => name.endsWith('.part'))
    await bench.host.close()
    const gate: Gate = { end: 'wait', when: 'partial', folder: stick, count: 2 << 20 }
    const { printed } = await runChild(bench, { what: 'backup', gate })
    expect(JSON.parse(printed).result).toMatchObject({ ok: false, error: { code: 'backups.cancelled' } })
    await bench.reopen()
    const [begun] = await parts()
    const before = await stat(join(stick, begun!))
    expect(before.size).toBeGreaterThan(1 << 20)
    expect(before.size).toBeLessThan(12 << 20)
    expect(await backUp(bench)).toMatchObject({ objects: 1, proved: true })
    expect(await parts()).toEqual([])
    expect((await stat(join(stick, begun!.slice(0, -'.part'.length)))).ino).toBe(before.ino)
  })
})
