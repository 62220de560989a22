import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { listBackups } from '../../electron/core/backups/backup-folder.ts'
import { readLedger } from './history-support.ts'
import { setUp, type Bench } from './support.ts'

const run = promisify(execFile)

let bench: Bench
let stick: string
let canMount = false

// Real small disks; only root may mount them, and only on Linux.
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-mount-'))
  canMount = await mount(folder, 'size=1m').then(
    () => true,
    () => false,
  )
  if (canMount) await run('umount', [folder])
  await rm(folder, { recursive: true })
})

beforeEach(async () => {
  bench = await setUp()
  stick = join(bench.folder, 'stick')
  await mkdir(stick)
  const source = join(bench.folder, 'source')
  await mkdir(source)
  for (let n = 0; n < 8; n += 1) await writeFile(join(source, `${n}.bin`), randomBytes(1 << 20))
  await bench.take([source])
})
afterEach(async () => {
  if (canMount) await run('umount', [stick]).catch(() => undefined)
  await bench.end()
})

async function mount(folder: string, options: string): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
}

async function onDisk(context: TestContext, options: string): Promise<void> {
  if (!canMount) context.skip()
  await mount(stick, options)
}

async function backUp() {
  const [ticket] = bench.host.issueTickets([stick])
  return await bench.host.call('backups.create', { folder: ticket!.id })
}

describe('a disk for backups', () => {
  it('without enough space is reported before anything is copied', async (context) => {
    await onDisk(context, 'size=20m')
    expect(await backUp()).toMatchObject({
      ok: false,
      error: { code: 'backups.no-room', facts: { needed: 26, free: 20 } },
    })
    expect(await listBackups(stick)).toEqual([])
  })

  it('that fills up midway costs nothing that is there, and the next backup continues', async (context) => {
    await onDisk(context, 'size=60m,nr_inodes=16')
    expect(await backUp()).toMatchObject({ ok: false, error: { code: 'backups.full' } })
    expect(await listBackups(stick)).toEqual([])
    await run('mount', ['-o', 'remount,nr_inodes=1000', stick])
    const made = await backUp()
    expect(made).toMatchObject({
      ok: true,
      value: { objects: 8, proved: true, notProved: null, sameDisk: false },
    })
  })

  it('that is write-protected is reported, and the archive records no backup', async (context) => {
    await onDisk(context, 'size=60m')
    await run('mount', ['-o', 'remount,ro', stick])
    expect(await backUp()).toMatchObject({
      ok: false,
      error: { code: 'backups.not-written', facts: { problem: 'EROFS' } },
    })
    expect((await readLedger(bench.archive)).some(({ act }) => act === 'replication')).toBe(false)
  })
})
