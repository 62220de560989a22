import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArchiveEvent } from '../../shared/contract/events.ts'
import { RecordId } from '../../shared/model/ids.ts'
import { setUp, type Bench } from './support.ts'
import { realData } from '../tools/real-data.ts'
import { damagesIn } from '../tools/verify-here.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

describe('an import', () => {
  it('accounts for every file: imported, duplicate or failed with its reason', async () => {
    const source = join(bench.folder, 'source')
    await mkdir(join(source, 'نامه‌ها'), { recursive: true })
    await writeFile(join(source, 'one.txt'), 'The first letter.')
    await writeFile(join(source, 'نامه‌ها', 'دو.txt'), 'نامهٔ دوم')
    await writeFile(join(source, 'copy.txt'), 'The first letter.')
    await writeFile(join(source, 'empty.bin'), '')
    await symlink('/etc/hostname', join(source, 'link'))
    const before = await stat(join(source, 'one.txt'))
    const result = await bench.take([source, join(bench.folder, 'absent.txt')])
    expect(result).toMatchObject({ files: 6, imported: 3, duplicates: 1, failed: 2, cancelled: false })
    expect(result.outcomes).toHaveLength(6)
    const codes = result.outcomes.filter((each) => each.outcome === 'failed').map((each) => each.code)
    expect(codes.sort()).toEqual(['imports.not-a-file', 'imports.not-found'])
    expect((await stat(join(source, 'one.txt'))).mtimeMs).toBe(before.mtimeMs)
    expect((await bench.take([source])).imported).toBe(0)
    expect(await damagesIn(bench.archive)).toEqual([])
    expect(await readdir(join(bench.archive, 'inbox'))).toEqual([])
  })

  it('keeps names of 255 bytes and of every script, and the bytes unchanged', async () => {
    const names = [
      `${'ن'.repeat(125)}.txt`,
      'e\u0301 NFD.txt',
      'emoji 🗂.txt',
      ' lead.txt',
      'a'.repeat(251) + '.txt',
    ]
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x80])
    const source = join(bench.folder, 'names')
    await mkdir(source)
    for (const [index, name] of names.entries())
      await writeFile(join(source, name), Buffer.concat([bytes, Buffer.from([index])]))
    const result = await bench.take([source])
    expect(result.imported).toBe(names.length)
    const { hits } = await bench.ask('search.find', { limit: 50 })
    expect(hits.flatMap((hit) => hit.names).sort()).toEqual([...names].sort())
    const { path } = await bench.host.openObject(result.outcomes[0]!.hash!)
    expect((await readFile(path)).subarray(0, 5)).toEqual(bytes)
  })

  it('attaches captions to the video with their base name, even if the video came earlier', async () => {
    const source = join(bench.folder, 'source')
    await mkdir(source)
    // The smallest file whose signature says MP4.
    const mp4 = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypisom\0\0\0\0isommp41'),
      Buffer.alloc(64),
    ])
    await writeFile(join(source, 'clip.mp4'), mp4)
    await writeFile(join(source, 'clip.fa.vtt'), 'WEBVTT\n\n00:12.500 --> 00:14.000\nواژهٔ نادر\n')
    await bench.take([source])
    await writeFile(join(source, 'clip.en.srt'), '1\n00:00:01,000 --> 00:00:02,000\nquokka\n')
    const second = await bench.take([source])
    expect(second).toMatchObject({ imported: 1, duplicates: 2 })
    const { total, hits } = await bench.ask('search.find', { query: 'quokka' })
    expect({ total, kind: hits[0]?.kind, locator: hits[0]?.locator, field: hits[0]?.field }).toEqual({
      total: 1,
      kind: 'video',
      locator: 't:1-2',
      field: 'transcript',
    })
    expect((await bench.ask('search.find', { query: 'واژه نادر' })).hits[0]?.locator).toBe('t:12.5-14')
    const record = await bench.ask('records.get', { id: hits[0]!.id })
    expect(record.objects.map(({ role, language }) => [role, language])).toEqual([
      ['original', ''],
      ['transcript', 'fa'],
      ['transcript', 'en'],
    ])
  })

  it('keeps captions separate when two videos have their name, and matches names in either normal form', async () => {
    const video = (sign: string) => Buffer.from(`\0\0\0\x18ftypisom\0\0\0\0isommp41${sign.repeat(64)}`)
    for (const part of ['a', 'b']) {
      await mkdir(join(bench.folder, part))
      await writeFile(join(bench.folder, part, 'clip.mp4'), video(part))
      await bench.take([join(bench.folder, part)])
    }
    await writeFile(join(bench.folder, 'caf\u00e9.mp4'), video('c'))
    await bench.take([join(bench.folder, 'caf\u00e9.mp4')])
    const captions = ['clip.vtt', 'cafe\u0301.vtt'].map((name) => join(bench.folder, name))
    for (const path of captions)
      await writeFile(path, `WEBVTT\n\n00:01.000 --> 00:02.000\n${path.length} words\n`)
    const { outcomes } = await bench.take(captions)
    expect(outcomes.map(({ attached }) => attached)).toEqual([false, true])
  })

  // Only Linux keeps names of arbitrary bytes.
  it.skipIf(process.platform !== 'linux')(
    'imports files whose names are not UTF-8, in folders with names like that',
    async () => {
      const root = Buffer.from(`${bench.folder}/old/`)
      const folder = Buffer.concat([root, Buffer.from([0xe4, 0xc7, 0xe3, 0xe5])])
      await mkdir(folder, { recursive: true })
      await writeFile(
        Buffer.concat([folder, Buffer.from('/'), Buffer.from([0xc8, 0x2e, 0x74, 0x78, 0x74])]),
        'inner',
      )
      await writeFile(Buffer.concat([root, Buffer.from([0xc7, 0x2e, 0x74, 0x78, 0x74])]), 'outer')
      const result = await bench.take([join(bench.folder, 'old')])
      expect(result).toMatchObject({ files: 2, imported: 2, failed: 0 })
      expect(result.outcomes.map(({ name }) => name)).toEqual(['\ufffd.txt', '\ufffd.txt'])
      expect((await bench.ask('search.find', { query: 'inner' })).total).toBe(1)
    },
  )

  it('stops on request, still adds up, leaves nothing partial and can be finished later', async () => {
    const source = join(bench.folder, 'many')
    await mkdir(source)
    for (let n = 0; n < 300; n += 1) await writeFile(join(source, `${n}.txt`), `letter number ${n}`)
    const tickets = bench.host.issueTickets([source]).map((ticket) => ticket.id)
    const { job } = await bench.ask('imports.start', { tickets })
    const stopAt = (event: ArchiveEvent) => {
      if (event.event === 'progress' && event.job.id === job && event.job.doneFiles > 20)
        void bench.host.call('jobs.cancel', { job })
    }
    const stopListening = bench.host.onEvent(stopAt)
    const result = await bench.ask('imports.wait', { job })
    stopListening()
    expect(result.cancelled).toBe(true)
    expect(result.imported + result.duplicates + result.failed).toBe(300)
    expect(result.failed).toBeGreaterThan(0)
    expect(new Set(result.outcomes.filter((each) => each.code).map((each) => each.code))).toEqual(
      new Set(['imports.cancelled']),
    )
    expect((await bench.ask('search.find', {})).total).toBe(result.imported)
    expect(await damagesIn(bench.archive)).toEqual([])
    const rest = await bench.take([source])
    expect(rest).toMatchObject({ imported: 300 - result.imported, duplicates: result.imported, failed: 0 })
  })

  it('refuses the archive itself as a source, and says when a file cannot be read', async () => {
    const result = await bench.take([join(bench.archive, 'holdfast.json'), bench.archive])
    expect(result).toMatchObject({ files: 2, failed: 2 })
    expect(result.outcomes.map((each) => each.code)).toEqual([
      'imports.inside-archive',
      'imports.inside-archive',
    ])
    if (process.getuid?.() === 0) return
    const locked = join(bench.folder, 'locked.txt')
    await writeFile(locked, 'x')
    await chmod(locked, 0)
    expect((await bench.take([locked])).outcomes[0]?.code).toBe('imports.unreadable')
  })

  it('is one act for undo and redo, even across a restart', async () => {
    const source = join(bench.folder, 'source')
    await mkdir(source)
    for (let n = 0; n < 20; n += 1) await writeFile(join(source, `${n}.txt`), `letter ${n}`)
    await bench.take([source])
    await bench.reopen()
    const step = await bench.ask('archive.undo', {})
    expect(step).toMatchObject({ act: 'ingestion', rows: 20 })
    expect((await bench.ask('search.find', {})).total).toBe(0)
    await bench.reopen()
    await bench.ask('archive.redo', {})
    expect((await bench.ask('search.find', { query: 'letter' })).total).toBe(20)
    expect(await damagesIn(bench.archive)).toEqual([])
  })

  it('adds files to one record: a local copy to a citation, captions as its transcript', async () => {
    const { ids } = await bench.ask('records.create', {
      kind: 'citation',
      title: 'Guidelines',
      citation: { symbol: 'HCR/1' },
    })
    const record = RecordId.parse(ids[0])
    const copy = join(bench.folder, 'copy.txt')
    await writeFile(copy, 'the text of the guidelines, as downloaded')
    await bench.take([copy])
    const tickets = bench.host.issueTickets([copy, copy]).map((ticket) => ticket.id)
    const { job } = await bench.ask('imports.start', { tickets, record })
    expect(await bench.ask('imports.wait', { job })).toMatchObject({ imported: 1, duplicates: 1, failed: 0 })
    const { objects, kind } = await bench.ask('records.get', { id: record })
    expect({ kind, roles: objects.map(({ role, name }) => [role, name]) }).toEqual({
      kind: 'citation',
      roles: [['original', 'copy.txt']],
    })
    expect(
      (await bench.ask('search.find', { query: 'downloaded', filters: { kind: ['citation'] } })).total,
    ).toBe(1)
    await bench.ask('archive.undo', {})
    expect((await bench.ask('records.get', { id: record })).objects).toEqual([])
  })

  it('imports files again whose first import was undone', async () => {
    const file = join(bench.folder, 'letter.txt')
    await writeFile(file, 'a letter')
    await bench.take([file])
    await bench.ask('archive.undo', {})
    expect(await bench.take([file])).toMatchObject({ imported: 1, duplicates: 0 })
  })
})

