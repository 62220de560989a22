import { execFile } from 'node:child_process'
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProfile } from '../../electron/core/profile/profile.ts'
import { pinsIn, pinsOf } from '../../electron/core/profile/pins.ts'
import { verifyHere } from '../tools/verify-here.ts'
import { printLine } from '../../electron/core/store/ledger/line.ts'
import { chained } from '../tools/chained.ts'
import { setUp, type Bench } from './support.ts'

const run = promisify(execFile)

let bench: Bench
let device: string
let ledger: string
beforeEach(async () => {
  bench = await setUp()
  await bench.ask('records.create', { kind: 'statement', title: 'نامهٔ نخست', text: 'one' })
  device = (await readdir(join(bench.archive, 'ledger')))[0]!
  ledger = join(bench.archive, 'ledger', device, '000001.jsonl')
})
afterEach(async () => await bench.end())

const profile = () => openProfile(join(bench.folder, 'home'))
const lines = async () => (await readFile(ledger, 'utf8')).trimEnd().split('\n')
const write = async (changed: readonly string[]) =>
  await writeFile(ledger, changed.map((line) => `${line}\n`).join(''))
const archiveId = async () =>
  JSON.parse(await readFile(join(bench.archive, 'holdfast.json'), 'utf8')).id as string

async function verifyPinned() {
  const { pins } = await pinsOf(await profile(), await archiveId(), bench.archive)
  return await verifyHere(bench.archive, { pins })
}

/** Replaces the end of a ledger like somebody who knows the format: every hash fits. */
async function forge(from: number, change: (line: Record<string, unknown>) => Record<string, unknown>) {
  const all = (await lines()).map((line) => JSON.parse(line))
  for (let at = from; at < all.length; at += 1) {
    const { hash: _, ...rest } = at === from ? change(all[at]) : all[at]
    all[at] = chained({ ...rest, prev: all[at - 1].hash })
  }
  await write(all.map(printLine))
}

