import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BatchRow } from '../../shared/contract/batches.ts'
import type { ParamsInput } from '../../shared/contract/index.ts'
import { readCsv } from '../../shared/csv/read-csv.ts'
import { createElsewhere } from './history-support.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

describe('a batch', () => {
  it('returns the hits of every query of a list and their locators', async () => {
    await takeLetters({
      'clinic.txt': 'Page one says little.\n\nThe clinic was closed in winter.',
      'نامه.txt': 'نامه‌ای دربارهٔ آزادی و حقوق بشر.',
      'other.txt': 'Another clinic, another winter.',
    })
    const list = 'name,query\nQ1,clinic\nQ2,"""حقوق بشر"""\nQ3,nowhere\nQ4,kind:nonsense winter\nQ5,a,b\n'
    const result = await runBatch({ list: { text: list } })
    expect(result.summaries).toEqual([
      { number: 1, name: 'Q1', query: 'clinic', total: 2, listed: 2, unread: [] },
      { number: 2, name: 'Q2', query: '"حقوق بشر"', total: 1, listed: 1, unread: [] },
      { number: 3, name: 'Q3', query: 'nowhere', total: 0, listed: 0, unread: [] },
      expect.objectContaining({ name: 'Q4', unread: ['kind:nonsense'] }),
    ])
    expect(result.problems).toEqual([{ line: 6, problem: 'too-many-cells', text: 'Q5 a b' }])
    const rows = await readTable(result.job)
    expect(rows.map(({ number, rank, total, title }) => [number, rank, total, title])).toEqual([
      [1, 1, 2, expect.any(String)],
      [1, 2, 2, expect.any(String)],
      [2, 1, 1, 'نامه.txt'],
      [3, null, 0, ''],
      [4, null, 0, ''],
    ])
    const place = rows.find((row) => row.title === 'clinic.txt' && row.snippet.includes('closed'))
    const found = await bench.ask('search.find', { query: 'clinic' })
    expect(place?.locator).toBe(found.hits.find((hit) => hit.title === 'clinic.txt')?.locator)
    expect(place?.locator).not.toBe('')
  })

  it('prints the same as CSV that no spreadsheet reads as formulas', async () => {
    await takeLetters({ '=1+1.txt': '-state, "quoted"\nعدالت', '@b.txt': 'عدالت' })
    const { job } = await runBatch({ list: { text: '=عدالت\n-عدالت', layout: 'lines' } })
    const text = await readText({ job, format: 'csv', bom: true })
    expect(text.startsWith('\ufeffnumber,name,query,total,rank,id,')).toBe(true)
    const [, ...cells] = [...readCsv(text, ',')].map((row) => row.cells)
    expect(cells.map((row) => [row[2], row[7]])).toEqual([
      ["'=عدالت", expect.stringMatching(/^'[=@]/)],
      ["'=عدالت", expect.stringMatching(/^'[=@]/)],
      ["'-عدالت", ''],
    ])
    expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    const rows = await readTable(job)
    expect(cells.map((row) => row[12]!.replace(/^'/, ''))).toEqual(rows.map((row) => row.snippet))
    expect((await readText({ job, format: 'csv' })).startsWith('number,')).toBe(true)
  })

  it('lists all hits on request, in parts that fit together', async () => {
    const count = 1203
    const titles = Array.from({ length: count }, (_, at) => `harbour ${at} ${'x '.repeat(100)}`)
    await createElsewhere(bench, titles)
    const all = await runBatch({ list: { text: 'harbour\nharbour 7' }, hits: 0 })
    expect(all.summaries.map(({ total, listed }) => [total, listed])).toEqual([
      [count, count],
      [1, 1],
    ])
    expect(all.parts).toBeGreaterThan(1)
    const rows = await readTable(all.job)
    const first = rows.filter((row) => row.number === 1)
    expect(first.map((row) => row.rank)).toEqual(Array.from({ length: count }, (_, at) => at + 1))
    expect(new Set(first.map((row) => row.id)).size).toBe(count)
    const csv = [...readCsv(await readText({ job: all.job, format: 'csv' }), ',')]
    expect(csv).toHaveLength(1 + count + 1)
    const some = await runBatch({ list: { text: 'harbour' }, hits: 600 })
    expect(some.summaries[0]).toMatchObject({ total: count, listed: 600 })
    expect(await readTable(some.job)).toHaveLength(600)
    const few = await runBatch({ list: { text: 'harbour' } })
    expect(few.summaries[0]).toMatchObject({ total: count, listed: 100 })
  })

  it('reads lists in the encodings that spreadsheets write', async () => {
    await takeLetters({ 'نامه.txt': 'آزادی رفت و آمد' })
    const list = 'نام;پرسش\r\nیکم;آزادی\r\n'
    const files = {
      'utf-8.csv': Buffer.from(`\ufeff${list}`),
      'utf-16.csv': Buffer.from(`\ufeff${list.replaceAll(';', '\t')}`, 'utf16le'),
      // windows-1256 has no Persian yeh; the Arabic one is the same letter for the search.
      'windows-1256.csv': Buffer.from(encode1256('اسم;استعلام\r\nاول;آزادي\r\nثاني;رفت\r\n')),
    }
    for (const [name, bytes] of Object.entries(files)) {
      await writeFile(join(bench.folder, name), bytes)
      const [ticket] = bench.host.issueTickets([join(bench.folder, name)])
      const result = await runBatch({ list: { ticket: ticket!.id } })
      expect(result.problems, name).toEqual([])
      expect(result.summaries[0], name).toMatchObject({ total: 1 })
    }
  })

  it('stops on request, and keeps what it found until then', async () => {
    await takeLetters({ 'a.txt': 'winter' })
    const queries = Array.from({ length: 10_000 }, (_, at) => `winter OR ${at}`).join('\n')
    const { job } = await bench.ask('batches.start', { list: { text: queries } })
    await bench.ask('jobs.cancel', { job })
    const result = await bench.ask('batches.result', { job })
    expect(result).toMatchObject({ cancelled: true, queries: 10_000 })
    expect(result.summaries.length).toBeLessThan(10_000)
    expect(await readTable(job)).toHaveLength(result.summaries.length)
    const jobs = await bench.ask('jobs.list', {})
    expect(jobs.find((each) => each.id === job)).toMatchObject({ kind: 'batch', state: 'cancelled' })
  })

  it('says what is wrong with a list before it starts', async () => {
    const start = (list: ParamsInput<'batches.start'>['list']) => bench.host.call('batches.start', { list })
    expect(await start({ text: ' \n' })).toMatchObject({ error: { code: 'batches.no-queries' } })
    expect(await start({ text: 'a\n'.repeat(10_001) })).toMatchObject({
      error: { code: 'batches.too-many-queries', facts: { queries: 10_001 } },
    })
    expect(await start({ ticket: 'none' })).toMatchObject({ error: { code: 'request.unknown-ticket' } })
    const [folder, absent] = bench.host.issueTickets([bench.folder, join(bench.folder, 'absent.csv')])
    for (const ticket of [folder!, absent!])
      expect(await start({ ticket: ticket.id })).toMatchObject({ error: { code: 'batches.unreadable' } })
    const wrong = await runBatch({ list: { text: '"open' } })
    expect([wrong.summaries, wrong.problems.length]).toEqual([[], 1])
    expect(await readTable(wrong.job)).toEqual([])
    expect(await bench.host.call('batches.table', { job: wrong.job, format: 'csv', part: 7 })).toMatchObject({
      error: { code: 'batches.no-part' },
    })
    expect(await bench.host.call('batches.result', { job: 'none' })).toMatchObject({
      error: { code: 'jobs.not-found' },
    })
  })

  it('leaves nothing in the archive when the archive is closed', async () => {
    const { job } = await runBatch({ list: { text: 'a' } })
    const folder = join(bench.archive, 'cache', 'batches')
    expect(await readdir(folder)).toHaveLength(1)
    await bench.reopen()
    expect(await readdir(folder).catch(() => 'gone')).toBe('gone')
    expect(await bench.host.call('batches.result', { job })).toMatchObject({ ok: false })
  })

  it('keeps the last five', async () => {
    const jobs = []
    for (const query of ['a', 'b', 'c', 'd', 'e', 'f'])
      jobs.push((await runBatch({ list: { text: query } })).job)
    expect(await bench.host.call('batches.result', { job: jobs[0] })).toMatchObject({
      error: { code: 'jobs.not-found' },
    })
    expect((await bench.ask('batches.result', { job: jobs[1]! })).summaries[0]?.query).toBe('b')
  })
})

async function takeLetters(letters: Readonly<Record<string, string>>): Promise<void> {
  const source = join(bench.folder, 'letters')
  await mkdir(source, { recursive: true })
  for (const [name, text] of Object.entries(letters)) await writeFile(join(source, name), text)
  const { imported } = await bench.take([source])
  expect(imported).toBe(Object.keys(letters).length)
}

async function runBatch(request: ParamsInput<'batches.start'>) {
  const { job } = await bench.ask('batches.start', request)
  return await bench.ask('batches.result', { job })
}

async function readTable(job: string): Promise<BatchRow[]> {
  return JSON.parse(await readText({ job, format: 'json' })) as BatchRow[] // as the contract says
}

async function readText(request: Omit<ParamsInput<'batches.table'>, 'part'>): Promise<string> {
  let joined = ''
  for (let part = 0, parts = 1; part < parts; part++) {
    const reply = await bench.ask('batches.table', { ...request, part })
    joined += reply.text
    parts = reply.parts
  }
  return joined
}

/** Node has no encoder for windows-1256, but its decoder can be inverted. */
function encode1256(text: string): number[] {
  const signs = [...new TextDecoder('windows-1256').decode(Uint8Array.from({ length: 256 }, (_, at) => at))]
  return [...text].map((sign) => signs.indexOf(sign))
}