describe.skipIf(!existsSync(realData('.')))('the real material', () => {
  it('is imported in full and found in every container that contains text', async () => {
    const result = await bench.take([realData('.')])
    expect(result.files).toBe(result.imported + result.duplicates + result.failed)
    expect(result.failed).toBe(0)
    const persian = await bench.ask('search.find', { query: 'آزادي', limit: 100 })
    const names = persian.hits.flatMap((hit) => hit.names)
    const containers = ['txt', 'cp1256.txt', 'utf16le-bom.txt', 'utf8-bom.txt', 'docx', 'html', 'pdf'].map(
      (end) => `pes_1.${end}`,
    )
    for (const name of containers) expect(names).toContain(name)
    const phrase = await bench.ask('search.find', { query: '"freedom of movement"', limit: 100 })
    expect(phrase.hits.flatMap((hit) => hit.names)).toContain('eng.txt')
    const caption = (await readFile(realData('videos/friday.vtt'), 'utf8'))
      .split('\n')
      .find((line) => /^[A-Za-z]/.test(line) && !line.startsWith('WEBVTT'))!
    const word = /[A-Za-z]{5,}/.exec(caption)![0]
    const video = (await bench.ask('search.find', { query: word, filters: { kind: ['video'] } })).hits[0]
    expect(video?.names).toContain('friday.mp4')
    expect(video?.locator).toMatch(/^t:\d/)
  })
})

