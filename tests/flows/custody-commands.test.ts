import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../electron/cli/run.ts'
import type { RecordId } from '../../shared/model/ids.ts'
import { setUp, type Bench } from './support.ts'

const run = promisify(execFile)

let bench: Bench
let device: string
let id: RecordId
beforeAll(async () => {
  bench = await setUp()
  for (const title of ['یک', 'دو', 'سه', 'چهار']) {
    const { ids } = await bench.ask('records.create', { kind: 'statement', title, text: `text of ${title}` })
    id = ids[0] as RecordId
  }
  await bench.host.close()
  device = (await readdir(join(bench.archive, 'ledger')))[0]!
})
afterAll(async () => await bench.end())

/** Runs one command line; answers what it printed and its exit code. */
async function holdfast(...words: string[]) {
  let text = ''
  const terminal = {
    print: async (printed: string) => void (text += printed),
    progress: () => undefined,
    endProgress: () => undefined,
    complain: (line: string) => void (text += `${line}\n`),
  }
  const home = join(bench.folder, 'home')
  const facts = { home, resources: '', actor: '', appName: 'Holdfast', version: '0' }
  const exitCode = await runCommand(words, facts, terminal, new AbortController().signal)
  return { text, exitCode }
}

let copies = 0
async function copyOf(): Promise<string> {
  const path = join(bench.folder, `copy-${(copies += 1)}`)
  await run('cp', ['-a', bench.archive, path])
  return path
}

/** A copy of the archive with another list of ledger lines, verified. */
async function verifyChanged(change: (lines: string[]) => string[]) {
  const copy = await copyOf()
  const ledger = join(copy, 'ledger', device, '000001.jsonl')
  const lines = (await readFile(ledger, 'utf8')).trimEnd().split('\n')
  await writeFile(ledger, `${change(lines).join('\n')}\n`)
  return await holdfast('verify', '--archive', copy)
}

describe('verify', () => {
  it('answers 0 for the archive as it is, and says up to where it is signed', async () => {
    const { exitCode, text } = await holdfast('verify', '--archive', bench.archive)
    expect(exitCode).toBe(0)
    expect(text).toMatch(/^Intact\. 6 ledger lines and 4 objects/)
    expect(text).toContain(`Ledger ${device}: 6 lines, signed up to line 5.`)
  })

  it.each([
    [
      'altered',
      (lines: string[]) => lines.map((line, at) => (at === 2 ? line.replace('دو', 'ده') : line)),
      3,
    ],
    ['deleted', (lines: string[]) => lines.filter((_, at) => at !== 2), 3],
    ['moved', (lines: string[]) => [lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)], 2],
    ['inserted', (lines: string[]) => [...lines.slice(0, 3), lines[1]!, ...lines.slice(3)], 4],
    ['cut off', (lines: string[]) => lines.slice(0, -2), 6],
  ] as const)('answers 1 and names the line where one was %s', async (_, change, line) => {
    const { exitCode, text } = await verifyChanged(change)
    expect(exitCode).toBe(1)
    expect(text).toContain(`ledger/${device}/000001.jsonl:${line}`)
  })

  it('answers 1 and names an altered, a missing and an extra object', async () => {
    const copy = await copyOf()
    const vault = join(copy, 'vault')
    const names = (await readdir(vault, { recursive: true })).filter((name) => name.length > 60).sort()
    await chmod(join(vault, names[0]!), 0o644)
    await writeFile(join(vault, names[0]!), 'something else')
    await rm(join(vault, names[1]!))
    await mkdir(join(vault, 'ff'), { recursive: true })
    await writeFile(join(vault, 'ff', 'stranger'), '')
    const { exitCode, text } = await holdfast('verify', '--archive', copy)
    expect(exitCode).toBe(1)
    expect(text).toMatch(new RegExp(`object-changed +vault/${names[0]}`))
    expect(text).toMatch(new RegExp(`object-missing +vault/${names[1]}`))
    expect(text).toMatch(/object-extra +vault\/ff\/stranger/)
  })

  it('holds a copy that a stranger has against a head that was kept', async () => {
    const copy = await copyOf()
    const out = join(bench.folder, 'kept')
    expect((await holdfast('head', '--archive', copy, '--out', out)).text).toContain(
      `in short    ${device} 6 `,
    )
    const against = ['--against', join(out, 'head.txt')]
    expect(await holdfast('verify', '--archive', copy, ...against)).toMatchObject({ exitCode: 0 })
    const ledger = join(copy, 'ledger', device, '000001.jsonl')
    const lines = (await readFile(ledger, 'utf8')).split('\n')
    await writeFile(ledger, `${lines.slice(0, 4).join('\n')}\n`)
    await rm(join(copy, 'catalogue'), { recursive: true })
    await rm(join(bench.folder, 'home', 'pins.json'))
    const cut = await holdfast('verify', '--archive', copy, ...against)
    expect(cut.exitCode).toBe(1)
    expect(cut.text).toMatch(/ends at entry 4\. Entries 5 to 6 are missing: head\.txt states entry 6/)
    await writeFile(join(bench.folder, 'other.txt'), 'nothing')
    const other = ['--against', join(bench.folder, 'other.txt')]
    expect(await holdfast('verify', '--archive', copy, ...other)).toMatchObject({ exitCode: 2 })
  })
})

describe('the catalogue', () => {
  it('that was edited by hand is named, and made anew on request', async () => {
    const copy = await copyOf()
    const shard = join(copy, 'catalogue', 'records', `${device}-0000.json`)
    await writeFile(shard, (await readFile(shard, 'utf8')).replace('سه', 'صد'))
    const before = await holdfast('verify', '--archive', copy)
    expect(before.exitCode).toBe(1)
    expect(before.text).toContain(`catalogue/records/${device}-0000.json`)
    expect(await holdfast('rebuild-catalogue', '--archive', copy)).toMatchObject({ exitCode: 0 })
    expect(await holdfast('verify', '--archive', copy)).toMatchObject({ exitCode: 0 })
  })
})

describe('report', () => {
  it('writes a page or JSON, and refuses what is neither', async () => {
    const copy = await copyOf()
    const page = join(bench.folder, 'report.html')
    expect(await holdfast('report', id, '--archive', copy, '--out', page)).toMatchObject({ exitCode: 0 })
    expect(await readFile(page, 'utf8')).toContain('<h2 dir="auto">چهار</h2>')
    const json = join(bench.folder, 'report.json')
    expect(await holdfast('report', id, '--archive', copy, '--out', json)).toMatchObject({ exitCode: 0 })
    expect(JSON.parse(await readFile(json, 'utf8')).records[0].events).toHaveLength(2)
    expect(await holdfast('report', id, '--archive', copy, '--out', 'x.doc')).toMatchObject({ exitCode: 2 })
    expect(await holdfast('report', id, '--archive', copy, '--out', '/nowhere/x.html')).toMatchObject({
      exitCode: 2,
    })
  })
})
