import { mkdir, appendFile, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RecordFields } from '../../../shared/model/record.ts'
import type { RepairNote } from '../disk/set-aside.ts'
import { takeStep } from '../history/undo.ts'
import type { Row, TableName } from './catalogue/tables.ts'
import { openStore, type Store } from './store.ts'
import { passingTrust } from '../trust/trust.ts'

// The same for every opening: what one session marks, the next one recognises.
const trust = passingTrust()

let folder: string
let repairs: RepairNote[] = []
const actor = { type: 'software', name: 'test' } as const
const open = (device = 'k3fp'): Promise<Store> =>
  openStore({
    folder,
    device,
    trust,
    readOnly: false,
    actor: () => actor,
    onCommitted: () => undefined,
    onRepair: (note) => repairs.push(note),
  })
const fields = (title: string) => ({
  ...RecordFields.parse({ kind: 'statement', title }),
  objects: [],
  tags: [],
  withdrawn: null,
})
const create = async (store: Store, title: string): Promise<string> => {
  const id = store.nextId()
  await store.commit({ act: 'accession', changes: [{ table: 'records', id, set: fields(title) }] })
  return id
}
const edit = (store: Store, id: string, set: Record<string, unknown>) =>
  store.commit({ act: 'metadata modification', changes: [{ table: 'records', id, set }] })

async function everything(store: Store): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = {}
  for (const table of ['archive', 'records', 'tags', 'objects'] as TableName[]) {
    all[table] = []
    for await (const row of store.rows(table)) all[table].push(structuredClone(row))
  }
  return all
}

