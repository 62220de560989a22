import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openHost, type Host } from '../../electron/core/host/host.ts'
import { writingMethods } from '../../shared/contract/index.ts'
import { PATIENCE_MS } from '../tools/level.ts'
import { installFaultyFiles } from './faulty-files.ts'
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from './small-disk.ts'

const trial = mkdtempSync(join(tmpdir(), 'holdfast-mount-'))
const reason = whyNoSmallDisk(join(trial, 'disk'))
rmSync(trial, { recursive: true })
if (reason) console.log(`The tests on a real small disk are not run: ${reason}.`)

let folder: string
let disk: SmallDisk | null = null
let host: Host
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  folder = await mkdtemp(join(tmpdir(), 'holdfast-disk-'))
})
afterEach(async () => {
  await host.close().catch(() => undefined)
  disk?.end()
  disk = null
  await rm(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
})

const open = async (archive: string, more: { create?: { title: string }; readOnly?: boolean } = {}) => {
  host = await openHost({
    home: join(folder, 'home'),
    resources: '',
    actor: 'tests',
    appName: 'Holdfast',
    version: '0.0.0',
    archive,
    ...more,
  })
}
// Whatever a method replies, or its error, is checked below.
// oxlint-disable-next-line typescript/no-explicit-any
const call = async (method: string, params: object = {}): Promise<any> => {
  const result = await host.call(method, params)
  return result.ok ? result.value : { code: result.error.code }
}
async function take(...paths: string[]) {
  const tickets = host.issueTickets(paths).map(({ id }) => id)
  const { job } = await call('imports.start', { tickets })
  return await call('imports.wait', { job })
}
async function letters(count: number): Promise<string> {
  const source = join(folder, 'letters')
  await mkdir(source, { recursive: true })
  for (let n = 0; n < count; n += 1) await writeFile(join(source, `${n}.txt`), `a letter ${n}`)
  return source
}
/** Writes to files until there is no free space. */
async function fillUp(path: string): Promise<void> {
  for (let size = 1 << 20; size >= 512; size = size >> 1)
    for (;;) {
      const full = await writeFile(`${path}-${size}`, randomBytes(size), { flag: 'a' }).then(
        () => false,
        () => true,
      )
      if (full) break
    }
}

describe.skipIf(reason)('a full disk', () => {
  it(
    'refuses new material, keeps what was saved, and lets its owner tidy up, close and open again',
    { timeout: PATIENCE_MS },
    async () => {
      disk = mountSmallDisk(join(folder, 'disk'), 24)
      const archive = join(disk!.folder, 'archive')
      await open(archive, { create: { title: 'Small' } })
      const source = await letters(20)
      expect(await take(source)).toMatchObject({ imported: 20, failed: 0 })
      const listed = await call('search.find', { limit: 500 })
      const ids = listed.hits.map(({ id }: { id: string }) => id)
      await call('records.edit', { ids, set: { description: 'before' } })

      await fillUp(join(disk!.folder, 'other'))
      await writeFile(join(folder, 'large.bin'), randomBytes(2 << 20))
      const large = await take(join(folder, 'large.bin'))
      expect(large.outcomes[0]).toMatchObject({ outcome: 'failed', code: 'store.disk-full' })
      expect(
        await call('records.create', { kind: 'statement', title: 'new', text: 'new '.repeat(5000) }),
      ).toEqual({ code: 'store.disk-full' })
      // Many small changes, until the last block of the ledger is full as well.
      let code: string | undefined
      for (let n = 0; n < 400 && !code; n += 1)
        code = (await call('records.edit', { ids, set: { description: `after ${n}` } })).code
      expect(code).toBe('store.disk-full')
      const { description } = await call('records.get', { id: ids[0] })
      expect((await readdir(join(archive, 'inbox'))).filter((name) => name.endsWith('.part'))).toEqual([])

      expect(await call('records.withdraw', { ids: ids.slice(0, 5), reason: 'room' })).toMatchObject({
        ids: ids.slice(0, 5),
      })
      expect(await call('archive.undo')).toMatchObject({ act: 'deaccession' })
      expect(await call('archive.redo')).toMatchObject({ rows: 5 })
      expect(await call('records.edit', { ids, set: { description: 'once more' } })).toEqual({
        code: 'records.not-found',
      })
      expect(await call('records.edit', { ids: ids.slice(6), set: { description: 'once more' } })).toEqual({
        code: 'store.disk-full',
      })
      await host.close()
      expect(await readdir(archive)).not.toContain('lock')

      await open(archive)
      expect((await call('search.find')).total).toBe(15)
      expect((await call('records.get', { id: ids[6] })).description).toBe(description)
      const report = await call('custody.verify', { mode: 'full' })
      expect(report.damages).toEqual([])
      expect(Object.values<{ seq: number }>(report.signed)[0]!.seq).toBeGreaterThan(20)
      // Space was freed: everything works, and the reserve is set aside again.
      for (const name of await readdir(disk!.folder))
        if (name.startsWith('other')) await rm(join(disk!.folder, name))
      expect(await call('records.edit', { ids: ids.slice(6), set: { description: 'again' } })).toMatchObject({
        ids: ids.slice(6),
      })
      await host.close()
      await open(archive)
      expect(await readdir(join(archive, 'cache'))).toContain('reserve')
    },
  )
})

async function expectReadable(total: number): Promise<void> {
  expect(await call('archive.describe')).toMatchObject({ readOnly: true, records: total })
  const found = await call('search.find', { query: 'letter' })
  expect(found).toMatchObject({ total })
  expect((await call('records.text', { id: found.hits[0].id })).passages[0].text).toContain('a letter')
  for (const method of writingMethods) {
    const params = {
      ids: [found.hits[0].id],
      id: found.hits[0].id,
      set: {},
      reason: 'x',
      title: 'x',
      kind: 'statement',
      path: 'x',
      name: 'x',
      names: ['a', 'b'],
      query: 'x',
    }
    const reply = await call(method, params)
    expect(['archive.read-only', 'request.invalid'], method).toContain(reply.code)
  }
  expect(await call('records.edit', { ids: [found.hits[0].id], set: { title: 'x' } })).toEqual({
    code: 'archive.read-only',
  })
  expect(await call('archive.undo')).toEqual({ code: 'archive.read-only' })
  const ticket = host.issueTickets([folder])[0]!
  expect(await call('imports.start', { tickets: [ticket.id] })).toEqual({ code: 'archive.read-only' })
  expect((await call('custody.verify', { mode: 'full', fresh: true })).damages).toEqual([])
}

describe.skipIf(reason)('a read-only medium', () => {
  it(
    'opens for reading, complete, even if catalogue and index are missing',
    { timeout: PATIENCE_MS },
    async () => {
      disk = mountSmallDisk(join(folder, 'disk'), 40)
      const archive = join(disk!.folder, 'archive')
      await open(archive, { create: { title: 'On a disc' } })
      await take(await letters(12))
      await host.close()
      disk!.allowWriting(false)
      await open(archive)
      await expectReadable(12)
      await host.close()

      for (const lost of ['cache', 'catalogue']) {
        disk!.allowWriting(true)
        await rm(join(archive, lost), { recursive: true })
        disk!.allowWriting(false)
        await open(archive)
        await expectReadable(12)
        await host.close()
      }
      disk!.allowWriting(true)
      await open(archive)
      expect(await call('archive.describe')).toMatchObject({ readOnly: false, records: 12 })
    },
  )
})

describe('a disk that reports that it is read-only', () => {
  it('opens for reading', async () => {
    const archive = join(folder, 'archive')
    await open(archive, { create: { title: 'x' } })
    await take(await letters(3))
    await host.close()
    const layer = installFaultyFiles(archive, () => ({ errno: 'EROFS' }))
    try {
      await open(archive)
      await expectReadable(3)
      await host.close()
    } finally {
      layer.end()
    }
  })
})

describe('a second opener', () => {
  it('learns who has the archive open, and may read it', async () => {
    const archive = join(folder, 'archive')
    await open(archive, { create: { title: 'x' } })
    await take(await letters(3))
    const first = host
    await expect(open(archive)).rejects.toMatchObject({
      code: 'archive.locked',
      facts: { who: 'Holdfast (tests)' },
    })
    await open(archive, { readOnly: true })
    await expectReadable(3)
    await host.close()
    host = first
    expect(await call('records.create', { kind: 'statement', title: 'goes on' })).toHaveProperty('seq')
    expect((await call('custody.verify', { mode: 'full', fresh: true })).damages).toEqual([])
  })
})

describe('a folder that disappears while it is open', () => {
  async function disappearAndReturn(
    archive: string,
    disappear: () => void,
    comeBack: () => void,
  ): Promise<void> {
    await open(archive, { create: { title: 'Stick' } })
    await take(await letters(3))
    const { hits } = await call('search.find')
    const ids = [hits[0].id]
    disappear()
    for (const [method, params] of [
      ['records.edit', { ids, set: { title: 'lost?' } }],
      ['records.create', { kind: 'statement', title: 'x', text: 'y' }],
      ['custody.head', {}],
    ] as const)
      expect(await call(method, params), method).toEqual({ code: 'store.gone' })
    expect(await call('archive.describe')).toMatchObject({ isGone: true })
    comeBack()
    expect(await call('records.edit', { ids, set: { title: 'back' } })).toMatchObject({ ids })
    expect(await call('archive.describe')).toMatchObject({ isGone: false })
    expect((await call('custody.verify', { mode: 'full', fresh: true })).damages).toEqual([])
    await host.close()
    await open(archive)
    expect((await call('records.get', { id: ids[0] })).title).toBe('back')
  }

  it(
    'is reported, gets no replacement, and works again when it is back',
    { timeout: PATIENCE_MS },
    async () => {
      const { renameSync, existsSync } = await import('node:fs')
      const archive = join(folder, 'archive')
      await disappearAndReturn(
        archive,
        () => renameSync(archive, join(folder, 'elsewhere')),
        () => {
          expect(existsSync(archive)).toBe(false)
          renameSync(join(folder, 'elsewhere'), archive)
        },
      )
    },
  )

  it.skipIf(reason)('is reported also when its drive is unplugged', { timeout: PATIENCE_MS }, async () => {
    disk = mountSmallDisk(join(folder, 'disk'), 30)
    await disappearAndReturn(join(disk!.folder, 'archive'), disk!.unplug, disk!.plugIn)
  })

  it('closes silently when it does not come back', async () => {
    const { renameSync } = await import('node:fs')
    const archive = join(folder, 'archive')
    await open(archive, { create: { title: 'x' } })
    renameSync(archive, join(folder, 'elsewhere'))
    await host.close()
    mkdirSync(archive)
    expect(await readdir(archive)).toEqual([])
  })
})
