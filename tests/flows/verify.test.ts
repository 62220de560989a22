import { chmod, copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { printLine } from '../../electron/core/store/ledger/line.ts'
import { chained } from '../tools/chained.ts'
import { verifyArchive } from '../../electron/core/verification/verify-archive.ts'
import { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import { setUp, type Bench } from './support.ts'
import { verifyHere } from '../tools/verify-here.ts'

let bench: Bench
let ledger: string
beforeEach(async () => {
  bench = await setUp()
  const source = join(bench.folder, 'source')
  await mkdir(source)
  for (const name of ['one', 'two', 'three'])
    await writeFile(join(source, `${name}.txt`), `the text of ${name}`)
  await bench.take([source])
  await bench.host.close()
  const device = (await readdir(join(bench.archive, 'ledger')))[0]!
  ledger = join(bench.archive, 'ledger', device, '000001.jsonl')
})
afterEach(async () => await bench.end())

const lines = async () => (await readFile(ledger, 'utf8')).trimEnd().split('\n')
const write = async (changed: readonly string[]) =>
  await writeFile(ledger, changed.map((line) => `${line}\n`).join(''))
const damages = async () => (await verifyHere(bench.archive)).damages.map(({ kind, line }) => [kind, line])

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path)
  bytes[at] = bytes[at]! ^ 1
  await chmod(path, 0o644)
  await writeFile(path, bytes)
}

describe('verify', () => {
  it('finds an untouched archive intact', async () => {
    expect(await verifyArchive(bench.archive)).toMatchObject({
      intact: true,
      damages: [],
      ledgerLines: 5,
      objects: 3,
    })
  })

  it('names the line of any changed byte of the ledger', async () => {
    const complete = await readFile(ledger)
    const starts = [0]
    complete.forEach((byte, at) => byte === 10 && starts.push(at + 1))
    for (let at = 3; at < complete.length; at += 97) {
      await flip(ledger, at)
      const line = starts.filter((start) => start <= at).length
      const found = await damages()
      expect(found.length, `byte ${at}`).toBeGreaterThan(0)
      expect(
        found.map(([, named]) => named),
        `byte ${at}`,
      ).toContain(line)
      await writeFile(ledger, complete)
    }
  })

  it('names a ledger file that cannot be read, and checks the rest', async () => {
    await rm(ledger)
    await mkdir(ledger)
    const { damages, intact } = await verifyHere(bench.archive)
    expect(intact).toBe(false)
    expect(damages[0]).toMatchObject({ kind: 'ledger-line', line: 1 })
    expect(damages.filter(({ kind }) => kind === 'object-extra')).toHaveLength(3)
    await rm(join(bench.archive, 'ledger'), { recursive: true })
    await writeFile(join(bench.archive, 'ledger'), '')
    await expect(verifyArchive(bench.archive)).rejects.toMatchObject({ code: 'archive.not-plain' })
    await rm(join(bench.archive, 'ledger'))
  })

  it('names a deleted, a moved and an inserted line, and a truncated ledger', async () => {
    const before = await lines()
    await write([before[0]!, before[2]!, before[3]!])
    expect((await damages())[0]).toEqual(['ledger-chain', 2])
    await write([before[0]!, before[2]!, before[1]!, before[3]!])
    expect((await damages())[0]).toEqual(['ledger-chain', 2])
    await write([before[0]!, before[1]!, before[1]!, before[2]!, before[3]!])
    expect((await damages())[0]).toEqual(['ledger-chain', 3])
    await write(before.slice(0, 3))
    expect((await damages())[0]?.[0]).toBe('ledger-missing')
    await write(before)
    expect(await damages()).toEqual([])
  })

  it('names the line after one that was rewritten, although the rewritten one matches its own hash', async () => {
    const before = await lines()
    const { hash: _, ...entry } = LedgerEntry.parse(JSON.parse(before[1]!))
    const rewritten = chained({ ...entry, actor: { ...entry.actor, name: 'Somebody else' } })
    await write(before.with(1, printLine(rewritten)))
    expect((await damages())[0]).toEqual(['ledger-chain', 3])
  })

  it('names a changed, a missing and an extra object', async () => {
    const vault = join(bench.archive, 'vault')
    const objects = (await readdir(vault, { recursive: true })).filter((name) => name.length > 60).sort()
    await flip(join(vault, objects[0]!), 2)
    await rm(join(vault, objects[1]!))
    await writeFile(join(vault, 'extra'), 'x')
    const { damages, intact } = await verifyHere(bench.archive)
    expect(intact).toBe(false)
    expect(damages.map(({ kind, file }) => [kind, file]).sort()).toEqual([
      ['object-changed', `vault/${objects[0]}`],
      ['object-extra', 'vault/extra'],
      ['object-missing', `vault/${objects[1]}`],
    ])
  })

  it('names a catalogue shard that was edited by hand', async () => {
    const folder = join(bench.archive, 'catalogue', 'records')
    const shard = join(folder, (await readdir(folder))[0]!)
    await writeFile(shard, (await readFile(shard, 'utf8')).replace('"two.txt"', '"twu.txt"'))
    expect((await damages()).map(([kind]) => kind)).toEqual(['catalogue-differs'])
  })

  it('reports foreign files in the ledger, and reads them as no part of it', async () => {
    const folder = dirname(ledger)
    const device = basename(folder)
    const copies = Array.from({ length: 20 }, (_, n) => `000001 (رونوشت ${n + 1}).jsonl`)
    for (const name of copies) await copyFile(ledger, join(folder, name))
    await writeFile(join(folder, '.DS_Store'), '')
    await mkdir(join(folder, '..', `${device} 2`))
    const report = await verifyHere(bench.archive)
    expect(report).toMatchObject({ intact: true, ledgerLines: (await lines()).length })
    const paths = [`ledger/${device} 2`, ...copies.map((name) => `ledger/${device}/${name}`)].sort()
    expect(report.notices).toEqual([
      ...paths.slice(0, 20).map((file) => ({ kind: 'stray', file })),
      { kind: 'more-strays', count: 1 },
    ])
    for (const name of copies) await rm(join(folder, name))
    await rm(join(folder, '..', `${device} 2`), { recursive: true })
    expect((await verifyHere(bench.archive)).notices).toEqual([])
  })
})