beforeEach(async () => {
  repairs = []
  folder = await mkdtemp(join(tmpdir(), 'holdfast-store-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('a store', () => {
  it('keeps a commit across a close and an open', async () => {
    const store = await open()
    const id = await create(store, 'بیانیه')
    await edit(store, id, { title: 'بیانیهٔ پزشکان' })
    await store.close()
    const again = await open()
    expect((await again.row('records', id))?.title).toBe('بیانیهٔ پزشکان')
    expect(again.recovered).toMatchObject({ replayed: 0, rebuilt: false })
    expect(again.nextId()).toBe('k3fp-000002')
    await again.close()
  })

  it('replays what the catalogue does not contain after a kill', async () => {
    const store = await open()
    const first = await create(store, 'one')
    await store.flush()
    const second = await create(store, 'two')
    await edit(store, first, { title: 'one, edited' })
    // It is not closed, as after a kill.
    const again = await open()
    expect(again.recovered.replayed).toBe(2)
    expect((await again.row('records', first))?.title).toBe('one, edited')
    expect((await again.row('records', second))?.title).toBe('two')
    await again.close()
    await store.close()
  })

  it('gives the same rows, undo stack and numbers when the catalogue is deleted', async () => {
    const store = await open()
    for (let n = 0; n < 130; n += 1) await create(store, `record ${n}`)
    await store.commit({
      act: 'metadata modification',
      changes: [{ table: 'records', id: 'k3fp-000003', add: { tags: ['t-k3fp-000009'] } }],
    })
    await store.close()
    const before = { rows: await everything(store), undo: store.undo.state() }
    await rm(join(folder, 'catalogue'), { recursive: true })
    const again = await open()
    expect(again.recovered.rebuilt).toBe(true)
    expect({ rows: await everything(again), undo: again.undo.state() }).toEqual(before)
    expect(again.nextId()).toBe('k3fp-000131')
    await again.close()
  })

  it('notices one deleted shard and repairs one damaged shard from the ledger', async () => {
    const store = await open()
    for (let n = 0; n < 70; n += 1) await create(store, `record ${n}`)
    await store.close()
    const before = await everything(store)
    const shards = join(folder, 'catalogue', 'records')
    await rm(join(shards, 'k3fp-0001.json'))
    const second = await open()
    expect(second.recovered.rebuilt).toBe(true)
    expect(await everything(second)).toEqual(before)
    await second.close()
    await writeFile(join(shards, 'k3fp-0000.json'), '{"k3fp-000001": tor')
    const third = await open()
    expect(await everything(third)).toEqual(before)
    await third.close()
    expect(JSON.parse(await readFile(join(shards, 'k3fp-0000.json'), 'utf8')).rows['k3fp-000001'].title).toBe(
      'record 0',
    )
  })

  it('rolls back a torn last line, keeps its bytes and continues after the last complete line', async () => {
    const store = await open()
    await create(store, 'kept')
    await store.close()
    const ledger = join(folder, 'ledger', 'k3fp', '000001.jsonl')
    await appendFile(ledger, '{"seq":2,"at":"2026-01-01T00:')
    const again = await open()
    expect(repairs).toMatchObject([{ kind: 'ledger-tail', path: 'ledger/k3fp/000001.jsonl' }])
    expect(await readFile(join(folder, repairs[0]!.aside!), 'utf8')).toContain('"seq":2')
    await create(again, 'next')
    await again.close()
    expect((await readFile(ledger, 'utf8')).trimEnd().split('\n')).toHaveLength(2)
  })

  it('writes nothing more once it is closed', async () => {
    const store = await open()
    const id = await create(store, 'one')
    await store.close()
    await expect(edit(store, id, { title: 'late' })).rejects.toMatchObject({ code: 'archive.none-open' })
    const again = await open()
    expect((await again.row('records', id))?.title).toBe('one')
    await again.close()
  })

  it('refuses a ledger with an altered line, naming it', async () => {
    const store = await open()
    for (const title of ['one', 'two', 'three']) await create(store, title)
    await store.close()
    await rm(join(folder, 'catalogue'), { recursive: true })
    const ledger = join(folder, 'ledger', 'k3fp', '000001.jsonl')
    await writeFile(ledger, (await readFile(ledger, 'utf8')).replace('"two"', '"twu"'))
    await expect(open()).rejects.toMatchObject({ code: 'ledger.damaged', facts: { line: 2 } })
  })

  it('refuses a truncated ledger, and leaves the catalogue that proves it as it is', async () => {
    const store = await open()
    await create(store, 'one')
    const ledger = join(folder, 'ledger', 'k3fp', '000001.jsonl')
    const size = (await readFile(ledger)).length
    await create(store, 'two')
    await store.close()
    const shard = join(folder, 'catalogue', 'records', 'k3fp-0000.json')
    const before = await readFile(shard, 'utf8')
    await truncate(ledger, size)
    await expect(open()).rejects.toMatchObject({ code: 'ledger.damaged', facts: { line: 2 } })
    await rm(join(folder, 'ledger'), { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: 'ledger.damaged' })
    expect(await readFile(shard, 'utf8')).toBe(before)
  })

  it('writes many concurrent acts as one chain, and an invalid one harms only itself', async () => {
    const store = await open()
    const acts = Array.from({ length: 50 }, (_, n) =>
      n === 20 ? edit(store, 'k3fp-000999', { title: 7 }) : create(store, `r${n}`),
    )
    const results = await Promise.allSettled(acts)
    expect(results.filter((each) => each.status === 'rejected')).toHaveLength(1)
    await store.close()
    const again = await open()
    expect((await everything(again))['records']).toHaveLength(49)
    await again.close()
  })

  it('refuses an act whose line would be longer than any line is read, and continues with the next', async () => {
    const store = await open()
    const id = await create(store, 'one')
    const description = 'd'.repeat(64 << 20)
    const acts = [edit(store, id, { description }), edit(store, id, { title: 'two' })]
    await expect(acts[0]).rejects.toMatchObject({ code: 'store.too-much' })
    await acts[1]
    await store.close()
    const reopened = await open()
    expect(await reopened.row('records', id)).toMatchObject({ title: 'two', description: '' })
    await reopened.close()
  })

  it('keeps the undo stacks of two devices apart when they open one folder in turn', async () => {
    const store = await open('aaaa')
    const ids = [await create(store, 'one'), await create(store, 'two')]
    await edit(store, ids[0]!, { title: 'one, edited' })
    await takeStep(store, folder, 'undo')
    await store.close()
    const other = await open('bbbb')
    await expect(takeStep(other, folder, 'undo')).rejects.toMatchObject({ code: 'undo.nothing' })
    await edit(other, ids[1]!, { description: 'from b' })
    await other.close()
    const back = await open('aaaa')
    expect((await takeStep(back, folder, 'redo')).step).toMatchObject({ act: 'metadata modification' })
    await takeStep(back, folder, 'undo')
    expect((await takeStep(back, folder, 'undo', { changed: 'overwrite' })).step.title).toBe('two')
    expect((await takeStep(back, folder, 'undo')).step.title).toBe('one')
    await expect(takeStep(back, folder, 'undo')).rejects.toMatchObject({ code: 'undo.nothing' })
    await back.close()
  })

  it('lets a later line win between two devices whose ledgers were combined', async () => {
    const store = await open('aaaa')
    const id = await create(store, 'first')
    await store.close()
    const other = await open('bbbb')
    await edit(other, id, { title: 'from b' })
    await other.close()
    const back = await open('aaaa')
    await edit(back, id, { title: 'from a, later' })
    await back.close()
    await rm(join(folder, 'catalogue'), { recursive: true })
    const all = await open('aaaa')
    expect((await all.row('records', id))?.title).toBe('from a, later')
    expect(await readdir(join(folder, 'ledger'))).toEqual(['aaaa', 'bbbb'])
    await all.close()
  })
})

describe('undo and redo', () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant('create' as const), title: fc.string() }),
    fc.record({ do: fc.constant('edit' as const), at: fc.nat(), title: fc.string({ unit: 'grapheme' }) }),
    fc.record({ do: fc.constant('tag' as const), at: fc.nat(), tag: fc.nat({ max: 3 }), off: fc.boolean() }),
  )

  it('restore the state before and the state after, for any acts, also after reopening', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), fc.boolean(), async (acts, reopen) => {
        await rm(folder, { recursive: true, force: true })
        await mkdir(folder)
        let store = await open()
        const ids = [await create(store, 'base')]
        const states = [visible(await everything(store))]
        for (const each of acts) {
          if (each.do === 'create') ids.push(await create(store, each.title))
          else await store.commit({ act: 'metadata modification', changes: [changeOf(each, ids)] })
          states.push(visible(await everything(store)))
        }
        const step = async (direction: 'undo' | 'redo') => {
          if (reopen) {
            await store.close()
            store = await open()
          }
          await takeStep(store, folder, direction)
          return visible(await everything(store))
        }
        for (const state of states.slice(0, -1).reverse()) expect(await step('undo')).toEqual(state)
        for (const state of states.slice(1)) expect(await step('redo')).toEqual(state)
        await store.close()
      }),
      { numRuns: 25 },
    )
  })

  it('say so when there is nothing left', async () => {
    const store = await open()
    await expect(takeStep(store, folder, 'undo')).rejects.toMatchObject({ code: 'undo.nothing' })
    await expect(takeStep(store, folder, 'redo')).rejects.toMatchObject({ code: 'undo.nothing-to-redo' })
    await store.close()
  })

  function changeOf(
    each: { do: string; at: number; title?: string; tag?: number; off?: boolean },
    ids: string[],
  ) {
    const id = ids[each.at % ids.length]!
    if (each.do === 'edit') return { table: 'records' as const, id, set: { title: each.title } }
    const tags = { tags: [`t-k3fp-00000${each.tag}`] }
    return { table: 'records' as const, id, ...(each.off ? { remove: tags } : { add: tags }) }
  }

  // A withdrawn record is not visible to the user; times differ by nature, and tags have no order.
  function visible(all: Record<string, Row[]>) {
    return all['records']!.filter((row) => row['withdrawn'] === null).map(({ id, title, tags }) => ({
      id,
      title,
      tags: [...(tags as string[])].sort(),
    }))
  }
})
