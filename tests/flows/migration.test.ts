import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openHost } from '../../electron/core/host/host.ts'
import type { Migrations } from '../../electron/core/folder/migrations.ts'
import { damagesIn } from '../tools/verify-here.ts'
import { readLedger, readVisible } from './history-support.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
let device: string
beforeEach(async () => {
  bench = await setUp()
  await bench.ask('records.create', { kind: 'statement', title: 'نامه', text: 'متن' })
  device = (await bench.ask('custody.health', {})).device
  await bench.host.close()
})
afterEach(async () => await bench.end())

/** A format that never existed: a device's ledger is one file next to the others. */
async function makeOlder(): Promise<void> {
  const ledger = join(bench.archive, 'ledger')
  await rename(join(ledger, device, '000001.jsonl'), join(ledger, `${device}.jsonl`))
  await rm(join(ledger, device), { recursive: true })
  await rm(join(bench.archive, 'catalogue'), { recursive: true })
  await rm(join(bench.archive, 'cache'), { recursive: true })
  const path = join(bench.archive, 'holdfast.json')
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), format: 0 }))
}

const oneFile = /^([0-9a-z]{4})\.jsonl$/
let crashAfter: number
const migrations: Migrations = {
  0: {
    about: 'each ledger got a folder of its own',
    changes: async () => ['ledger'],
    async run(archive) {
      const ledger = join(archive, 'ledger')
      for (const name of await readdir(ledger)) {
        const [, code] = oneFile.exec(name) ?? []
        if (!code) continue
        await mkdir(join(ledger, code), { recursive: true })
        if (--crashAfter === 0) throw Object.assign(new Error('pulled'), { code: 'EIO' })
        await rename(join(ledger, name), join(ledger, code, '000001.jsonl'))
      }
    },
  },
}

const open = (table: Migrations | undefined) =>
  openHost({
    home: join(bench.folder, 'home'),
    resources: '',
    actor: 'tests',
    appName: 'Holdfast',
    version: '0.0.0',
    archive: bench.archive,
    migrations: table,
  })

it('migrates an archive from an older format to this one, keeps the original and records it in the ledger', async () => {
  const before = await readFile(join(bench.archive, 'ledger', device, '000001.jsonl'))
  const visible = await readVisible(bench.archive)
  await makeOlder()
  crashAfter = 0
  bench.host = await open(migrations)
  expect(
    await readFile(join(bench.archive, 'inbox', 'before-format-1', 'ledger', `${device}.jsonl`)),
  ).toEqual(before)
  const old = join(bench.archive, 'inbox', 'before-format-1', 'holdfast.json')
  expect(JSON.parse(await readFile(old, 'utf8'))).toMatchObject({ format: 0 })
  expect(JSON.parse(await readFile(join(bench.archive, 'holdfast.json'), 'utf8'))).toMatchObject({
    format: 1,
  })
  const lines = (await readLedger(bench.archive)).filter(({ act }) => act === 'migration')
  expect(lines).toMatchObject([
    {
      note: 'each ledger got a folder of its own',
      tool: { name: 'Holdfast', version: '0.0.0' },
      detail: { kind: 'format', from: 0, to: 1, before: 'inbox/before-format-1' },
    },
  ])
  expect(await readVisible(bench.archive)).toBe(visible)
  await bench.reopen()
  expect((await readLedger(bench.archive)).filter(({ act }) => act === 'migration')).toHaveLength(1)
  await bench.host.close()
  expect(await damagesIn(bench.archive)).toEqual([])
  await bench.reopen()
})

it('continues after a failure midway, with the original kept', async () => {
  const before = await readFile(join(bench.archive, 'ledger', device, '000001.jsonl'))
  await makeOlder()
  crashAfter = 1
  await expect(open(migrations)).rejects.toMatchObject({ code: 'store.write-failed' })
  expect(JSON.parse(await readFile(join(bench.archive, 'holdfast.json'), 'utf8'))).toMatchObject({
    format: 0,
  })
  bench.host = await open(migrations)
  expect(
    await readFile(join(bench.archive, 'inbox', 'before-format-1', 'ledger', `${device}.jsonl`)),
  ).toEqual(before)
  expect((await bench.ask('search.find', {})).total).toBe(1)
})

it('refuses a format from which no migration leads, and changes nothing', async () => {
  await makeOlder()
  await expect(open(undefined)).rejects.toMatchObject({ code: 'archive.older-format', facts: { format: 0 } })
  expect((await readdir(join(bench.archive, 'ledger'))).sort()).toEqual([`${device}.jsonl`])
  bench.host = await open(migrations)
})
