import { createHash } from 'node:crypto'
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { verifyHere } from '../tools/verify-here.ts'
import { runHoldfast } from '../tools/run-holdfast.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
let ledgerFile: string
let letter: string
let tape: string
beforeEach(async () => {
  bench = await setUp()
  letter = await create('نامه')
  tape = await create('نوار')
  const { device } = await bench.ask('custody.health', {})
  ledgerFile = join(bench.archive, 'ledger', device, '000001.jsonl')
  await bench.host.close()
})
afterEach(async () => await bench.end())

async function create(title: string): Promise<string> {
  return (await bench.ask('records.create', { kind: 'statement', title, text: `متن ${title}` })).ids[0]!
}

type Line = Record<string, unknown>

/** Appends a line as a later Holdfast might: chained like all lines, with any content. */
async function appendLine(content: Line, hashed: 'sha256' | 'sha512' = 'sha256'): Promise<void> {
  const lines = (await readFile(ledgerFile, 'utf8')).trimEnd().split('\n')
  const last = JSON.parse(lines.at(-1)!) as Line
  const { hash: prev, seq, at, device, actor } = last
  const rest = {
    at,
    device,
    actor,
    seq: Number(seq) + 1,
    action: `later-${Number(seq)}`,
    changes: [],
    ...content,
  }
  const hash = createHash(hashed).update(String(prev)).update(canonicalize(rest)!).digest('hex')
  await appendFile(ledgerFile, `${canonicalize({ ...rest, prev, hash })}\n`)
}

async function makeNewer(): Promise<void> {
  await appendLine({ act: 'migration', detail: { kind: 'format', from: 1, to: 2 } })
  await appendLine({
    act: 'appraisal',
    weight: 3,
    changes: [
      { table: 'cases', id: 'c-1', set: { name: 'First case' }, was: null, basis: 'none' },
      { table: 'records', id: letter, set: { title: 'نامهٔ سرگشاده', mood: 'grave' }, was: { title: 'نامه' } },
    ],
  })
  const kind = { table: 'records', id: tape, set: { kind: 'reel' }, was: { kind: 'statement' } }
  await appendLine({ act: 'metadata modification', changes: [kind] })
  // Readable again, but about a row that was not.
  const title = { table: 'records', id: tape, set: { title: 'نوار دوم' }, was: { title: 'نوار' } }
  await appendLine({ act: 'metadata modification', changes: [title] })
  const catalogue = join(bench.archive, 'catalogue')
  await writeFile(join(catalogue, 'head.json'), JSON.stringify({ version: 2, covers: 'all' }))
  for (const shard of await readdir(join(catalogue, 'records')))
    await writeFile(join(catalogue, 'records', shard), 'in another shape')
  const file = join(bench.archive, 'holdfast.json')
  const content = JSON.parse(await readFile(file, 'utf8')) as Line
  await writeFile(file, JSON.stringify({ ...content, format: 2, seal: 'new' }))
}

/** Every file of the archive with its content. */
async function allFiles(): Promise<Map<string, string>> {
  const found = await readdir(bench.archive, { recursive: true, withFileTypes: true })
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
  return new Map(
    await Promise.all(files.map(async (path) => [path, await readFile(path, 'latin1')] as const)),
  )
}

it('opens the archive of a newer Holdfast read-only, changes nothing in it and says what it cannot show', async () => {
  await makeNewer()
  const before = await allFiles()
  await bench.reopen()
  expect(await bench.ask('archive.describe', {})).toMatchObject({
    readOnly: true,
    newer: { format: 2, leftOut: 1 },
    records: 1,
  })
  expect(await bench.ask('archive.repairs', {})).toEqual([])
  expect((await bench.ask('search.find', { query: 'سرگشاده' })).hits.map(({ id }) => id)).toEqual([letter])
  expect((await bench.ask('search.find', { query: 'نوار' })).total).toBe(0)
  expect(await bench.host.call('records.get', { id: tape })).toMatchObject({
    error: { code: 'records.not-found' },
  })
  expect((await bench.ask('records.history', { id: letter })).at(-1)).toMatchObject({
    act: 'unknown',
  })
  const change = bench.host.call('records.edit', { ids: [letter], set: { title: 'x' } })
  expect(await change).toMatchObject({ error: { code: 'archive.read-only' } })
  await bench.host.close()
  expect(await allFiles()).toEqual(before)
  await bench.reopen()
})

it('verifies what it can of it, and finds a line that was altered', async () => {
  await makeNewer()
  const report = await verifyHere(bench.archive)
  expect(report.damages).toEqual([])
  expect(report.notices).toEqual([{ kind: 'newer' }])
  const lines = await readFile(ledgerFile, 'utf8')
  await writeFile(ledgerFile, lines.replace('First case', 'Other case'))
  expect((await verifyHere(bench.archive)).damages).toMatchObject([{ kind: 'ledger-line' }])
  await writeFile(ledgerFile, lines)
  await bench.reopen()
})

it('says so on the command line, where reading works and writing is refused', async () => {
  await makeNewer()
  const home = join(bench.folder, 'home')
  const found = await runHoldfast(home, ['search', 'سرگشاده', '--archive', bench.archive])
  expect(found).toMatchObject({ exitCode: 0, printed: expect.stringContaining(letter) })
  expect(found.said).toContain('a newer Holdfast wrote this archive (format 2)')
  expect(found.said).toContain('left out because only the newer version can show them: 1')
  const before = await allFiles()
  const renamed = await runHoldfast(home, ['edit', letter, '--set', 'title=x', '--archive', bench.archive])
  expect(renamed).toMatchObject({ exitCode: 2, said: expect.stringContaining('read-only') })
  expect(await allFiles()).toEqual(before)
  await bench.reopen()
})

it('is not mistaken for an older one when it lost its holdfast.json', async () => {
  await makeNewer()
  await rm(join(bench.archive, 'holdfast.json'))
  const before = await allFiles()
  await bench.reopen()
  expect(await bench.ask('archive.describe', {})).toMatchObject({ readOnly: true, newer: { format: 2 } })
  await bench.host.close()
  expect(await allFiles()).toEqual(before)
  await bench.reopen()
})

it('is refused with a word about its format when its lines are chained in another way', async () => {
  const lines = await readFile(ledgerFile, 'utf8')
  await makeNewer()
  await appendLine({ act: 'appraisal' }, 'sha512')
  const before = await allFiles()
  await expect(bench.reopen()).rejects.toMatchObject({ code: 'archive.newer-format', facts: { format: 2 } })
  expect(await allFiles()).toEqual(before)
  // So that there is an archive to close.
  await writeFile(ledgerFile, lines)
  await writeFile(
    join(bench.archive, 'holdfast.json'),
    before.get(join(bench.archive, 'holdfast.json'))!.replace('"format":2', '"format":1'),
  )
  await bench.reopen()
})