describe('an archive after a restart', () => {
  it('is the same when catalogue and cache were deleted', async () => {
    const source = join(bench.folder, 'source')
    await mkdir(source)
    for (let n = 0; n < 70; n += 1) await writeFile(join(source, `${n}.txt`), `letter ${n} about آزادی`)
    await bench.take([source])
    const tag = await bench.ask('tags.create', { path: 'medical/access' })
    const all = await bench.ask('search.find', { limit: 100, sort: 'accession' })
    await bench.ask('tags.apply', { ids: all.hits.slice(0, 10).map((hit) => hit.id), add: [tag.id] })
    await bench.ask('records.edit', {
      ids: [all.hits[3]!.id],
      set: { title: 'عنوان', dateStated: '18 September 2014' },
    })
    const snapshot = async () => ({
      list: await bench.ask('search.find', { limit: 100, sort: 'accession' }),
      found: await bench.ask('search.find', { query: 'آزادي tag:medical', limit: 100, sort: 'accession' }),
      tags: await bench.ask('tags.list', {}),
      record: await bench.ask('records.get', { id: all.hits[3]!.id }),
      undo: await bench.ask('archive.undo-steps', {}),
    })
    const before = await snapshot()
    expect(before.found.total).toBe(10)
    await bench.host.close()
    await rm(join(bench.archive, 'catalogue'), { recursive: true })
    await rm(join(bench.archive, 'cache'), { recursive: true })
    await bench.reopen()
    await expect.poll(async () => (await bench.ask('search.find', {})).building).toBe(false)
    expect(await snapshot()).toEqual(before)
  })
})
