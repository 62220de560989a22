import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/model/ids.ts'
import { openProfile } from '../../electron/core/host/host.ts'
import { verifyArchive } from '../../electron/core/verification/verify-archive.ts'
import { forge, forgedLine, rewriteLedger } from './forge.ts'
import { copyOf, createRecords, merge } from './merge-support.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
let id: RecordId
let device: string
beforeEach(async () => {
  bench = await setUp()
  id = (await createRecords(bench, 2))[0]!
  device = id.slice(0, 4)
})
afterEach(async () => await bench.end())

const titleOf = async (record: RecordId) => (await bench.ask('records.get', { id: record })).title
const retitle = (title: string, record = id) => ({
  changes: [{ table: 'records', id: record, set: { title }, was: { title: 'سند 0' } }],
})
const repairs = async () => (await bench.ask('archive.repairs', {})).map(({ kind }) => kind)
/** What the command of a user says about a folder, with all that this computer remembers. */
const verify = async (folder = bench.archive) =>
  await verifyArchive(folder, { profile: await openProfile(join(bench.folder, 'home')) })
const kindsOf = ({ damages }: { damages: readonly { kind: string }[] }) => damages.map(({ kind }) => kind)
const fieldsOf = (title: string) => ({
  kind: 'statement',
  title,
  objects: [],
  tags: [],
  withdrawn: null,
})
const lineOf = (record: string, title: string) => ({
  changes: [{ table: 'records', id: record, set: fieldsOf(title), was: null }],
})

describe('a line under the device code of this computer that it did not write', () => {
  it('is damage in a closed archive, and when it opens does not count, is kept aside and never signed', async () => {
    await bench.host.close()
    await forge(bench.archive, device, [forgedLine(device, retitle('جعل'))])
    expect(kindsOf(await verify())).toEqual(['ledger-foreign'])
    await bench.reopen()
    expect(await titleOf(id)).toBe('سند 0')
    expect(await repairs()).toEqual(['ledger-foreign'])
    const aside = (await readdir(join(bench.archive, 'inbox'))).find((name) => name.startsWith('foreign-'))
    expect(await readFile(join(bench.archive, 'inbox', aside!), 'utf8')).toContain('جعل')
    await bench.reopen()
    expect(await repairs()).toEqual([])
    expect(await verify()).toMatchObject({ intact: true })
    const ledger = await readFile(join(bench.archive, 'ledger', device, '000001.jsonl'), 'utf8')
    expect(ledger).toContain('"kind":"foreign-lines"')
    expect(ledger).not.toContain('جعل')
  })

  it('is not shown when the archive is only read, and that is said', async () => {
    await bench.host.close()
    await forge(bench.archive, device, [forgedLine(device, retitle('جعل'))])
    await bench.reopen()
    const { id: archive } = (await bench.ask('archive.describe', {}))!
    await bench.ask('archive.open', { id: archive, readOnly: true })
    expect(await titleOf(id)).toBe('سند 0')
  })

  it('keeps a copy from being merged', async () => {
    const copy = await copyOf(bench)
    await forge(copy, device, [forgedLine(device, retitle('جعل'))])
    await expect(merge(bench, copy)).rejects.toMatchObject({
      code: 'merges.damaged',
      facts: { first: expect.stringContaining('did not write') },
    })
    expect(await titleOf(id)).toBe('سند 0')
  })
})

