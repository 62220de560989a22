import { truncateSync } from 'node:fs'
import { appendFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GENESIS, printLine } from '../../electron/core/store/ledger/line.ts'
import { chained } from '../tools/chained.ts'
import type { RecordId } from '../../shared/model/ids.ts'
import { readLedger } from './history-support.ts'
import { copyOf, createRecords, editRecord, merge, openThere } from './merge-support.ts'
import { setUp, type Bench } from './support.ts'
import { damagesIn } from '../tools/verify-here.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
  await bench.ask('settings.edit', { personName: 'مریم' })
})
afterEach(async () => await bench.end())

const records = (count: number) => createRecords(bench, count)
const edit = (id: RecordId, set: Record<string, unknown>) => editRecord(bench, id, set)

describe('the preview of another copy', () => {
  it('says what a merge would bring and by whom, and changes nothing', async () => {
    const [id] = await records(1)
    const copy = await copyOf(bench)
    const preview = async () => {
      const [ticket] = bench.host.issueTickets([copy])
      return await bench.ask('merges.preview', { folder: ticket!.id })
    }
    expect(await preview()).toMatchObject({ lines: 0, objects: 0, conflicts: 0, last: null })
    await edit(id!, { title: 'mine', rights: 'mine' })
    await openThere(bench, copy)
    await bench.ask('settings.edit', { personName: 'رضا' })
    await edit(id!, { title: 'از آن‌ها' })
    await bench.ask('records.create', { kind: 'statement', title: 'only there', text: 'تنها' })
    await openThere(bench, bench.archive)

    const before = await readLedger(bench.archive)
    const shown = await preview()
    expect(shown).toMatchObject({ title: 'Flow', objects: 1, bytes: 8, conflicts: 1 })
    expect(shown.last).toMatchObject({ actor: { name: 'رضا' } })
    expect(await readLedger(bench.archive)).toEqual(before)
    const report = await merge(bench, copy)
    expect(Object.values(report.lines)).toEqual([shown.lines])
    expect(report).toMatchObject({ objects: shown.objects, bytes: shown.bytes, conflicts: shown.conflicts })
  })
})

describe('a merge is refused', () => {
  const attempt = async (path: string) => {
    const [ticket] = bench.host.issueTickets([path])
    const result = await bench.host.call('merges.run', { folder: ticket!.id })
    return result.ok ? null : result.error
  }

  it('with itself, with no archive, and with a different one', async () => {
    expect(await attempt(bench.archive)).toMatchObject({ code: 'merges.same-folder' })
    expect(await attempt(join(bench.folder, 'nowhere'))).toMatchObject({ code: 'archive.not-found' })
    expect(await attempt(bench.folder)).toMatchObject({ code: 'archive.not-an-archive' })
    const [ticket] = bench.host.issueTickets([join(bench.folder, 'other')])
    await bench.ask('archive.create', { title: 'دیگری', folder: ticket!.id })
    const error = await attempt(bench.archive)
    expect(error).toMatchObject({ code: 'merges.other-archive', message: expect.stringContaining('Flow') })
  })

  it('when this archive is open read-only', async () => {
    const copy = await copyOf(bench)
    const [ticket] = bench.host.issueTickets([bench.archive])
    await bench.ask('archive.open', { folder: ticket!.id, readOnly: true })
    expect(await attempt(copy)).toMatchObject({ code: 'archive.read-only' })
  })

  it('when the other copy shrinks meanwhile, and its files are removed from the vault again', async () => {
    await records(1)
    const copy = await copyOf(bench)
    await openThere(bench, copy)
    await records(2)
    const { device } = await bench.ask('custody.health', {})
    await openThere(bench, bench.archive)
    const file = join(copy, 'ledger', device, '000001.jsonl')
    const stop = bench.host.onEvent((event) => {
      if (event.event === 'progress' && event.job.kind === 'merge' && event.job.state === 'done')
        truncateSync(file, 0)
    })
    expect(await attempt(copy)).toMatchObject({ code: 'merges.changed-meanwhile' })
    stop()
    expect(await bench.ask('custody.verify', {})).toMatchObject({ damages: [], objects: 1 })
    expect(await namesIn(join(bench.archive, 'vault'))).toHaveLength(1)
  })

  const namesIn = async (folder: string) =>
    (await readdir(folder, { recursive: true })).filter((name) => name.length > 60)

  it('with a damaged copy, naming what is wrong', async () => {
    await records(2)
    const copy = await copyOf(bench)
    const before = await readLedger(bench.archive)
    const object = (await readdir(join(copy, 'vault'), { recursive: true })).find((name) => name.length > 60)!
    await rm(join(copy, 'vault', object), { force: true })
    await writeFile(join(copy, 'vault', object), 'altered')
    expect(await attempt(copy)).toMatchObject({
      code: 'merges.damaged',
      facts: { count: 1, first: expect.stringContaining(object) },
    })
    expect((await readLedger(bench.archive)).length).toBe(before.length)
  })

  it('when it has lines under the device code of this computer that this computer did not write', async () => {
    await records(1)
    const copy = await copyOf(bench)
    const { device } = await bench.ask('custody.health', {})
    const file = join(copy, 'ledger', device, '000001.jsonl')
    const last = JSON.parse((await readFile(file, 'utf8')).trimEnd().split('\n').at(-1)!)
    const { hash, seal: _seal, ...rest } = last
    await appendFile(
      file,
      `${printLine(chained({ ...rest, seq: last.seq + 1, prev: hash, act: 'accession' }))}\n`,
    )
    expect(await attempt(copy)).toMatchObject({
      code: 'merges.damaged',
      facts: { count: 1, first: expect.stringContaining('this computer did not write it') },
    })
    expect(await damagesIn(bench.archive)).toEqual([])
  })

  it('when two programs wrote as one device, naming the line', async () => {
    await records(1)
    const copy = await copyOf(bench)
    for (const [archive, name] of [
      [bench.archive, 'one program'],
      [copy, 'another'],
    ] as const) {
      const entry = chained({
        act: 'accession',
        action: 'a',
        actor: { type: 'software', name },
        at: '2026-01-01T00:00:00.000Z',
        changes: [],
        device: 'bbbb',
        prev: GENESIS,
        seq: 1,
      })
      await mkdir(join(archive, 'ledger', 'bbbb'))
      await writeFile(join(archive, 'ledger', 'bbbb', '000001.jsonl'), `${printLine(entry)}\n`)
    }
    expect(await attempt(copy)).toMatchObject({
      code: 'merges.forked',
      facts: { device: 'bbbb', seq: 1, file: 'ledger/bbbb/000001.jsonl', line: 1 },
    })
    expect(await damagesIn(bench.archive)).toEqual([])
  })
})
