import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BatchRow } from '../../shared/contract/batches.ts'
import { applyChange } from '../../electron/core/store/catalogue/apply.ts'
import { checkLine, GENESIS, printLine } from '../../electron/core/store/ledger/line.ts'
import { chained } from '../tools/chained.ts'
import { contract, type MethodName } from '../../shared/contract/index.ts'
import { readCsv } from '../../shared/csv/read-csv.ts'
import { guardFormula } from '../../shared/csv/write-csv.ts'
import type { RecordId } from '../../shared/model/ids.ts'
import { RecordFields } from '../../shared/model/record.ts'
import { fold } from '../../shared/text/fold.ts'
import { setUp, type Bench } from '../flows/support.ts'
import { runHoldfast } from '../tools/run-holdfast.ts'
import { PATIENCE_MS, sample, seed } from '../tools/level.ts'
import { randomFrom } from '../tools/random.ts'
import { damagesIn } from '../tools/verify-here.ts'
import { countTexts, fill } from './fill.ts'
import { allNaughty, brokenStrings, naughtyStrings } from './naughty-strings.ts'

/** Printed by the command line below, or looked up in a page. */
const always = ['=1+1', 'a\0b', 'a\u001bb', 'invoice\u202excod.exe', '😀', 'می‌رود', '"""', '\u2028']
const inPage = ['<script>alert(1)</script>', 'می‌رود', '&lt;&amp;&#0;', '👩‍👩‍👧‍👦']
const random = randomFrom(seed())
/**
 * The strings that are written to disk: all of them in a deep run; in the sample two of each class, and some by name.
 */
const chosen: readonly string[] = [
  ...new Set([
    ...Object.values(naughtyStrings).flatMap((texts) => [texts[0]!, ...sample(texts.slice(1), 1, random)]),
    ...always,
    ...inPage,
  ]),
]

let bench: Bench
const made = new Map<string, RecordId>()
beforeAll(async () => {
  bench = await setUp()
  for (const text of chosen) {
    const { ids } = await bench.ask('records.create', fieldsWith(text) as never)
    made.set(text, ids[0] as RecordId)
  }
}, PATIENCE_MS)
afterAll(async () => await bench.end())

const fieldsWith = (text: string) => fill(RecordFields, text)[0] as Record<string, unknown>

/** The fields of a record that a user may edit, without derived ones. */
async function fieldsOf(id: RecordId): Promise<Record<string, unknown>> {
  const record: Record<string, unknown> = await bench.ask('records.get', { id })
  return Object.fromEntries(Object.keys(RecordFields.shape).map((name) => [name, record[name]]))
}