describe('a planted row', () => {
  it.each(['-9007199254740991', '-1000000000', '-0000001'])(
    'with a sequence like %s is no row of any table',
    async (sequence) => {
      await bench.host.close()
      await forge(bench.archive, 'bbbb', [forgedLine('bbbb', lineOf(`bbbb${sequence}`, 'planted'))])
      expect(kindsOf(await verify())).toEqual(['ledger-line'])
      await expect(bench.reopen()).rejects.toMatchObject({ code: 'ledger.damaged' })
      await rm(join(bench.archive, 'ledger', 'bbbb'), { recursive: true })
      await bench.reopen()
    },
  )

  it('under an id of another device is damage, and no import writes onto a row', async () => {
    await bench.host.close()
    await forge(bench.archive, 'bbbb', [forgedLine('bbbb', lineOf(`${device}-000003`, 'planted'))])
    expect(kindsOf(await verify())).toEqual(['ledger-line'])
    await expect(bench.reopen()).rejects.toMatchObject({
      code: 'ledger.damaged',
      facts: { problem: expect.stringContaining('not one of its own ids') },
    })
    await rm(join(bench.archive, 'ledger', 'bbbb'), { recursive: true })
    await bench.reopen()
    expect(await createRecords(bench, 1)).toEqual([`${device}-000003`])
  })
})

describe('a history that was rewritten as a whole', () => {
  const rewrite = async (archive: string) => {
    const { id: name } = JSON.parse(await readFile(join(archive, 'holdfast.json'), 'utf8')) as { id: string }
    const at = '2019-05-01T10:00:00.000Z'
    const creation = {
      act: 'creation',
      detail: { archive: name, format: 1 },
      changes: [{ table: 'archive', id: 'archive', set: { title: 'Flow' }, was: null }],
    }
    await rewriteLedger(archive, { id: name, device }, [
      forgedLine(device, creation, { at }),
      forgedLine(device, lineOf(id, 'جعل'), { at }),
    ])
    for (const derived of ['catalogue', 'cache']) await rm(join(archive, derived), { recursive: true })
  }
  const told = expect.arrayContaining(['ledger-foreign', 'signature'])

  it('is reported wherever the folder is, and cannot be worked on', async () => {
    const copy = await copyOf(bench, 'moved')
    await rewrite(copy)
    const report = await verify(copy)
    expect(kindsOf(report)).toEqual(told)
    expect(report.notices).toContainEqual(expect.objectContaining({ kind: 'clock', how: 'early' }))
    const [ticket] = bench.host.issueTickets([copy])
    const opened = await bench.ask('archive.open', { folder: ticket!.id })
    expect(opened).toMatchObject({ readOnly: true, isReceived: true })
    await expect(bench.ask('archive.open', { folder: ticket!.id, isMine: true })).rejects.toMatchObject({
      code: 'archive.forged',
    })
  })

  it('is reported when the pins of this computer are gone', async () => {
    const copy = await copyOf(bench, 'moved')
    await rewrite(copy)
    await rm(join(bench.folder, 'home', 'pins.json'), { force: true })
    expect(kindsOf(await verify(copy))).toEqual(told)
  })

  it('of another device is revealed by what this computer had seen of it', async () => {
    await bench.host.close()
    await forge(bench.archive, 'bbbb', [forgedLine('bbbb', lineOf('bbbb-000001', 'one'))])
    await bench.reopen()
    await createRecords(bench, 1)
    const copy = await copyOf(bench, 'moved')
    await rm(join(copy, 'ledger', 'bbbb'), { recursive: true })
    await forge(copy, 'bbbb', [forgedLine('bbbb', lineOf('bbbb-000001', 'another'))])
    expect(kindsOf(await verify(copy))).toContain('ledger-chain')
    await expect(merge(bench, copy)).rejects.toMatchObject({ code: expect.stringMatching(/^merges\./) })
  })

  it('says that nothing is remembered of an archive that this computer never saw', async () => {
    const elsewhere = await setUp()
    await createRecords(elsewhere, 1)
    await elsewhere.host.close()
    const report = await verify(elsewhere.archive)
    expect(report.notices).toContainEqual({ kind: 'never-seen' })
    await elsewhere.reopen()
    await elsewhere.end()
  })
})

