import { FILE_MARK_BYTES } from '../../electron/core/trust/file-mark.ts'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isAlive } from '../../electron/core/store/lock.ts'
import { markOf } from '../../electron/core/disk/running-process.ts'
import { setUp, type Bench } from '../flows/support.ts'
import { oneOfEach } from '../tools/level.ts'
import { damagesIn } from '../tools/verify-here.ts'

/** Closed; every test works on a copy. */
let made: Bench
let bench: Bench
let archive = ''
beforeAll(async () => {
  made = await setUp()
  const source = join(made.folder, 'source')
  await mkdir(source)
  for (const name of ['one', 'two', 'three']) await writeFile(join(source, `${name}.txt`), `a letter ${name}`)
  await made.take([source])
  await made.host.close()
})
afterAll(async () => await made.end())
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  bench = made
})
afterEach(async () => {
  if (bench !== made) await bench.end()
  vi.restoreAllMocks()
})

const inArchive = (...names: string[]) => join(archive, ...names)
const only = async (folder: string, ending: string) => {
  const names = (await readdir(inArchive(folder), { recursive: true })).filter((name) =>
    name.endsWith(ending),
  )
  return inArchive(folder, names.sort()[0]!)
}

/** Damages a copy of the archive and opens it. */
async function openAfter(damage: () => Promise<void>): Promise<void> {
  const before = (path: string) => ((archive = path), damage())
  bench = await setUp({ from: made.folder, before })
}

/** Damages a part of the archive, opens it and returns the repairs it reports; nothing may be lost. */
async function afterDamage(damage: () => Promise<void>) {
  await openAfter(damage)
  await expect
    .poll(async () => (await bench.ask('search.find', {})).building, { timeout: 120_000 })
    .toBe(false)
  expect((await bench.ask('search.find', { query: 'letter' })).total).toBe(3)
  for (const { id } of (await bench.ask('search.find', {})).hits) await bench.ask('records.get', { id })
  const repairs = await bench.ask('archive.repairs', {})
  await bench.host.close()
  expect(await damagesIn(archive)).toEqual([])
  return repairs
}