describe('signatures', () => {
  it('are made once when an archive closes, and match the ledger', async () => {
    await bench.host.close()
    const report = await verifyPinned()
    expect(report).toMatchObject({ intact: true, signed: { [device]: { seq: 2 } } })
    expect(report.keys).toEqual([
      { device, since: 3, replaces: null, key: (await profile()).keys.current().fingerprint },
    ])
    await bench.reopen()
    await bench.host.close()
    expect(await lines()).toHaveLength(3)
    const last = JSON.parse((await lines())[2]!)
    expect(last).toMatchObject({
      act: 'digital signature generation',
      outcome: 'success',
      actor: { type: 'software', name: 'Holdfast 0.0.0' },
    })
    expect(last.offset).toMatch(/^[+-]\d\d:\d\d$/)
  })

  it('keep the private key outside the archive, readable to the owner only, and the public one in the ledger', async () => {
    await bench.host.close()
    const folder = join(bench.folder, 'home', 'keys')
    const pem = (await readdir(folder)).find((name) => name.endsWith('.pem'))!
    expect((await stat(join(folder, pem))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    const { stdout } = await run('grep', ['-rl', 'PRIVATE KEY', bench.archive]).catch((error) => error)
    expect(stdout).toBe('')
    expect((await lines())[2]).toContain('BEGIN PUBLIC KEY')
  })

  it('do not match a ledger whose hashes were all recomputed', async () => {
    await bench.host.close()
    await forge(1, (line) => ({ ...line, note: 'written later' }))
    const { damages } = await verifyHere(bench.archive)
    expect(damages.map(({ kind, line }) => [kind, line])).toContainEqual(['signature', 3])
  })

  it('reveal a text, a key or a signature that replaced another', async () => {
    await bench.host.close()
    const complete = await lines()
    const tamper = async (change: (detail: Record<string, string>) => Record<string, string>) => {
      await write(complete)
      await forge(2, (line) => ({ ...line, detail: change(line['detail'] as Record<string, string>) }))
      return (await verifyHere(bench.archive)).damages
        .filter(({ kind }) => kind === 'signature')
        .map(({ message }) => message)
    }
    const other = JSON.parse(complete[1]!).hash
    expect(
      await tamper((detail) => ({
        ...detail,
        statement: detail['statement']!.replace(/head .*/, `head ${device} 2 ${'0'.repeat(64)}`),
      })),
    ).toMatchObject([/does not match its text/])
    expect(await tamper((detail) => ({ ...detail, signature: 'AAAA' }))).toMatchObject([/does not match/])
    expect(
      await tamper((detail) => ({
        statement: detail['statement']!,
        signature: detail['signature']!,
        kind: 'signature',
      })),
    ).toMatchObject([/no earlier line names/])
    expect(await tamper((detail) => ({ ...detail, statement: 'something else' }))).toMatchObject([
      /no signed statement/,
    ])
    expect(
      await tamper((detail) => ({
        ...detail,
        statement: detail['statement']!.replace(/^archive .*$/m, `archive ${other}`),
      })),
    ).toMatchObject([/another archive/])
  })

  it('can be checked with openssl, without Holdfast', async () => {
    const { statement, signature, publicKey, short } = await bench.ask('custody.head', {})
    const at = (name: string) => join(bench.folder, name)
    await writeFile(at('head.txt'), statement)
    await writeFile(at('head.sig'), Buffer.from(signature, 'base64'))
    await writeFile(at('key.pem'), publicKey)
    const check = ['pkeyutl', '-verify', '-pubin', '-inkey', at('key.pem'), '-rawin', '-in', at('head.txt')]
    const { stdout } = await run('openssl', [...check, '-sigfile', at('head.sig')])
    expect(stdout).toContain('Verified Successfully')
    await writeFile(at('head.txt'), statement.replace(/\d$/m, 'x'))
    await expect(run('openssl', [...check, '-sigfile', at('head.sig')])).rejects.toThrow()
    expect(short[0]).toMatch(new RegExp(`^${device} 2 [0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$`))
  })
})

describe('keys', () => {
  it('that are rotated are vouched for by the previous key', async () => {
    const { key, replaces } = await bench.ask('custody.rotate-key', {})
    expect(key).not.toBe(replaces)
    await bench.host.close()
    const report = await verifyPinned()
    expect(report.intact).toBe(true)
    expect(report.keys.map((each) => [each.key, each.replaces])).toEqual([
      [replaces, null],
      [key, { key: replaces, reason: 'rotated' }],
    ])
    expect(report.notices).toMatchObject([
      { kind: 'key-replaced', key, replaced: replaces, reason: 'rotated' },
    ])
    expect((await profile()).keys.current().fingerprint).toBe(key)
  })

  it('that are lost are reported, and the next signature says so', async () => {
    await bench.host.close()
    await rm(join(bench.folder, 'home', 'keys'), { recursive: true })
    await bench.reopen()
    expect((await bench.ask('custody.health', {})).key.state).toBe('earlier-lost')
    await bench.ask('records.create', { kind: 'statement', title: 'two' })
    await bench.host.close()
    const report = await verifyPinned()
    expect(report).toMatchObject({
      intact: true,
      notices: [{ kind: 'key-replaced', reason: 'lost' }],
    })
  })

  it('cannot be taken over without the previous key', async () => {
    await bench.ask('custody.head', {})
    await bench.host.close()
    const other = await openProfile(join(bench.folder, 'other'))
    const key = other.keys.current()
    await rm(join(bench.archive, 'catalogue'), { recursive: true })
    const last = (await lines()).length - 1
    await forge(last, (line) => {
      const detail = line['detail'] as Record<string, string>
      const before = (detail['statement']!.match(/^key (.*)$/m) ?? [])[1]!
      const statement = detail['statement']!.replace(
        `key ${before}`,
        `key ${key.fingerprint}\nreplaces ${before} rotated`,
      )
      const signature = key.sign(statement)
      return {
        ...line,
        detail: { kind: 'signature', statement, signature, publicKey: key.publicKey, endorsement: signature },
      }
    })
    const { damages } = await verifyHere(bench.archive)
    expect(damages).toMatchObject([
      { kind: 'signature', line: last + 1, message: expect.stringMatching(/which it does not/) },
    ])
  })
})

describe('pins outside the archive', () => {
  it('detect a ledger that was truncated together with its catalogue', async () => {
    await bench.host.close()
    await write((await lines()).slice(0, 1))
    await rm(join(bench.archive, 'catalogue'), { recursive: true })
    expect((await verifyHere(bench.archive)).damages.filter(({ kind }) => kind === 'ledger-missing')).toEqual(
      [],
    )
    const { damages } = await verifyPinned()
    const missing = damages.find(({ kind }) => kind === 'ledger-missing')
    expect(missing).toMatchObject({ line: 3, file: `ledger/${device}/000001.jsonl` })
    expect(missing?.message).toMatch(/ends at entry 1\. Entries 2 to 3 are missing: this computer saw/)
  })

  it('detect a rewritten ledger, by a head that was kept', async () => {
    const { statement } = await bench.ask('custody.head', {})
    await bench.host.close()
    const kept = pinsIn(statement.replaceAll('\n', '\r\n'), 'head.txt')!
    expect(kept.archive).toBe(await archiveId())
    expect((await verifyHere(bench.archive, { pins: kept.pins })).intact).toBe(true)
    await forge(1, (line) => ({ ...line, note: 'written later' }))
    const { damages } = await verifyHere(bench.archive, { pins: kept.pins })
    expect(damages).toContainEqual(
      expect.objectContaining({
        kind: 'ledger-chain',
        line: 2,
        message: expect.stringMatching(/not the one that was there \(head\.txt states\)/),
      }),
    )
  })

  it('continue under a new device code when an older copy was restored, until a user accepts it', async () => {
    await bench.host.close()
    const saved = join(bench.folder, 'older')
    await run('cp', ['-a', bench.archive, saved])
    await bench.reopen()
    await bench.ask('records.create', { kind: 'statement', title: 'lost again' })
    await bench.host.close()
    await rm(bench.archive, { recursive: true })
    await run('cp', ['-a', saved, bench.archive])
    await bench.reopen()
    const health = await bench.ask('custody.health', {})
    expect(health.cut).toMatchObject([{ device, seenSeq: 5, endsAt: 3 }])
    expect(health.device).not.toBe(device)
    await bench.ask('records.create', { kind: 'statement', title: 'after' })
    await bench.host.close()
    expect((await verifyPinned()).damages).toMatchObject([{ kind: 'ledger-missing', line: 5 }])
    await bench.reopen()
    expect((await bench.ask('custody.health', {})).cut).toHaveLength(1)
    const [one] = (await bench.ask('search.find', {})).hits
    const report = { ids: [one!.id], as: 'json' as const }
    expect((await bench.ask('custody.report', report)).damaged).toBe(true)
    await bench.ask('custody.accept-cut', { reason: 'نسخهٔ پشتیبان' })
    expect((await bench.ask('custody.report', report)).damaged).toBe(false)
    expect((await bench.ask('custody.health', {})).cut).toEqual([])
    await bench.host.close()
    expect((await verifyPinned()).damages).toEqual([])
    await bench.reopen()
  })

  it('report a copy elsewhere that contains more', async () => {
    await bench.host.close()
    const copy = join(bench.folder, 'copy')
    await run('cp', ['-a', bench.archive, copy])
    await bench.reopen()
    await bench.ask('records.create', { kind: 'statement', title: 'only here' })
    await bench.host.close()
    const id = await archiveId()
    const { others, pins } = await pinsOf(await profile(), id, copy)
    expect(others).toMatchObject([{ path: bench.archive }])
    expect((await verifyHere(copy, { pins })).intact).toBe(true)
  })
})

it('keeps the id of an archive whose holdfast.json was lost', async () => {
  const id = await archiveId()
  await bench.host.close()
  await rm(join(bench.archive, 'holdfast.json'))
  expect((await verifyHere(bench.archive)).intact).toBe(true)
  await expect(stat(join(bench.archive, 'holdfast.json'))).rejects.toThrow()
  await bench.reopen()
  expect(await archiveId()).toBe(id)
})

it('opens each of two copies of one archive by its own name', async () => {
  await bench.host.close()
  const copy = join(bench.folder, 'copy')
  await run('cp', ['-a', bench.archive, copy])
  await bench.reopen()
  const [ticket] = bench.host.issueTickets([copy])
  await bench.ask('archive.open', { folder: ticket!.id })
  const known = await bench.ask('archive.known', {})
  expect(new Set(known.map(({ id }) => id)).size).toBe(1)
  for (const { id, copy: name, path } of known)
    expect((await bench.ask('archive.open', { id, copy: name }))!.path).toBe(path)
})
