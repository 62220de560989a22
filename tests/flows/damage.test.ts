import { readdir, readFile, rename, rm, writeFile, mkdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
  await mkdir(join(bench.folder, 'source'))
  for (const name of ['one', 'two', 'three'])
    await writeFile(join(bench.folder, 'source', `${name}.txt`), `a letter about ${name}`)
  await bench.take([join(bench.folder, 'source')])
})
afterEach(async () => await bench.end())

const inArchive = (...names: string[]) => join(bench.archive, ...names)
const found = async (query: string) => {
  await expect.poll(async () => (await bench.ask('search.find', {})).building).toBe(false)
  const { total, hits } = await bench.ask('search.find', { query })
  return { total, listed: hits.length }
}
const objects = async () => {
  const names = await readdir(inArchive('vault'), { recursive: true })
  return names.filter((name) => name.length > 60).sort()
}

describe('an archive that lost something', () => {
  it('gets its holdfast.json back from the ledger, with one id for every copy and the current title', async () => {
    await bench.ask('archive.rename', { title: 'نام تازه' })
    await bench.host.close()
    const ids: string[] = []
    for (const lose of [
      () => rm(inArchive('holdfast.json')),
      () => writeFile(inArchive('holdfast.json'), '\0\0'),
    ]) {
      await lose()
      for (const name of ['catalogue', 'cache', 'inbox'])
        await rm(inArchive(name), { recursive: true, force: true })
      await bench.reopen()
      expect(await found('letter')).toEqual({ total: 3, listed: 3 })
      ids.push((await bench.ask('archive.describe', {}))!.id)
      await bench.host.close()
      expect(JSON.parse(await readFile(inArchive('holdfast.json'), 'utf8'))).toMatchObject({
        format: 1,
        title: 'نام تازه',
      })
    }
    expect(ids[0]).toBe(ids[1])
    await bench.reopen()
  })

  it('finds every other record when an object is missing and the index is rebuilt', async () => {
    await bench.host.close()
    await rm(inArchive('vault', (await objects())[0]!))
    await rm(inArchive('cache'), { recursive: true })
    await bench.reopen()
    expect(await found('letter')).toEqual({ total: 2, listed: 2 })
    expect((await bench.ask('search.find', {})).total).toBe(3)
  })

  it('keeps every object that the ledger names in the vault, whatever the catalogue says after a crash', async () => {
    await bench.host.close()
    const before = await objects()
    for (const shard of await readdir(inArchive('catalogue', 'objects')))
      await writeFile(inArchive('catalogue', 'objects', shard), '{}')
    const gone = { pid: 2 ** 22 + 1, host: hostname(), who: 'gone', since: '2020-01-01T00:00:00.000Z' }
    await writeFile(inArchive('lock'), JSON.stringify(gone))
    await bench.reopen()
    expect(await objects()).toEqual(before)
  })

  it('lists no ghosts when an older ledger was restored and only the catalogue deleted', async () => {
    await bench.host.close()
    const device = (await readdir(inArchive('ledger')))[0]!
    const ledger = inArchive('ledger', device, '000001.jsonl')
    const lines = (await readFile(ledger, 'utf8')).trimEnd().split('\n')
    // The last line is the signature made at closing; the third letter is before it.
    await writeFile(ledger, `${lines.slice(0, -2).join('\n')}\n`)
    await rm(inArchive('catalogue'), { recursive: true })
    await bench.reopen()
    expect(await found('letter')).toEqual({ total: 2, listed: 2 })
  })

  it('says what is in the way of a folder, with a code', async () => {
    await bench.host.close()
    await rename(inArchive('cache'), inArchive('elsewhere'))
    await writeFile(inArchive('cache'), '')
    await expect(bench.reopen()).rejects.toMatchObject({ code: 'archive.not-plain' })
    expect(await readdir(bench.archive)).not.toContain('lock')
    await rm(inArchive('cache'))
    await bench.reopen()
    expect(await found('letter')).toEqual({ total: 3, listed: 3 })
  })
})

describe('an archive whose creation was interrupted', () => {
  it('is created again in the same folder', async () => {
    await bench.host.close()
    await rm(bench.archive, { recursive: true })
    await mkdir(inArchive('ledger'), { recursive: true })
    await mkdir(inArchive('vault'))
    await bench.create()
    expect(await bench.ask('archive.describe', {})).toMatchObject({ title: 'Flow', records: 0 })
  })
})

describe('two openings at once', () => {
  it('leave one archive open and the others free', async () => {
    const folders = ['x', 'y', 'z'].map((name) => join(bench.folder, name))
    for (const folder of folders) {
      await mkdir(folder)
      const [ticket] = bench.host.issueTickets([folder])
      await bench.ask('archive.create', { title: 'New', folder: ticket!.id })
    }
    const tickets = bench.host.issueTickets(folders)
    await Promise.all(tickets.map(({ id }) => bench.ask('archive.open', { folder: id })))
    const open = (await bench.ask('archive.describe', {}))!.path
    for (const folder of folders) expect((await readdir(folder)).includes('lock')).toBe(folder === open)
  })
})
