import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/model/ids.ts'
import { createAuthority, hasOpenssl } from '../tools/timestamp-authority.ts'
import { setUp, type Bench } from './support.ts'
import { runHoldfast } from '../tools/run-holdfast.ts'

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

/** Runs one command line; resolves to what it printed and its exit code. */
const holdfast = (...words: string[]) => runHoldfast(join(bench.folder, 'home'), words)

let copies = 0
async function copyOf(): Promise<string> {
  const path = join(bench.folder, `copy-${(copies += 1)}`)
  await run('cp', ['-a', bench.archive, path])
  return path
}

/** Verifies a copy of the archive with a different list of ledger lines. */
async function verifyChanged(change: (lines: string[]) => string[]) {
  const copy = await copyOf()
  const ledger = join(copy, 'ledger', device, '000001.jsonl')
  const lines = (await readFile(ledger, 'utf8')).trimEnd().split('\n')
  await writeFile(ledger, `${change(lines).join('\n')}\n`)
  return await holdfast('verify', '--archive', copy)
}

describe('verify', () => {
  it('exits with 0 for the untouched archive, and says up to where it is signed', async () => {
    const { exitCode, text } = await holdfast('verify', '--archive', bench.archive)
    expect(exitCode).toBe(0)
    expect(text).toMatch(/^Intact\. 6 ledger lines and 4 objects/)
    expect(text).toMatch(
      new RegExp(`Ledger ${device}, this computer: 6 lines, .* Signed up to line 6 with key`),
    )
    expect(text).toContain('this computer recognises each line as its own')
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
  ] as const)('exits with 1 and names the line if one was %s', async (_, change, line) => {
    const { exitCode, text } = await verifyChanged(change)
    expect(exitCode).toBe(1)
    expect(text).toContain(`ledger/${device}/000001.jsonl:${line}`)
  })

  it('exits with 1 and names an altered, a missing and an extra object', async () => {
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

  it('compares a copy in other hands with a head that was kept', async () => {
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
    const truncated = await holdfast('verify', '--archive', copy, ...against)
    expect(truncated.exitCode).toBe(1)
    expect(truncated.text).toMatch(/ends at entry 4\. Entries 5 to 6 are missing: head\.txt states entry 6/)
    await writeFile(join(bench.folder, 'other.txt'), 'nothing')
    const other = ['--against', join(bench.folder, 'other.txt')]
    expect(await holdfast('verify', '--archive', copy, ...other)).toMatchObject({ exitCode: 2 })
  })
})

describe('the catalogue', () => {
  it('is named when it was edited by hand, and rebuilt on request', async () => {
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
  it('writes a page or JSON, and refuses other formats', async () => {
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

describe.skipIf(!hasOpenssl)('timestamps', () => {
  it('of a head and of an object are requested, added and listed, and openssl accepts them too', async () => {
    const copy = await copyOf()
    const authority = createAuthority('ec')
    const at = (name: string) => join(bench.folder, name)
    await writeFile(at('root.pem'), authority.root)
    await writeFile(at('issuers.pem'), authority.issuer)
    const [name] = (await readdir(join(copy, 'vault'), { recursive: true })).filter(
      (each) => each.length > 60,
    )
    const object = name!.slice(3)
    for (const [of, rest] of [
      ['head', []],
      ['object', ['--object', object]],
    ] as const) {
      const requested = await holdfast('timestamp-ask', '--archive', copy, '--out', at(`${of}.tsq`), ...rest)
      expect(requested.exitCode).toBe(0)
      await writeFile(at(`${of}.tsr`), authority.reply(new Uint8Array(await readFile(at(`${of}.tsq`)))))
      const taken = await holdfast(
        'timestamp-take',
        at(`${of}.tsr`),
        '--archive',
        copy,
        '--root',
        at('root.pem'),
      )
      expect(taken.text).toMatch(/holds: what was stamped existed before/)
      expect(taken.exitCode).toBe(0)
    }
    const listed = await holdfast('timestamps', '--archive', copy, '--out', at('stamps'))
    expect(listed).toMatchObject({ exitCode: 0, text: expect.stringMatching(/Timestamps: 2\n$/) })
    const files = (await readdir(at('stamps'))).sort()
    expect(files).toHaveLength(5)
    const head = files.find((each) => each.endsWith('head.txt'))!.replace('-head.txt', '')
    const check = async (data: string, tsr: string, roots: string) =>
      await run('openssl', [
        'ts',
        '-verify',
        '-data',
        data,
        '-in',
        tsr,
        '-CAfile',
        roots,
        '-untrusted',
        at('issuers.pem'),
      ])
    const stamped = at(`stamps/${head}`)
    expect((await check(`${stamped}-head.txt`, `${stamped}.tsr`, `${stamped}-roots.pem`)).stdout).toContain(
      'Verification: OK',
    )
    expect((await check(join(copy, 'vault', name!), at('object.tsr'), at('root.pem'))).stdout).toContain('OK')
    expect(await holdfast('verify', '--archive', copy)).toMatchObject({ exitCode: 0 })
    const report = at('stamped.json')
    const owner = JSON.parse((await holdfast('search', '', '--archive', copy, '--json')).text)
    expect(owner.total).toBe(4)
    for (const hit of owner.hits) {
      await holdfast('report', hit.id ?? hit.record.id, '--archive', copy, '--out', report)
      const { records } = JSON.parse(await readFile(report, 'utf8'))
      const isOwn = records[0].objects.some(
        (each: { object: { hash: string } }) => each.object.hash === object,
      )
      const acts = records[0].events
        .filter(({ scope }: { scope: string }) => scope === 'record')
        .map(({ act }: { act: string }) => act)
      expect(acts.includes('digital signature validation')).toBe(isOwn)
    }
    authority.remove()
  })

  it('of something else, or with a root that is not the authority’s, do not hold', async () => {
    const copy = await copyOf()
    const authority = createAuthority('rsa')
    const other = createAuthority('ec')
    const at = (name: string) => join(bench.folder, name)
    await writeFile(at('other-root.pem'), other.root)
    await holdfast('timestamp-ask', '--archive', copy, '--out', at('a.tsq'))
    await writeFile(at('a.tsr'), authority.reply(new Uint8Array(await readFile(at('a.tsq')))))
    const taken = await holdfast(
      'timestamp-take',
      at('a.tsr'),
      '--archive',
      copy,
      '--root',
      at('other-root.pem'),
    )
    expect(taken).toMatchObject({ exitCode: 1, text: expect.stringMatching(/chain +failed/) })
    expect(taken.text).toContain('not kept')
    const bare = await holdfast('timestamp-take', at('a.tsr'), '--archive', copy)
    expect(bare).toMatchObject({ exitCode: 1, text: expect.stringMatching(/kept in the ledger/) })
    const elsewhere = await copyOf()
    const strange = await holdfast('timestamp-take', at('a.tsr'), '--archive', elsewhere)
    expect(strange).toMatchObject({ exitCode: 2, text: expect.stringMatching(/timestamps\.of-nothing-here/) })
    await writeFile(at('garbage.tsr'), 'not a timestamp')
    const garbage = await holdfast('timestamp-take', at('garbage.tsr'), '--archive', copy)
    expect(garbage).toMatchObject({ exitCode: 2, text: expect.stringMatching(/timestamps\.unreadable/) })
    for (const each of [authority, other]) each.remove()
  })
})
