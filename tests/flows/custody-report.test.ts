import { createHash } from 'node:crypto'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CustodyReport } from '../../shared/contract/custody-report.ts'
import type { RecordId } from '../../shared/model/ids.ts'
import { serveObject } from '../../electron/serve/object.ts'
import { verifyHere } from '../tools/verify-here.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

async function make(title: string, text: string): Promise<RecordId> {
  const { ids } = await bench.ask('records.create', { kind: 'statement', title, text, languages: ['fa'] })
  return ids[0] as RecordId
}

async function report(ids: RecordId[]) {
  const { text, ...rest } = await bench.ask('custody.report', { ids, as: 'json' })
  return { ...rest, text, report: CustodyReport.parse(JSON.parse(text)) }
}

describe('the custody report', () => {
  it('lists every event of a record, oldest first, with the values before and after', async () => {
    const id = await make('بیانیهٔ شورا', 'متن بیانیه')
    const other = await make('another', 'text')
    await bench.ask('records.edit', { ids: [id, other], set: { sources: ['منبع'] } })
    await bench.ask('records.edit', { ids: [id], set: { title: 'بیانیهٔ دوم' } })
    await bench.ask('archive.undo', {})
    await bench.ask('records.withdraw', { ids: [id], reason: 'به درخواست شاهد' })
    const { report: made, sha256, text, damaged } = await report([id])
    expect(damaged).toBe(false)
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'))
    const [record] = made.records
    expect(record).toMatchObject({ id, title: 'بیانیهٔ شورا', withdrawn: { reason: 'به درخواست شاهد' } })
    expect(record!.objects.map(({ fixity }) => fixity)).toEqual(['unchanged'])
    expect(record!.events.map(({ act, scope, together }) => [act, scope, together])).toEqual([
      ['accession', 'record', 1],
      ['metadata modification', 'record', 2],
      ['metadata modification', 'record', 1],
      ['undo', 'record', 1],
      ['deaccession', 'record', 1],
    ])
    expect(record!.events[2]!.changes).toEqual([
      { field: 'title', before: 'بیانیهٔ شورا', after: 'بیانیهٔ دوم', added: [], removed: [] },
    ])
    expect(record!.events[3]!.undoes).toEqual({
      device: record!.events[2]!.device,
      seq: record!.events[2]!.seq,
    })
    expect(made.ledger.damages).toEqual([])
    expect(made.statement).toContain(`head ${record!.events[0]!.device} 7 `)
  })

  it('is itself an event of the record, with the hash of what was exported', async () => {
    const id = await make('one', 'text')
    const { sha256 } = await report([id])
    const { report: second } = await report([id])
    expect(second.records[0]!.events.at(-1)).toMatchObject({
      act: 'exporting',
      scope: 'record',
      detail: { kind: 'custody-report', records: [id], sha256 },
    })
  })

  it('says so when bytes changed or the ledger is damaged', async () => {
    const id = await make('one', 'the text of one')
    const { objects } = await bench.ask('records.get', { id })
    const path = join(bench.archive, 'vault', objects[0]!.hash.slice(0, 2), objects[0]!.hash)
    await chmod(path, 0o644)
    await writeFile(path, 'the text of two')
    const device = (await readdir(join(bench.archive, 'ledger')))[0]!
    const ledger = join(bench.archive, 'ledger', device, '000001.jsonl')
    await writeFile(ledger, (await readFile(ledger, 'utf8')).replace('"title":"Flow"', '"title":"Fl0w"'))
    const { report: made, damaged } = await report([id])
    expect(damaged).toBe(true)
    expect(made.records[0]!.objects[0]!.fixity).toBe('changed')
    expect(made.ledger.damages).toMatchObject([{ kind: 'ledger-line', line: 1 }])
    const { text } = await bench.ask('custody.report', { ids: [id], as: 'html' })
    expect(text).toContain('CHANGED')
    expect(text).toContain('damaged in 1 place.')
  })

  it('is a page without scripts in which nothing from the archive is markup, each text in its own direction', async () => {
    const id = await make('<img src=x onerror=alert(1)> بیانیه & "نقل"', '<script>alert(1)</script>')
    await bench.ask('records.edit', {
      ids: [id],
      set: { people: ['</td><script>'], description: 'a\u0000b' },
    })
    const { text, name } = await bench.ask('custody.report', { ids: [id], as: 'html' })
    expect(name).toBe(`custody-${id}.html`)
    const { document } = parseHTML(text)
    expect(document.querySelectorAll('script, img, iframe, link, object').length).toBe(0)
    expect(document.querySelector('h2')?.textContent).toBe('<img src=x onerror=alert(1)> بیانیه & "نقل"')
    expect(document.querySelector('h2')?.getAttribute('dir')).toBe('auto')
    expect(document.querySelector('h2')?.getAttribute('lang')).toBe('fa')
    expect(document.querySelectorAll('tbody tr').length).toBe(2)
    expect(text).toContain('data:font/woff2')
    expect(text).not.toMatch(/https?:\/\//)
    const english = await bench.ask('records.create', { kind: 'statement', title: 'plain' })
    const plain = await bench.ask('custody.report', { ids: english.ids as RecordId[], as: 'html' })
    expect(plain.text).not.toContain('data:font/woff2')
  })

  it('lists an exported copy of a file once, although it was fetched in parts', async () => {
    const id = await make('one', 'the text of one')
    const { hash } = (await bench.ask('records.get', { id })).objects[0]!
    const fetchPart = (range: string | null, saveAs: string | null) =>
      serveObject(bench.host, hash, { method: 'GET', range, saveAs }).then((response) => response.text())
    await fetchPart(null, null)
    expect(await fetchPart('bytes=0-7', 'کپی.txt')).toBe('the text')
    await fetchPart('bytes=8-', 'کپی.txt')
    const { report: made } = await report([id])
    expect(made.records[0]!.events.map(({ act, detail }) => [act, detail?.['name']])).toEqual([
      ['accession', undefined],
      ['dissemination', 'کپی.txt'],
    ])
  })

  it('refuses a record that never existed', async () => {
    await expect(
      bench.ask('custody.report', { ids: ['zzzz-000009' as RecordId], as: 'json' }),
    ).rejects.toMatchObject({
      code: 'records.not-found',
    })
  })
})

describe('a catalogue edited by hand', () => {
  it('is named by verification, never shown, and rebuilt from the ledger on request', async () => {
    const id = await make('سند', 'text')
    await bench.host.close()
    const device = id.slice(0, 4)
    const shard = join(bench.archive, 'catalogue', 'records', `${device}-0000.json`)
    await forge(shard, 'سند', 'جعل')
    await forgetSums()
    const before = await verifyHere(bench.archive)
    expect(before.damages).toMatchObject([
      { kind: 'catalogue-differs', file: `catalogue/records/${device}-0000.json`, record: id },
    ])
    await bench.reopen()
    expect((await bench.ask('records.get', { id })).title).toBe('سند')
    const { aside } = await bench.ask('custody.rebuild-catalogue', {})
    expect((await bench.ask('records.get', { id })).title).toBe('سند')
    // The index is rebuilt in the meantime.
    await expect.poll(async () => (await bench.ask('search.find', { query: 'سند' })).total).toBe(1)
    expect(await readdir(join(bench.archive, aside))).toContain('records')
    await bench.host.close()
    expect((await verifyHere(bench.archive)).damages).toEqual([])
    await bench.reopen()
    expect(await bench.ask('archive.undo-steps', {})).toMatchObject({ undo: { title: 'سند' } })
  })

  it.each([
    [
      'its mark',
      async (shard: string) => await writeFile(shard, (await readFile(shard, 'utf8')).replace('سند', 'جعل')),
    ],
    ['the head of the catalogue', async (shard: string) => await forge(shard, 'سند', 'جعل')],
  ])('is detected by %s when the archive is opened, repaired and reported', async (_, edit) => {
    const id = await make('سند', 'text')
    await bench.host.close()
    const shard = join(bench.archive, 'catalogue', 'records', `${id.slice(0, 4)}-0000.json`)
    await edit(shard)
    await bench.reopen()
    expect((await bench.ask('records.get', { id })).title).toBe('سند')
    expect(await bench.ask('archive.repairs', {})).toMatchObject([
      { path: expect.stringContaining('records') },
    ])
  })

  it('is left alone when the ledger is damaged too', async () => {
    await make('one', 'text')
    const device = (await readdir(join(bench.archive, 'ledger')))[0]!
    const ledger = join(bench.archive, 'ledger', device, '000001.jsonl')
    const complete = await readFile(ledger, 'utf8')
    await writeFile(ledger, complete.replace('"title":"one"', '"title":"two"'))
    await expect(bench.ask('custody.rebuild-catalogue', {})).rejects.toMatchObject({
      code: 'ledger.damaged',
      facts: { line: 2 },
    })
    expect((await bench.ask('archive.describe', {}))!.records).toBe(1)
    await writeFile(ledger, complete)
  })
})

/** Changes a shard like somebody who knows its format, but not the key of this computer. */
async function forge(path: string, before: string, after: string): Promise<void> {
  const stored = JSON.parse(await readFile(path, 'utf8'))
  const rows = JSON.stringify(stored.rows, null, 1).replaceAll(before, after)
  const upTo = JSON.stringify(stored.upTo)
  await writeFile(path, `{"mark":"${'A'.repeat(22)}","upTo":${upTo},"rows":${rows}}\n`)
}

/** Writes a head that only lists the shards, like earlier versions did; it reveals no edit. */
async function forgetSums(): Promise<void> {
  const path = join(bench.archive, 'catalogue', 'head.json')
  const head = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...head, shards: Object.keys(head.shards) }))
}
