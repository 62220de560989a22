import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/model/ids.ts'
import { readLedger, readVisible } from './history-support.ts'
import { copyOf, createRecords, editRecord, merge, openThere } from './merge-support.ts'
import { runGated, type Gate } from './run-gated.ts'
import { setUp, type Bench } from './support.ts'
import { damagesIn } from '../tools/verify-here.ts'

let bench: Bench
const begin = async () => {
  bench = await setUp()
  await bench.ask('settings.edit', { personName: 'مریم' })
}

const title = async (id: RecordId) => (await bench.ask('records.get', { id })).title
const records = (count: number) => createRecords(bench, count)
const edit = (id: RecordId, set: Record<string, unknown>) => editRecord(bench, id, set)

describe('two copies that were worked on separately', () => {
  beforeEach(begin)
  afterEach(async () => await bench.end())

  it('contain everything from both after a merge, and list what both changed', async () => {
    const ids = await records(40)
    const copy = await copyOf(bench)
    for (let n = 0; n < 60; n += 1) await edit(ids[n % 20]!, { description: `mine ${n}` })
    for (const id of ids.slice(20)) await edit(id, { title: `mine ${id}` })
    await openThere(bench, copy)
    for (let n = 0; n < 60; n += 1) await edit(ids[n % 20]!, { rights: `theirs ${n}` })
    for (const id of ids.slice(20)) await edit(id, { title: `از آن‌ها ${id}` })
    const { ids: only } = await bench.ask('records.create', {
      kind: 'statement',
      title: 'only there',
      text: 'تنها',
    })
    await openThere(bench, bench.archive)

    const report = await merge(bench, copy)
    expect(report).toMatchObject({ objects: 1, conflicts: 20, nothingNew: false })
    expect(Object.values(report.lines)).toEqual([82])
    expect(await bench.ask('records.get', { id: ids[0]! })).toMatchObject({
      description: 'mine 40',
      rights: 'theirs 40',
    })
    expect(await title(only[0] as RecordId)).toBe('only there')
    expect((await bench.ask('search.find', { query: 'تنها' })).total).toBe(1)

    const conflicts = await bench.ask('merges.conflicts', {})
    expect(conflicts).toHaveLength(20)
    expect(conflicts.every(({ wins, field }) => wins === 'theirs' && field === 'title')).toBe(true)
    expect(conflicts[0]!.mine.by.actor).toEqual({ type: 'person', name: 'مریم' })
    expect(conflicts[0]!.mine.by.device).not.toBe(conflicts[0]!.theirs.by.device)
    const line = (await readLedger(bench.archive)).findLast(
      ({ act }) => act === 'information package merging',
    )
    expect(line).toMatchObject({
      outcome: 'warning',
      detail: { kind: 'merge', conflicts: 20, lines: report.lines },
    })
    expect(await damagesIn(bench.archive)).toEqual([])
    expect(await merge(bench, copy)).toMatchObject({ nothingNew: true, lines: {} })
  })

  it('are decided one by one, until that is undone', async () => {
    const [first, second] = (await records(2)) as [RecordId, RecordId]
    const copy = await copyOf(bench)
    for (const id of [first, second]) await edit(id, { title: 'mine', dateStated: '2014' })
    await openThere(bench, copy)
    for (const id of [first, second]) await edit(id, { title: 'theirs', dateStated: '2015-03' })
    await openThere(bench, bench.archive)
    await merge(bench, copy)
    const conflicts = await bench.ask('merges.conflicts', {})
    // What is derived from the date is no separate conflict.
    expect(conflicts.map(({ field }) => field).sort()).toEqual(['dateStated', 'dateStated', 'title', 'title'])
    const of = (row: string, field: string) =>
      conflicts.find((each) => each.row === row && each.field === field)!.id

    await bench.ask('merges.resolve', {
      choices: [
        { conflict: of(first, 'title'), take: 'mine' },
        { conflict: of(first, 'dateStated'), take: 'mine' },
        { conflict: of(second, 'title'), take: 'theirs' },
      ],
    })
    expect(await bench.ask('records.get', { id: first })).toMatchObject({
      title: 'mine',
      dateStated: '2014',
      dateEdtf: '2014',
    })
    expect(await title(second)).toBe('theirs')
    expect(await bench.ask('merges.conflicts', {})).toHaveLength(1)
    await bench.ask('archive.undo', {})
    expect(await bench.ask('merges.conflicts', {})).toHaveLength(4)
    await bench.ask('archive.redo', {})
    expect(await bench.ask('merges.conflicts', {})).toHaveLength(1)
    await edit(second, { dateStated: '2016' })
    expect(await bench.ask('merges.conflicts', {})).toEqual([])
    const refused = await bench.host.call('merges.resolve', {
      choices: [{ conflict: conflicts[0]!.id, take: 'mine' }],
    })
    expect(refused).toMatchObject({ ok: false, error: { code: 'merges.no-conflict' } })

    // The decision is carried over to the other copy.
    await openThere(bench, copy)
    await merge(bench, bench.archive)
    expect(await bench.ask('merges.conflicts', {})).toEqual([])
    expect(await title(first)).toBe('mine')
    await bench.host.close()
    expect(await readVisible(copy)).toBe(await readVisible(bench.archive))
    for (const path of [copy, bench.archive]) expect(await damagesIn(path)).toEqual([])
    await bench.reopen()
  })

  it('merge tags as sets, and list a conflict when both set a list', async () => {
    const [id] = (await records(1)) as [RecordId]
    const tags = []
    for (const path of ['a', 'b']) tags.push(await bench.ask('tags.create', { path }))
    const copy = await copyOf(bench)
    await bench.ask('tags.apply', { ids: [id], add: [tags[0]!.id], remove: [] })
    await edit(id, { people: ['زهرا'] })
    await openThere(bench, copy)
    await bench.ask('tags.apply', { ids: [id], add: [tags[1]!.id], remove: [] })
    await edit(id, { people: ['رضا'] })
    await openThere(bench, bench.archive)
    expect(await merge(bench, copy)).toMatchObject({ conflicts: 1 })
    expect((await bench.ask('records.get', { id })).tags.sort()).toEqual(tags.map((tag) => tag.id).sort())
    expect(await bench.ask('merges.conflicts', {})).toMatchObject([
      { field: 'people', mine: { value: ['زهرا'] }, theirs: { value: ['رضا'] }, wins: 'theirs' },
    ])
  })

  it('list one conflict once when each was merged into the other, and accept a decision from either', async () => {
    const [id] = (await records(1)) as [RecordId]
    const copy = await copyOf(bench)
    await edit(id, { title: 'mine' })
    await openThere(bench, copy)
    await edit(id, { title: 'theirs' })
    await bench.host.close()
    const snapshot = join(bench.folder, 'snapshot')
    await cp(bench.archive, snapshot, { recursive: true })
    await bench.reopen()
    await merge(bench, copy)
    await openThere(bench, copy)
    await merge(bench, snapshot)
    expect(await bench.ask('merges.conflicts', {})).toHaveLength(1)
    const [conflict] = await bench.ask('merges.conflicts', {})
    await bench.ask('merges.resolve', { choices: [{ conflict: conflict!.id, take: 'theirs' }] })
    await openThere(bench, bench.archive)
    expect(await bench.ask('merges.conflicts', {})).toMatchObject([{ id: conflict!.id }])
    expect(await merge(bench, copy)).toMatchObject({ conflicts: 0 })
    expect(await bench.ask('merges.conflicts', {})).toEqual([])
  })

  it('restore an object that this copy had lost', async () => {
    await records(2)
    const copy = await copyOf(bench)
    const vault = join(bench.archive, 'vault')
    const lost = (await readdir(vault, { recursive: true })).find((name) => name.length > 60)!
    await rm(join(vault, lost), { force: true })
    expect(await merge(bench, copy)).toMatchObject({ objects: 1, nothingNew: false })
    expect(await damagesIn(bench.archive)).toEqual([])
  })
})

