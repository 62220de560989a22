import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { damagesIn } from '../tools/verify-here.ts'
import { merge, openThere } from '../flows/merge-support.ts'
import type { Bench } from '../flows/support.ts'
import { makeForeignCopy, setUpForeignCopy, type ForeignCopy } from './foreign-copy.ts'

const HUGE_BYTES = 1_900_000_000

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

async function makeHuge(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, '', { flag: 'a' })
  await truncate(path, HUGE_BYTES)
}

describe('an archive with a sparse file of gigabytes', () => {
  test.each(['one that is there', 'one more'])(
    'in a ledger, %s, is refused, naming file and line',
    async (which) => {
      const device = which === 'one more' ? 'zzzz' : await foreign.firstIn('ledger')
      await makeHuge(foreign.inCopy('ledger', device, '000001.jsonl'))
      const file = `ledger/${device}/000001.jsonl`
      await expect(openThere(bench, copy)).rejects.toMatchObject({ code: 'ledger.damaged', facts: { file } })
      const damages = await damagesIn(copy)
      expect(damages).toContainEqual(expect.objectContaining({ kind: 'ledger-line', file }))
      await expect(merge(bench, copy)).rejects.toMatchObject({ code: 'merges.damaged' })
      // The line is told from its first 64 MB.
      expect(process.memoryUsage().rss).toBeLessThan(1_500_000_000)
    },
  )

  test('is refused without a description, and opened without the rest', async () => {
    for (const path of [
      ['catalogue', 'head.json'],
      ['catalogue', 'records', await foreign.firstIn('catalogue/records')],
      ['inbox', 'pending', 'planted.json'],
      ['inbox', 'merge', 'ready.json'],
    ])
      await makeHuge(foreign.inCopy(...path))
    await openThere(bench, copy)
    expect((await bench.ask('search.find', {})).total).toBe(2)
    await openThere(bench, bench.archive)
    await makeHuge(foreign.inCopy('holdfast.json'))
    await expect(openThere(bench, copy)).rejects.toMatchObject({ code: 'archive.not-an-archive' })
    expect(process.memoryUsage().rss).toBeLessThan(1_500_000_000)
  })
})

test('an archive with more writers than any has is refused with that reason', async () => {
  const digits = [...'0123456789abcdef']
  for (const a of digits)
    for (const b of digits)
      for (const c of digits) await mkdir(foreign.inCopy('ledger', `z${a}${b}${c}`), { recursive: true })
  const refused = { code: 'ledger.too-many-writers' }
  await expect(openThere(bench, copy)).rejects.toMatchObject(refused)
  await expect(damagesIn(copy)).rejects.toMatchObject(refused)
  await expect(merge(bench, copy)).rejects.toMatchObject(refused)
})
