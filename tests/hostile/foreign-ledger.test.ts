import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { atLevel } from '../tools/level.ts'
import { damagesIn, verifyHere } from '../tools/verify-here.ts'
import { backUp, stickOf } from '../flows/backup-support.ts'
import { createRecords, merge, openThere } from '../flows/merge-support.ts'
import type { Bench } from '../flows/support.ts'
import { makeForeignCopy, setUpForeignCopy, type ForeignCopy } from './foreign-copy.ts'
import { checkLine, GENESIS } from '../../electron/core/store/ledger/line.ts'
import { forgeLine } from './forged.ts'

let made: Bench
let foreign: ForeignCopy
let bench: Bench
let copy = ''
beforeAll(async () => {
  made = await makeForeignCopy()
})
afterAll(async () => await made.end())
beforeEach(async () => {
  foreign = await setUpForeignCopy(made)
  ;({ bench, copy } = foreign)
})
afterEach(async () => await bench.end())

describe('an archive whose ledger a stranger wrote', () => {
  test.each([
    ['a row that leads elsewhere', { id: '../../../outside/keep-1', set: { title: 'x' } }],
    ['a row named __proto__', { id: '__proto__', set: {} }],
    ['a title that is not a text', { id: '', set: { title: 5 } }],
    ['an object that leads elsewhere', { id: '', set: { objects: [{ hash: '../../outside/keep.json' }] } }],
  ])('is refused with %s on a line of its ledger, and harms no copy', async (_, { id, set }) => {
    const known = `${await foreign.firstIn('ledger')}-000001`
    await forgeLine(copy, [{ table: 'records', id: id || known, set, was: {} }])
    const losses = [[], ['catalogue', 'cache']]
    for (const lost of atLevel([losses[id === '' ? 0 : 1]!], losses)) {
      for (const name of lost) await rm(foreign.inCopy(name), { recursive: true })
      const [damage, ...more] = await damagesIn(copy)
      expect(more).toEqual([])
      expect(damage).toMatchObject({ kind: 'ledger-line', line: expect.any(Number) })
      await expect(merge(bench, copy)).rejects.toMatchObject({ code: 'merges.damaged' })
      await bench.reopen()
      expect((await bench.ask('search.find', {})).total).toBe(2)
      await expect(openThere(bench, copy)).rejects.toMatchObject({ code: 'ledger.damaged' })
    }
    await foreign.expectKept()
  })

  test('is refused with a line that is nested too deeply to be read', async () => {
    let deep: unknown = 0
    for (let depth = 0; depth < 600; depth++) deep = [deep]
    await forgeLine(copy, [], { detail: { deep } })
    const { damages } = await verifyHere(copy)
    expect(damages[0]).toMatchObject({ kind: 'ledger-line' })
    await expect(openThere(bench, copy)).rejects.toMatchObject({ code: 'ledger.damaged' })
  })

  test('is refused with a line of more values than any has, without one report for each', async () => {
    const path = foreign.inCopy('ledger', await foreign.firstIn('ledger'), '000001.jsonl')
    const line = (await readFile(path, 'utf8')).split('\n')[0]!
    for (const count of [2_000_000, 9_000_000]) {
      const changes = `"changes":[${'0,'.repeat(count)}0]`
      const bytes = Buffer.from(line.replace(/"changes":\[.*\](?=,"detail")/, changes))
      expect(bytes.length).toBeGreaterThan(2 * count)
      expect(checkLine(bytes, 'k3fp', { seq: 0, hash: GENESIS })).toMatchObject({
        ok: false,
        kind: 'ledger-line',
      })
    }
  })

  test.each([
    ['a negative place', { offset: -1 }],
    ['a fractional place', { offset: 3.5 }],
    ['a file elsewhere', { file: '../../../../../../dev/zero' }],
  ])('is opened with %s in the head of its catalogue, which is rebuilt', async (_, wrong) => {
    const path = foreign.inCopy('catalogue', 'head.json')
    const head = JSON.parse(await readFile(path, 'utf8')) as { covers: Record<string, object> }
    for (const each of Object.values(head.covers)) Object.assign(each, wrong)
    await writeFile(path, JSON.stringify(head))
    await openThere(bench, copy)
    expect((await bench.ask('search.find', {})).total).toBe(2)
    expect(await bench.ask('archive.repairs', {})).toMatchObject([{ kind: 'catalogue' }])
  })

  test('is compared although a shard is nested too deeply to be compared', async () => {
    const shard = foreign.inCopy('catalogue', 'records', await foreign.firstIn('catalogue/records'))
    const rows = '['.repeat(50_000) + ']'.repeat(50_000)
    await writeFile(shard, `{"checksum":${crc32(rows)},"rows":${rows}}`)
    expect(await damagesIn(copy)).toMatchObject([{ kind: 'catalogue-differs' }])
  })

  test('is opened and backed up with foreign folders and files in it', async () => {
    const row = foreign.inCopy('catalogue', 'archive', 'archive.json')
    await rm(row)
    for (const path of [
      row,
      foreign.inCopy('inbox', 'pending', 'a.json'),
      foreign.inCopy('inbox', 'merge', 'ready.json'),
    ])
      await mkdir(path, { recursive: true })
    for (const name of ['.json', 'mine.json', 'a b.json'])
      await writeFile(foreign.inCopy('catalogue', 'records', name), 'mine')
    await openThere(bench, copy)
    expect(await bench.ask('archive.describe', {})).toMatchObject({ title: 'Flow' })
    await mkdir(stickOf(bench))
    expect(await backUp(bench)).toMatchObject({ lacking: [] })
  })

  test('cannot raise the numbers of another device until two are equal', async () => {
    const [mine] = await readdir(join(bench.archive, 'ledger'))
    await openThere(bench, copy)
    await createRecords(bench, 1)
    await openThere(bench, bench.archive)
    const theirs = (await readdir(foreign.inCopy('ledger'))).find((device) => device !== mine)!
    const ledger = await readFile(foreign.inCopy('ledger', theirs, '000001.jsonl'), 'utf8')
    const [{ set }] = (JSON.parse(ledger.split('\n')[0]!) as { changes: [{ set: Record<string, unknown> }] })
      .changes
    await forgeLine(copy, [{ table: 'records', id: `${mine}-9007199254740993`, set, was: null }], {
      device: theirs,
    })
    await expect(merge(bench, copy)).rejects.toMatchObject({ code: 'merges.damaged' })
    const ids = await createRecords(bench, 2)
    expect(ids).toEqual([`${mine}-000003`, `${mine}-000004`])
  })
})