describe('a merge that is killed', () => {
  const points = ['objects', 'staging', 'ready', 'placing'] as const
  async function kill(copy: string, point: (typeof points)[number]): Promise<NodeJS.Signals | null> {
    const before = (await readdir(join(bench.archive, 'vault'), { recursive: true })).filter(
      (name) => name.length > 60,
    ).length
    const gate: Gate =
      point === 'objects'
        ? { end: 'kill', when: point, folder: join(bench.archive, 'vault'), count: before + 3 }
        : { end: 'kill', when: point, folder: bench.archive }
    const words = [bench.archive, copy, join(bench.folder, 'home')]
    const { signal, printed } = await runGated('merge-child', words, gate)
    expect(printed).toBe('')
    return signal
  }

  let ids: RecordId[]
  let third: string
  let prepared: string
  // Created once, and restored at the same path for each point: a copy elsewhere would be another device.
  beforeAll(async () => {
    await begin()
    ids = await records(3)
    const copy = await copyOf(bench)
    await edit(ids[0]!, { title: 'mine' })
    await openThere(bench, copy)
    const source = join(bench.folder, 'more')
    await mkdir(source)
    for (let n = 0; n < 20; n += 1) await writeFile(join(source, `${n}.txt`), `more ${n}`.repeat(3000))
    await bench.take([source])
    await edit(ids[0]!, { title: 'theirs' })
    await bench.host.close()
    third = join(bench.folder, 'third')
    await cp(copy, third, { recursive: true })
    await openThirdAndEdit(third, ids[1]!)
    prepared = `${bench.folder}-prepared`
    await rename(bench.folder, prepared)
  })
  beforeEach(async () => await cp(prepared, bench.folder, { recursive: true }))
  afterEach(async () => await bench.end())
  afterAll(async () => await rm(prepared, { recursive: true, force: true }))

  it.each(points)('at %s leaves the archive as it was or completely merged', async (point) => {
    const visible = await readVisible(bench.archive)

    expect(await kill(third, point)).toBe('SIGKILL')
    await bench.reopen()
    const isMerged = point === 'ready' || point === 'placing'
    expect((await readLedger(bench.archive)).some(({ act }) => act === 'information package merging')).toBe(
      isMerged,
    )
    if (!isMerged) expect(await readVisible(bench.archive)).toBe(visible)
    expect(await damagesIn(bench.archive)).toEqual([])
    const report = await merge(bench, third)
    expect(report.nothingNew).toBe(isMerged)
    expect(await bench.ask('merges.conflicts', {})).toHaveLength(1)
    expect(
      (await readLedger(bench.archive)).filter(({ act }) => act === 'information package merging'),
    ).toHaveLength(1)
    expect(await title(ids[1]!)).toBe('third')
    expect((await bench.ask('search.find', { query: 'more' })).total).toBe(20)
    expect(await damagesIn(bench.archive)).toEqual([])
    expect(existsSync(join(bench.archive, 'inbox', 'merge'))).toBe(false)
  })

  // So that lines of two other devices arrive, in two files.
  async function openThirdAndEdit(third: string, id: RecordId): Promise<void> {
    await bench.reopen()
    await openThere(bench, third)
    await edit(id, { title: 'third' })
    await bench.host.close()
  }
})