const onePage = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`

describe('damage is reported, set aside and repaired', () => {
  const edited = async (path: string) =>
    await writeFile(path, (await readFile(path, 'utf8')).replace('one.txt', 'ONE.txt'))
  const changedWithChecksum = async (path: string) => {
    const [, rows] = /"rows":([^]*)\}\n$/.exec(await readFile(path, 'utf8')) ?? []
    const changed = rows!.replace('one.txt', 'ONE.txt')
    await writeFile(path, `{"checksum":${crc32(changed)},"rows":${changed}}\n`)
  }
  const cases: readonly [string, string, () => Promise<string>, (path: string) => Promise<void>, boolean][] =
    [
      [
        'a torn shard',
        'catalogue-shard',
        () => only('catalogue/records', '.json'),
        (path) => truncate(path, 200),
        true,
      ],
      [
        'a shard that was changed by hand',
        'catalogue-shard',
        () => only('catalogue/records', '.json'),
        edited,
        true,
      ],
      [
        'a shard that is intact and not the latest',
        'catalogue-shard',
        () => only('catalogue/records', '.json'),
        changedWithChecksum,
        true,
      ],
      [
        'a shard that is missing',
        'catalogue',
        () => only('catalogue/records', '.json'),
        (path) => rm(path),
        false,
      ],
      [
        'a head of zeros',
        'catalogue',
        async () => inArchive('catalogue/head.json'),
        (path) => writeFile(path, '\0\0'),
        true,
      ],
      [
        'a catalogue that is missing entirely',
        'catalogue',
        async () => inArchive('catalogue'),
        (path) => rm(path, { recursive: true }),
        false,
      ],
      [
        'a torn segment',
        'index',
        () => only('cache/search', '.segment'),
        (path) => truncate(path, 100),
        true,
      ],
      ['a missing segment', 'index', () => only('cache/search', '.segment'), (path) => rm(path), false],
      [
        'a torn manifest',
        'index',
        async () => inArchive('cache/search/manifest.json'),
        (path) => truncate(path, 20),
        true,
      ],
      [
        'a line that was not finished',
        'ledger-tail',
        () => only('ledger', '.jsonl'),
        async (path) => await writeFile(path, '{"act":"acc', { flag: 'a' }),
        true,
      ],
      [
        'zeros after the last line',
        'ledger-tail',
        () => only('ledger', '.jsonl'),
        async (path) => await writeFile(path, '\0'.repeat(300), { flag: 'a' }),
        true,
      ],
      [
        'holdfast.json',
        'archive-file',
        async () => inArchive('holdfast.json'),
        (path) => writeFile(path, ''),
        false,
      ],
    ]
  // The sample has one of each kind of repair, and of shards also the one that only the hash of the whole catalogue
  // reveals.
  const classOf = ([name, kind]: (typeof cases)[number]) => (name.includes('not the latest') ? name : kind)
  it.each(oneOfEach(cases, classOf))('%s', async (_, kind, find, damage, isKept) => {
    let before: Buffer | null = null
    const repairs = await afterDamage(async () => {
      const path = await find()
      await damage(path)
      before = isKept ? await readFile(path) : null
    })
    expect(repairs).toMatchObject([{ kind }])
    const { aside, message } = repairs[0]!
    expect(message).not.toBe('')
    if (!isKept) return expect(aside).toBeNull()
    const kept = await readFile(inArchive(aside!))
    expect(kind === 'ledger-tail' ? before!.subarray(-kept.length) : before).toEqual(kept)
  })

  it('a text in the cache, when the record is read', async () => {
    let path = ''
    await openAfter(async () => {
      path = await only('cache/text', '.json')
      await truncate(path, 30)
    })
    for (const { id } of (await bench.ask('search.find', {})).hits)
      expect((await bench.ask('records.text', { id }))!.passages[0]!.text).toContain('a letter')
    expect(await bench.ask('archive.repairs', {})).toMatchObject([
      { kind: 'text', path: path.slice(bench.archive.length + 1) },
    ])
  })

  it('the picture of a page, when it is shown', async () => {
    await openAfter(async () => {})
    await writeFile(join(bench.folder, 'page.pdf'), onePage)
    const { outcomes } = await bench.take([join(bench.folder, 'page.pdf')])
    const draw = () => bench.host.renderPage(outcomes[0]!.hash!, 1, 200)
    const path = await draw()
    const complete = await readFile(path)
    await truncate(path, complete.length - 30)
    const withoutMark = (bytes: Buffer) => bytes.subarray(0, -FILE_MARK_BYTES)
    expect(withoutMark(await readFile(await draw()))).toEqual(withoutMark(complete))
    expect(await bench.ask('archive.repairs', {})).toMatchObject([{ kind: 'page-picture' }])
  })

  it('settings of this computer', async () => {
    await openAfter(async () => {})
    await bench.ask('settings.edit', { personName: 'Nobody' })
    const path = join(bench.folder, 'home', 'settings.json')
    for (const content of ['{"personName":', '{"personName":7}']) {
      await bench.host.close()
      await writeFile(path, content)
      await bench.reopen()
      expect((await bench.ask('settings.get', {})).personName).toBe('')
      const [repair] = await bench.ask('archive.repairs', {})
      expect(repair).toMatchObject({ kind: 'settings', path })
      expect(await readFile(repair!.aside!, 'utf8')).toBe(content)
    }
  })

  it('nothing is reported when nothing was damaged', async () => {
    expect(await afterDamage(async () => {})).toEqual([])
  })
})

describe('a lock whose process number was reused by another program', () => {
  it.skipIf(process.platform !== 'linux')(
    'is detected and taken over; one of this process is not',
    async () => {
      const holder = { pid: process.ppid, host: hostname(), who: 'gone', since: '2026-01-01T00:00:00.000Z' }
      expect(isAlive({ ...holder, mark: markOf(process.ppid) })).toBe(true)
      expect(isAlive({ ...holder, mark: 'another-boot 12345' })).toBe(false)
      await openAfter(() =>
        writeFile(inArchive('lock'), JSON.stringify({ ...holder, mark: 'another-boot 12345' })),
      )
      expect((await bench.ask('search.find', {})).total).toBe(3)
    },
  )
})
