import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EntryRef, FieldComparison } from '../../shared/contract/records.ts'
import type { RecordId } from '../../shared/model/ids.ts'
import { readLedger, workElsewhere } from './history-support.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

const paste = async (title: string, text = 'text'): Promise<RecordId> =>
  (await bench.ask('records.create', { kind: 'statement', title, text })).ids[0] as RecordId
const entriesOf = async (id: RecordId): Promise<EntryRef[]> =>
  (await bench.ask('records.history', { id })).map(({ device, seq }) => ({ device, seq }))
const changed = (fields: readonly FieldComparison[]) => fields.filter(({ kind }) => kind !== 'unchanged')

describe('the history of a record', () => {
  it('says how many records one line changed together, and names tags that no longer exist', async () => {
    const ids = [await paste('one'), await paste('two'), await paste('three')]
    const tag = await bench.ask('tags.create', { path: 'medical/access' })
    await bench.ask('tags.apply', { ids, add: [tag.id] })
    await bench.ask('tags.withdraw', { id: tag.id })
    const history = await bench.ask('records.history', { id: ids[0]! })
    expect(history.map(({ together }) => together)).toEqual([1, 3, 3])
    expect(history[1]?.tagPaths).toEqual({ [tag.id]: 'medical/access' })
    expect(history.every(({ changes }) => changes.every((change) => change.id === ids[0]))).toBe(true)
  })
})

describe('a version', () => {
  it('is exactly the record as it was after each entry', async () => {
    const id = await paste('نامه')
    const states = [await bench.ask('records.get', { id })]
    const tag = await bench.ask('tags.create', { path: 'a' })
    const steps = [
      () => bench.ask('records.edit', { ids: [id], set: { title: 'نامهٔ پزشکان', people: ['A', 'B'] } }),
      () => bench.ask('tags.apply', { ids: [id], add: [tag.id] }),
      () => bench.ask('archive.undo', {}),
      () => bench.ask('archive.redo', {}),
      () => bench.ask('records.withdraw', { ids: [id], reason: 'twice' }),
      () => bench.ask('archive.undo', {}),
    ]
    for (const step of steps) {
      await step()
      states.push(await bench.ask('records.get', { id }))
    }
    await bench.reopen()
    const entries = await entriesOf(id)
    expect(entries).toHaveLength(states.length)
    for (const [at, entry] of entries.entries())
      expect(await bench.ask('records.version', { id, entry })).toEqual(states[at])
    const unknown = { id, entry: { device: 'zzzz', seq: 1 } }
    await expect(bench.ask('records.version', unknown)).rejects.toMatchObject({ code: 'records.no-version' })
  })
})

describe('two versions', () => {
  it('are compared word by word, lists by what was added and removed, groups by their parts', async () => {
    const id = await paste('آن‌ها می‌روند')
    const tag = await bench.ask('tags.create', { path: 'medical/access' })
    const verification = {
      status: 'corroborated',
      method: 'two letters',
      examiner: '',
      examinedOn: '',
      reason: '',
    } as const
    await bench.ask('records.edit', {
      ids: [id],
      set: { title: 'آن‌ها نمی‌روند', people: ['A', 'B'], rights: 'free', verification },
    })
    await bench.ask('records.edit', { ids: [id], set: { people: ['B', 'C'] } })
    await bench.ask('tags.apply', { ids: [id], add: [tag.id] })
    const entries = await entriesOf(id)
    const compare = async (a: number, b: number) =>
      changed((await bench.ask('records.compare', { id, a: entries[a]!, b: entries[b]! })).fields)
    expect(await compare(0, 1)).toMatchObject([
      {
        field: 'title',
        kind: 'changed',
        words: [
          { kind: 'same', text: 'آن‌ها ' },
          { kind: 'removed', text: 'می‌روند' },
          { kind: 'added', text: 'نمی‌روند' },
        ],
      },
      { field: 'people', kind: 'added', list: { added: ['A', 'B'], removed: [], kept: 0 } },
      { field: 'verification.status', kind: 'changed', before: 'not-examined', after: 'corroborated' },
      { field: 'verification.method', kind: 'added' },
      { field: 'rights', kind: 'added', words: [{ kind: 'added', text: 'free' }] },
    ])
    expect(await compare(1, 3)).toMatchObject([
      { field: 'people', kind: 'changed', list: { added: ['C'], removed: ['A'], kept: 1 } },
      { field: 'tags', kind: 'added', list: { added: ['medical/access'], removed: [] } },
    ])
    expect((await compare(3, 1)).map(({ kind }) => kind)).toEqual(['changed', 'removed'])
    expect(await compare(2, 2)).toEqual([])
  })
})

