import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/model/ids.ts'
import { readLedger, workElsewhere } from './history-support.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

const paste = async (title: string): Promise<RecordId> =>
  (await bench.ask('records.create', { kind: 'statement', title, text: `text of ${title}` }))
    .ids[0] as RecordId
const changeElsewhere = (...changes: { id: string; set: Record<string, unknown> }[]) =>
  workElsewhere(bench, async (store) => {
    for (const { id, set } of changes)
      await store.commit({ act: 'metadata modification', changes: [{ table: 'records', id, set }] })
  })
const titles = async (ids: readonly RecordId[]) =>
  await Promise.all(ids.map(async (id) => (await bench.ask('records.get', { id })).title))

describe('undoing what a later change affected', () => {
  let ids: RecordId[]
  beforeEach(async () => {
    ids = [await paste('one'), await paste('two'), await paste('three')]
    await bench.ask('records.edit', { ids, set: { title: 'the same', rights: 'ours' } })
  })

  it('says what was changed, by whom and when, and changes nothing without a choice', async () => {
    await changeElsewhere({ id: ids[1]!, set: { title: 'from elsewhere' } })
    const lines = (await readLedger(bench.archive)).length
    await expect(bench.ask('archive.undo', {})).rejects.toMatchObject({
      code: 'undo.changed-since',
      facts: { what: ids[1], fields: 'title', rows: 1 },
    })
    expect(await readLedger(bench.archive)).toHaveLength(lines)
    const conflicts = await bench.ask('archive.undo-conflicts', { direction: 'undo' })
    expect(conflicts).toMatchObject({ changed: 1, rest: 2, step: { rows: 3 } })
    expect(conflicts?.rows).toMatchObject([
      {
        table: 'records',
        id: ids[1],
        title: 'from elsewhere',
        isMade: false,
        fields: [
          {
            field: 'title',
            now: 'from elsewhere',
            back: 'two',
            by: { actor: { name: 'Second reader' }, device: 'bbbb', seq: 1 },
          },
        ],
      },
    ])
    expect(await bench.ask('archive.undo-conflicts', { direction: 'redo' })).toBeNull()
  })

  it('undoes everything if the user insists, and redo restores the later change', async () => {
    await changeElsewhere({ id: ids[1]!, set: { title: 'from elsewhere' } })
    await bench.ask('archive.undo', { changed: 'overwrite' })
    expect(await titles(ids)).toEqual(['one', 'two', 'three'])
    expect((await readLedger(bench.archive)).at(-1)?.note).toBe('also of what was changed since: 1 row')
    await bench.ask('archive.redo', {})
    expect(await titles(ids)).toEqual(['the same', 'from elsewhere', 'the same'])
  })

  it('undoes the rest, redoes the rest, and continues to the previous step', async () => {
    await changeElsewhere({ id: ids[1]!, set: { title: 'from elsewhere' } })
    await bench.ask('archive.undo', { changed: 'skip' })
    expect(await titles(ids)).toEqual(['one', 'from elsewhere', 'three'])
    expect((await bench.ask('records.get', { id: ids[1]! })).rights).toBe('ours')
    await bench.ask('archive.redo', {})
    expect(await titles(ids)).toEqual(['the same', 'from elsewhere', 'the same'])
    await bench.ask('archive.undo', { changed: 'skip' })
    expect(await bench.ask('archive.undo', {})).toMatchObject({ act: 'accession', title: 'three' })
  })

  it('skips an act of which nothing is left, with a separate line, so that the user is never stuck', async () => {
    await changeElsewhere(...ids.map((id) => ({ id, set: { title: 'from elsewhere' } })))
    expect(await bench.ask('archive.undo-conflicts', { direction: 'undo' })).toMatchObject({
      changed: 3,
      rest: 0,
    })
    await bench.ask('archive.undo', { changed: 'skip' })
    expect(await titles(ids)).toEqual(Array(3).fill('from elsewhere'))
    expect((await readLedger(bench.archive)).at(-1)).toMatchObject({ act: 'undo', changes: [] })
    await bench.reopen()
    expect((await bench.ask('archive.undo-steps', {})).undo).toMatchObject({ act: 'accession' })
    await bench.ask('archive.redo', {})
    expect(await titles(ids)).toEqual(Array(3).fill('from elsewhere'))
  })

  it('asks in the same way before it redoes', async () => {
    await bench.ask('archive.undo', {})
    await changeElsewhere({ id: ids[0]!, set: { rights: 'theirs' } })
    await expect(bench.ask('archive.redo', {})).rejects.toMatchObject({ code: 'undo.changed-since' })
    expect(await bench.ask('archive.undo-conflicts', { direction: 'redo' })).toMatchObject({
      rows: [{ id: ids[0], fields: [{ field: 'rights', now: 'theirs', back: 'ours' }] }],
    })
    await bench.ask('archive.redo', { changed: 'skip' })
    expect(await titles(ids)).toEqual(['one', 'the same', 'the same'])
  })

  it('asks before it withdraws a record that somebody else has worked on', async () => {
    const id = await paste('four')
    await changeElsewhere({ id, set: { description: 'read and noted' } })
    await expect(bench.ask('archive.undo', {})).rejects.toMatchObject({ code: 'undo.changed-since' })
    expect(await bench.ask('archive.undo-conflicts', { direction: 'undo' })).toMatchObject({
      rows: [{ id, isMade: true, fields: [{ field: 'description', now: 'read and noted' }] }],
    })
    await bench.ask('archive.undo', { changed: 'overwrite' })
    expect((await bench.ask('records.get', { id })).withdrawn).toMatchObject({ reason: 'undone' })
  })

  it('does not ask when the later change affected other fields, or was itself undone', async () => {
    await changeElsewhere(
      { id: ids[0]!, set: { description: 'noted' } },
      { id: ids[1]!, set: { title: 'x' } },
      {
        id: ids[1]!,
        set: { title: 'the same' },
      },
    )
    await bench.ask('archive.undo', {})
    expect(await titles(ids)).toEqual(['one', 'two', 'three'])
    expect((await bench.ask('records.get', { id: ids[0]! })).description).toBe('noted')
  })

  it('rejects a choice that was made for another act', async () => {
    await changeElsewhere({ id: ids[1]!, set: { title: 'from elsewhere' } })
    const { undo } = await bench.ask('archive.undo-steps', {})
    const id = await paste('four')
    const choice = { changed: 'overwrite', action: undo!.action } as const
    await expect(bench.ask('archive.undo', choice)).rejects.toMatchObject({ code: 'undo.moved-on' })
    expect((await bench.ask('records.get', { id })).withdrawn).toBeNull()
  })
})
