import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RecordFields } from '../../../shared/model/record.ts'
import { openStore, type Store } from './store.ts'
import { passingTrust } from '../trust/trust.ts'

// The same for every opening: what one session marks, the next one recognises.
const trust = passingTrust()

let folder: string
const open = (at = folder, device = 'k3fp'): Promise<Store> =>
  openStore({
    folder: at,
    device,
    trust,
    readOnly: false,
    actor: () => ({ type: 'software', name: 'test' }),
    onCommitted: () => undefined,
  })
async function create(store: Store, title: string): Promise<string> {
  const id = store.nextId()
  const fields = RecordFields.parse({ kind: 'statement', title })
  const set = { ...fields, objects: [], tags: [], withdrawn: null }
  await store.commit({ act: 'accession', changes: [{ table: 'records', id, set }] })
  return id
}

/** Waits until the next ledger line gets a later time than the last. */
async function nextMillisecond(): Promise<void> {
  for (const now = Date.now(); Date.now() === now;) await setImmediate()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-recover-'))
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

describe('opening', () => {
  it('gives the same rows when a crash left shards newer than their head', async () => {
    const store = await open()
    const id = await create(store, 'one')
    const head = join(folder, 'catalogue', 'head.json')
    const tag = async (list: 'add' | 'remove', name: string) => {
      const change = { table: 'records' as const, id, [list]: { tags: [`t-k3fp-00000${name}`] } }
      await store.commit({ act: 'metadata modification', changes: [change] })
      await nextMillisecond()
    }
    await tag('add', '1')
    await store.flush()
    const before = await readFile(head)
    await tag('remove', '1')
    await tag('add', '1')
    await tag('add', '2')
    await store.close()
    await writeFile(head, before)
    const again = await open()
    expect(await again.row('records', id)).toEqual(await store.row('records', id))
    await again.close()
  })

  describe('with the lines of another copy', () => {
    const tag = async (store: Store, id: string, list: 'add' | 'remove', number: string) => {
      const change = { table: 'records' as const, id, [list]: { tags: [`t-k3fp-00000${number}`] } }
      await store.commit({ act: 'metadata modification', changes: [change] })
      await nextMillisecond()
    }
    const head = () => join(folder, 'catalogue', 'head.json')

    /** An archive with a record, and the ledger of a copy that was worked on. */
    async function twoCopies(work: (store: Store, id: string) => Promise<void>) {
      const store = await open()
      const id = await create(store, 'one')
      await tag(store, id, 'add', '1')
      await store.close()
      const copy = `${folder}-copy`
      await cp(folder, copy, { recursive: true })
      const other = await open(copy, 'aaaa')
      await work(other, id)
      await other.close()
      const copyLines = async () => {
        await cp(join(copy, 'ledger', 'aaaa'), join(folder, 'ledger', 'aaaa'), { recursive: true })
        await rm(copy, { recursive: true })
      }
      return { id, copyLines }
    }

    async function expectFolded(id: string): Promise<void> {
      const store = await open()
      const row = await store.row('records', id)
      await store.close()
      await rm(join(folder, 'catalogue'), { recursive: true })
      const folded = await open()
      expect(row).toEqual(await folded.row('records', id))
      await folded.close()
    }

    it('gives the same rows when a crash left shards newer than their head', async () => {
      const { id, copyLines } = await twoCopies(async (store, row) => {
        await tag(store, row, 'remove', '1')
        await tag(store, row, 'add', '1')
      })
      const before = await readFile(head())
      await copyLines()
      const store = await open()
      await tag(store, id, 'add', '2')
      await store.close()
      await writeFile(head(), before)
      await expectFolded(id)
    })

    it('gives the same rows when a crash happened while the catalogue was being rebuilt', async () => {
      const { id, copyLines } = await twoCopies((store, row) => tag(store, row, 'add', '2'))
      const store = await open()
      await tag(store, id, 'add', '3')
      await store.close()
      await copyLines()
      const before = JSON.parse(await readFile(head(), 'utf8')) as object // as it was just written
      await writeFile(head(), JSON.stringify({ ...before, covers: {}, shards: [], nextSequence: {} }))
      await expectFolded(id)
    })
  })

  it('does not mistake a folder that somebody put into the ledger for a device', async () => {
    const store = await open()
    await create(store, 'one')
    await store.close()
    const ledger = join(folder, 'ledger')
    await cp(join(ledger, 'k3fp'), join(ledger, 'k3fp copy'), { recursive: true })
    await rm(join(folder, 'catalogue'), { recursive: true })
    const again = await open()
    expect(again.recovered.replayed).toBe(1)
    await create(again, 'two')
    await again.close()
    await cp(join(ledger, 'k3fp'), join(ledger, 'aaaa'), { recursive: true })
    await expect(open()).rejects.toMatchObject({
      code: 'ledger.damaged',
      facts: { file: 'ledger/aaaa/000001.jsonl' },
    })
  })

  it('refuses a line without a line end before another file', async () => {
    const store = await open()
    await create(store, 'one')
    await create(store, 'two')
    await store.close()
    const [first, second] = (await readFile(join(folder, 'ledger', 'k3fp', '000001.jsonl'), 'utf8')).split(
      '\n',
    )
    await writeFile(join(folder, 'ledger', 'k3fp', '000001.jsonl'), first!.slice(0, -9))
    await writeFile(join(folder, 'ledger', 'k3fp', '000002.jsonl'), `${second}\n`)
    await rm(join(folder, 'catalogue'), { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: 'ledger.damaged', facts: { line: 1 } })
  })
})