describe(`${allNaughty.length} naughty strings`, { timeout: PATIENCE_MS }, () => {
  test('are the same in every field of a row after the schema, a line of the ledger and the fold', () => {
    const schema = contract['records.create'].params
    for (const text of allNaughty)
      for (const given of fill(RecordFields, text) as readonly Record<string, unknown>[]) {
        const row = throughLine(schema.parse(given))
        for (const [name, value] of Object.entries(given)) expect(row[name]).toEqual(value)
      }
  })

  test('are a few hundred, and reach every text field of a record', () => {
    expect(allNaughty.length).toBeGreaterThan(300)
    expect(allNaughty.every((text) => text.isWellFormed())).toBe(true)
    expect(countTexts(fieldsWith('x'), 'x')).toBeGreaterThan(30)
  })

  test('are kept unchanged in every field of a record', async () => {
    for (const [text, id] of made) expect(await fieldsOf(id)).toEqual(fieldsWith(text))
    // Every alternative of a field that has several, in an edit.
    const { ids } = await bench.ask('records.create', fieldsWith('edited') as never)
    for (const text of sample(chosen, 8, random))
      for (const given of fill(RecordFields, text)) {
        await bench.ask('records.edit', { ids, set: given as never })
        expect(await fieldsOf(ids[0] as RecordId)).toEqual(given)
      }
  })

  test('are searched for without a failure, and found if they contain a word', async () => {
    const short = chosen.filter((text) => text.length <= 300)
    for (const text of short) {
      const { hits, total } = await bench.ask('search.find', {
        query: `"${text}"`,
        limit: 5,
        snippets: false,
      })
      const hit = hits.find(({ id }) => id === made.get(text))
      if (hit) expect(hit.title).toBe(text)
      // Characters with a meaning in queries are not searched for here.
      if (!/[\p{L}\p{N}]{2}/u.test(text) || /["“”„‟«»]/u.test(text)) continue
      expect([text, total > 0]).toEqual([text, true])
    }
    for (const text of [...sample(short, 8, random), ...sample(naughtyStrings['queries']!, 8, random)])
      for (const query of [text, `title:${text}`, `-(${text}`])
        await bench.ask('search.find', { query, limit: 1 })
  })

  test.each(sample(naughtyStrings['long']!, 4, random).map((text) => [text.slice(0, 9), text]))(
    'a long query gets a reply: %s…',
    { timeout: PATIENCE_MS },
    async (_, query) => {
      expect(await bench.ask('search.find', { query, limit: 1 })).toHaveProperty('total')
    },
  )

  test('are exported unchanged as CSV and JSON, except for what a spreadsheet would run', async () => {
    const total = (await bench.ask('search.find', { limit: 1 })).total
    const { job } = await bench.ask('batches.start', {
      list: { text: 'kind:statement', layout: 'lines' },
      hits: 0,
    })
    await bench.ask('batches.result', { job })
    const rows = JSON.parse(await tableOf(job, 'json')) as readonly BatchRow[]
    expect(rows).toHaveLength(total)
    const titles = new Map(rows.map((row) => [row.id as RecordId, row.title]))
    for (const [text, id] of made) expect(titles.get(id)).toBe(text)
    const [heading, ...cells] = [...readCsv(await tableOf(job, 'csv'), ',')].map((row) => row.cells)
    const column = (name: string) => heading!.indexOf(name)
    const inCsv = new Map(cells.map((row) => [row[column('id')], row[column('title')]]))
    for (const [text, id] of made) expect(inCsv.get(id)).toBe(guardFormula(text))
    expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  })

  test('survive a round trip through CSV as names and queries', async () => {
    const texts = allNaughty.filter((text) => text.trim() !== '' && text.length < 300)
    const list = texts.map((text) => `"${text.replaceAll('"', '""')}",x\r\n`).join('')
    const { job } = await bench.ask('batches.start', { list: { text: `name,query\r\n${list}` }, hits: 1 })
    const { summaries, problems } = await bench.ask('batches.result', { job })
    expect(problems).toEqual([])
    expect(summaries.map(({ name }) => inOneLine(name))).toEqual(texts.map(inOneLine))
  })

  test('appear in a custody report, unchanged in JSON and as text in HTML', async () => {
    const ids = [...made.values()]
    const { text: json } = await bench.ask('custody.report', { ids, as: 'json' })
    const titles = new Map(
      (JSON.parse(json) as { records: { id: string; title: string }[] }).records.map((each) => [
        each.id,
        each.title,
      ]),
    )
    for (const [text, id] of made) expect(titles.get(id)).toBe(text)
    const { text: html } = await bench.ask('custody.report', { ids, as: 'html' })
    const { document } = parseHTML(html)
    expect(
      document.querySelectorAll(
        'script, img, iframe, svg[onload], form, link, object, [onerror], [onmouseover]',
      ),
    ).toHaveLength(0)
    // The direction of a value must not affect the words around it.
    expect(document.querySelectorAll('bdi').length).toBeGreaterThan(made.size)
    for (const text of inPage) expect(document.body.textContent).toContain(text)
    // What Holdfast signed is printed as it is; in everything else a direction control is shown.
    for (const exact of document.querySelectorAll('pre')) exact.remove()
    expect(document.body.textContent).toContain('invoice↔xcod.exe')
    expect(document.body.textContent).not.toMatch(/[\u202a-\u202e\u2067]/)
  })

  test('are printed by the command line as JSON, and as text with direction controls shown', async () => {
    await bench.host.close()
    for (const text of sample(always, 3, random)) {
      const words = ['show', made.get(text)!, '--archive', bench.archive, '--json']
      const { printed } = await runHoldfast(join(bench.folder, 'home'), words)
      expect(countTexts(JSON.parse(printed), text)).toBeGreaterThan(0)
    }
    const reversed = made.get('invoice\u202excod.exe')!
    const words = ['show', reversed, '--archive', bench.archive]
    const { printed } = await runHoldfast(join(bench.folder, 'home'), words)
    expect(printed).toContain('invoice↔xcod.exe')
    expect(printed).not.toMatch(/[\u202a-\u202e\u2067]/)
    await bench.reopen()
  })

  test('are the same after everything except ledger and vault was lost', async () => {
    await bench.host.close()
    for (const name of ['catalogue', 'cache']) await rm(join(bench.archive, name), { recursive: true })
    await bench.reopen()
    for (const [text, id] of made) expect(await fieldsOf(id)).toEqual(fieldsWith(text))
    await bench.host.close()
    expect(await damagesIn(bench.archive)).toEqual([])
    await bench.reopen()
  })
})

describe('naughty strings elsewhere', { timeout: PATIENCE_MS }, () => {
  const elsewhere: readonly MethodName[] = [
    'tags.create',
    'aliases.create',
    'saved-searches.create',
    'settings.edit',
    'archive.rename',
    'citations.parse',
  ]

  test.each(elsewhere)('%s keeps them or says what it refuses', async (method) => {
    const kept: string[] = []
    for (const text of chosen.filter((each) => each.length < 300))
      for (const params of fill(contract[method].params, text)) {
        // An alias needs at least two names.
        const given = method === 'aliases.create' ? { names: [text, `${text} and another`] } : params
        const result = await bench.host.call(method, given)
        if (result.ok) kept.push(text)
        else expect([text, result.error.code]).toEqual([text, expect.not.stringMatching(/^internal/)])
        // There is only one of these at a time.
        if (method === 'settings.edit') expect((await bench.ask(method, {})).personName).toBe(text)
        if (method === 'archive.rename' && result.ok)
          expect((await bench.ask('archive.describe', {}))?.title).toBe(text.trim())
      }
    expect(kept.length).toBeGreaterThan(chosen.length / 3)
    if (method === 'aliases.create') {
      const names = (await bench.ask('aliases.list', {})).flatMap((group) => group.names.map(inOneLine))
      for (const text of kept) expect(names).toContain(inOneLine(text))
    }
    if (method === 'saved-searches.create') {
      const names = (await bench.ask('saved-searches.list', {})).map(({ name }) => inOneLine(name))
      for (const text of kept) expect(names).toContain(inOneLine(text))
    }
    if (method === 'tags.create') {
      const labels = new Set((await bench.ask('tags.list', {})).map(({ label }) => fold(label)))
      for (const text of kept) expect(labels).toContain(fold(text.trim().split('/').at(-1)!.trim()))
    }
  })
})

describe('half a character', () => {
  test.each(brokenStrings)('%j is refused in words, wherever it appears', async (text) => {
    const before = (await bench.ask('search.find', {})).total
    const calls: readonly (readonly [MethodName, unknown])[] = [
      ['records.create', { kind: 'statement', title: text }],
      ['records.create', { kind: 'statement', title: 'a', text }],
      ['records.create', { kind: 'statement', title: 'a', people: ['b', text] }],
      ['tags.create', { path: text }],
      ['aliases.create', { names: ['a', text] }],
      ['saved-searches.create', { name: text }],
      ['settings.edit', { personName: text }],
      ['search.find', { query: text }],
      ['batches.start', { list: { text } }],
    ]
    for (const [method, params] of calls)
      expect([method, await bench.host.call(method, params)]).toEqual([
        method,
        { ok: false, error: expect.objectContaining({ code: 'request.broken-text' }) },
      ])
    expect((await bench.ask('search.find', {})).total).toBe(before)
  })
})

/** The row that a line of the ledger produces, read again from its bytes. */
function throughLine(set: Record<string, unknown>): Record<string, unknown> {
  const change = { table: 'records' as const, id: 'k3fp-000001', set, was: {} }
  const line = printLine(chained({ ...accession, changes: [change] }))
  const read = checkLine(Buffer.from(line), accession.device, { seq: 0, hash: GENESIS })
  if (!read.ok) throw new Error(read.problem)
  return applyChange(undefined, read.entry.changes[0]!, accession.at) as unknown as Record<string, unknown> // a row
}

const accession = {
  act: 'accession' as const,
  action: '00000000-0000-4000-8000-000000000000',
  actor: { type: 'person' as const, name: 'somebody' },
  at: '2026-01-01T00:00:00.000Z',
  offset: '+00:00',
  outcome: 'success' as const,
  device: 'k3fp',
  prev: GENESIS,
  seq: 1,
}

/** Names are one line: white space between words becomes a space. */
const inOneLine = (text: string) => text.trim().replaceAll(/\s+/g, ' ')

async function tableOf(job: string, format: 'csv' | 'json'): Promise<string> {
  let text = ''
  for (let part = 0, parts = 1; part < parts; part++) {
    const read = await bench.ask('batches.table', { job, format, part })
    parts = read.parts
    text += read.text
  }
  return text
}