describe('a line dated in the future', () => {
  it('loses to every later edit, also after a rebuild, and its date is reported', async () => {
    await bench.host.close()
    const at = '2090-01-01T00:00:00.000Z'
    await forge(bench.archive, 'bbbb', [
      forgedLine('bbbb', retitle('جعل'), { at }),
      forgedLine('bbbb', {}, { at: '2026-06-01T00:00:00.000Z' }),
    ])
    await bench.reopen()
    expect(await repairs()).toEqual(expect.arrayContaining(['new-writer', 'clock']))
    await bench.ask('records.edit', { ids: [id], set: { title: 'درست' } })
    await bench.ask('custody.rebuild-catalogue', {})
    expect(await titleOf(id)).toBe('درست')
    const [last] = (await bench.ask('records.history', { id })).slice(-1)
    expect(last).toMatchObject({ device, at: expect.stringMatching(/^20[234]\d-/) })
    expect((await verify()).notices).toContainEqual(
      expect.objectContaining({ kind: 'clock', how: 'ahead', device: 'bbbb', seq: 1 }),
    )
  })
})

describe('what is left in the inbox of an archive', () => {
  it('by somebody else is set aside and reported, and never enters the ledger', async () => {
    await bench.host.close()
    await mkdir(join(bench.archive, 'inbox', 'pending'), { recursive: true })
    const line = { id: 'planted', act: 'recovery', note: 'planted note', detail: { kind: 'planted' } }
    await writeFile(join(bench.archive, 'inbox', 'pending', 'planted.json'), JSON.stringify(line))
    await mkdir(join(bench.archive, 'inbox', 'merge', 'ledger', 'bbbb'), { recursive: true })
    const ready = { version: 1, id: 'planted', files: [], detail: {} }
    await writeFile(join(bench.archive, 'inbox', 'merge', 'ready.json'), JSON.stringify(ready))
    await bench.reopen()
    expect(await repairs()).toEqual(['inbox', 'inbox'])
    const ledger = await readFile(join(bench.archive, 'ledger', device, '000001.jsonl'), 'utf8')
    expect(ledger).not.toContain('planted')
  })
})

describe('a ledger of a device never seen', () => {
  it('is named, with when it came and that nothing vouches for it', async () => {
    await bench.host.close()
    await forge(bench.archive, 'bbbb', [forgedLine('bbbb', {}, { at: '2026-02-01T00:00:00.000Z' })])
    const before = await verify()
    expect(before.notices).toContainEqual({ kind: 'new-writer', device: 'bbbb' })
    await bench.reopen()
    expect(await repairs()).toEqual(['new-writer'])
    const { text } = await bench.ask('custody.report', { ids: [id], as: 'html' })
    expect(text).toContain('Not signed: nothing vouches for who wrote it, or when.')
    expect((await verify()).writers).toContainEqual(
      expect.objectContaining({
        device: 'bbbb',
        key: null,
        signedUpTo: 0,
        firstSeen: expect.objectContaining({ how: 'opened' }),
      }),
    )
  })
})

it('an archive from before lines were sealed is migrated, and says which lines that are', async () => {
  await bench.host.close()
  const home = join(bench.folder, 'home')
  for (const name of ['writers.json', 'sightings.json']) await rm(join(home, name))
  const file = join(bench.archive, 'ledger', device, '000001.jsonl')
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  await rm(file)
  for (const name of ['catalogue', 'cache']) await rm(join(bench.archive, name), { recursive: true })
  await rm(join(home, 'pins.json'), { force: true })
  const unsealed = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ act }) => act !== 'digital signature generation')
    .map(({ seal: _seal, hash: _hash, prev: _prev, seq: _seq, ...rest }) => rest)
  await forge(bench.archive, device, unsealed)
  await bench.reopen()
  await bench.ask('records.edit', { ids: [id], set: { title: 'new' } })
  const report = await verify()
  expect(report.intact).toBe(true)
  expect(report.notices).toContainEqual({ kind: 'unsealed', device, upTo: unsealed.length })
  await bench.host.close()
  await forge(bench.archive, device, [forgedLine(device, retitle('جعل'))])
  expect(kindsOf(await verify())).toEqual(['ledger-foreign'])
  await bench.reopen()
  expect(await titleOf(id)).toBe('new')
})