describe('restoring', () => {
  it('restores all fields in one line that undo reverses, and refuses to do so twice', async () => {
    const id = await paste('first')
    const tag = await bench.ask('tags.create', { path: 'a' })
    await bench.ask('tags.apply', { ids: [id], add: [tag.id] })
    const tagged = await bench.ask('records.get', { id })
    await bench.ask('records.edit', {
      ids: [id],
      set: { title: 'second', people: ['A'], dateStated: '2014' },
    })
    await bench.ask('tags.apply', { ids: [id], remove: [tag.id] })
    const last = await bench.ask('records.get', { id })
    const entry = (await entriesOf(id))[1]!
    const preview = await bench.ask('records.preview-restore', { id, entry })
    expect(preview.fields.map(({ field }) => field)).toEqual([
      'title',
      'dateStated',
      'dateEdtf',
      'people',
      'tags',
    ])
    const before = (await readLedger(bench.archive)).length
    await bench.ask('records.restore', { id, entry })
    const lines = await readLedger(bench.archive)
    expect(lines).toHaveLength(before + 1)
    expect(lines.at(-1)).toMatchObject({
      act: 'metadata modification',
      note: `restored the version of ${entry.device}·${entry.seq}`,
    })
    const { modifiedAt: _a, ...restored } = await bench.ask('records.get', { id })
    const { modifiedAt: _b, ...wanted } = tagged
    expect(restored).toEqual(wanted)
    await expect(bench.ask('records.restore', { id, entry })).rejects.toMatchObject({
      code: 'records.nothing-to-restore',
    })
    expect(await readLedger(bench.archive)).toHaveLength(before + 1)
    await bench.reopen()
    await bench.ask('archive.undo', {})
    const { modifiedAt: _c, ...undone } = await bench.ask('records.get', { id })
    const { modifiedAt: _d, ...now } = last
    expect(undone).toEqual(now)
  })

  it('restores a withdrawn record, which is found again, with the words it had', async () => {
    const id = await paste('a rare quokka')
    await bench.ask('records.edit', { ids: [id], set: { title: 'nothing' } })
    await bench.ask('records.withdraw', { ids: [id], reason: 'by mistake' })
    await bench.ask('records.restore', { id, entry: (await entriesOf(id))[0]! })
    expect(await bench.ask('records.get', { id })).toMatchObject({ title: 'a rare quokka', withdrawn: null })
    expect((await bench.ask('search.find', { query: 'quokka' })).total).toBe(1)
  })

  it('never takes a file from a record, and leaves out a tag that no longer exists', async () => {
    const id = await paste('first', 'kept bytes')
    const tag = await bench.ask('tags.create', { path: 'gone' })
    await bench.ask('tags.apply', { ids: [id], add: [tag.id] })
    await bench.ask('tags.withdraw', { id: tag.id })
    await bench.ask('records.edit', { ids: [id], set: { title: 'second' } })
    const { objects } = await bench.ask('records.get', { id })
    const other = await bench.ask('records.get', { id: await paste('other', 'later bytes') })
    const more = { ...other.objects[0]!, role: 'transcript' as const }
    await workElsewhere(bench, (store) =>
      store.commit({ act: 'ingestion', changes: [{ table: 'records', id, add: { objects: [more] } }] }),
    )
    const entry = (await entriesOf(id))[1]!
    expect(await bench.ask('records.preview-restore', { id, entry })).toMatchObject({ tagsLeftOut: ['gone'] })
    await bench.ask('records.restore', { id, entry })
    expect(await bench.ask('records.get', { id })).toMatchObject({
      title: 'first',
      tags: [],
      objects: [{ hash: objects[0]!.hash }, { hash: more.hash }],
    })
  })
})
