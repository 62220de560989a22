import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { passingTrust } from '../../trust/trust.ts'
import { openCatalogue, type Catalogue, type CatalogueOptions } from './catalogue.ts'
import type { ShardSums } from './head.ts'
import type { Row } from './tables.ts'

const at = '2026-01-01T00:00:00.000Z'
const [one, two] = ['t-k3fp-000001', 't-k3fp-000002'] as const
const tag = (id: string, label: string): Row => ({
  id,
  label,
  parent: null,
  withdrawn: false,
  createdAt: at,
  modifiedAt: at,
})
const { marks } = passingTrust()
type Rebuild = (table: string, shard: string) => Promise<Readonly<Record<string, Row>>>
const open = async (rebuild: Rebuild, { sums }: { sums?: ShardSums } = {}) => {
  const folded: CatalogueOptions['rebuild'] = async (table, shard) => ({
    rows: await rebuild(table, shard),
    upTo: {},
  })
  return await openCatalogue(folder, { marks, rebuild: folded, ...(sums ? { sums } : {}) })
}
const put = async (catalogue: Catalogue, id: string, label: string) =>
  await catalogue.put([{ table: 'tags', id, row: tag(id, label) }], { device: 'k3fp', seq: 1 })

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-catalogue-'))
  const catalogue = await open(() => Promise.reject(new Error('nothing is damaged')))
  await put(catalogue, one, 'one')
  await put(catalogue, two, 'two')
  await catalogue.flush()
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

/** Changes a shard together with its mark, as only this computer can. */
async function rewrite(change: (rows: string) => string): Promise<void> {
  const path = join(folder, 'tags', 'k3fp-0000.json')
  const [, rows] = /"rows":([^]*)\}\n$/.exec(await readFile(path, 'utf8')) ?? []
  const changed = change(rows!)
  expect(changed).not.toBe(rows)
  const marked = `"upTo":{},"rows":${changed}}\n`
  await writeFile(path, `{"mark":"${marks.mark('catalogue', 'tags/k3fp-0000', marked)}",${marked}`)
}

describe('a catalogue with a damaged row under a correct mark', () => {
  it.each([
    ['of another shape', (rows: string) => rows.replace('"label": "two"', '"label": 2')],
    ['that cannot be read', (rows: string) => rows.replace('"label": "two"', '"label": two')],
    ['of another id', (rows: string) => rows.replace(`"id": "${two}"`, `"id": "${one}"`)],
  ])('rebuilds the shard once, for a row %s', async (_, change) => {
    await rewrite(change)
    let times = 0
    const catalogue = await open(async () => {
      times += 1
      return { [one]: tag(one, 'one'), [two]: tag(two, 'two') }
    })
    const rows = await Promise.all([1, 2, 3].map(async () => await catalogue.row('tags', two)))
    expect(rows.map((row) => row?.label)).toEqual(['two', 'two', 'two'])
    expect(times).toBe(1)
    await catalogue.flush()
    const again = await open(() => Promise.reject(new Error('it was rebuilt')))
    expect((await again.row('tags', two))?.label).toBe('two')
  })

  it('keeps what is committed while the ledger is being read for it', async () => {
    await rewrite((rows) => rows.replace('"label": "two"', '"label": 2'))
    let isRead = (): void => undefined
    const read = new Promise<void>((resolve) => {
      isRead = resolve
    })
    const catalogue = await open(async () => {
      const rows = { [one]: tag(one, 'one'), [two]: tag(two, 'two') }
      await read
      return rows
    })
    const damaged = catalogue.row('tags', two)
    await put(catalogue, one, 'changed meanwhile')
    isRead()
    await damaged
    expect((await catalogue.row('tags', one))?.label).toBe('changed meanwhile')
  })

  it('tries again when the ledger could not be read', async () => {
    await rewrite((rows) => rows.replace('"label": "two"', '"label": 2'))
    let isGone = true
    const catalogue = await open(() =>
      isGone ? Promise.reject(new Error('gone')) : Promise.resolve({ [two]: tag(two, 'two') }),
    )
    await expect(catalogue.row('tags', two)).rejects.toThrow('gone')
    isGone = false
    expect((await catalogue.row('tags', two))?.label).toBe('two')
  })
})

describe('a catalogue into which copies of shards were put', () => {
  const shard = (name: string) => join(folder, 'tags', `${name}.json`)

  it('does not read one with a different name', async () => {
    await copyFile(shard('k3fp-0000'), shard('k3fp-0000 (conflicted copy)'))
    await copyFile(shard('k3fp-0000'), shard('k3fp-0000 2'))
    const catalogue = await open(() => Promise.reject(new Error('nothing is damaged')))
    await put(catalogue, one, 'newer')
    const labels: string[] = []
    for await (const row of catalogue.rows('tags')) labels.push(row.label)
    expect(labels).toEqual(['newer', 'two'])
    expect(Object.keys(catalogue.shards())).toEqual(['tags/k3fp-0000'])
  })

  it('rebuilds one that is in the place of another', async () => {
    const far = 't-k3fp-000070'
    await copyFile(shard('k3fp-0000'), shard('k3fp-0001'))
    const catalogue = await open(async (table, name) => {
      expect([table, name]).toEqual(['tags', 'k3fp-0001'])
      return { [far]: tag(far, 'far') }
    })
    expect((await catalogue.row('tags', far))?.label).toBe('far')
    expect((await catalogue.row('tags', one))?.label).toBe('one')
  })
})

describe('a catalogue with a shard that is intact but outdated', () => {
  it('rebuilds it, and accepts a newer one if a line may have been written to it', async () => {
    const path = join(folder, 'tags', 'k3fp-0000.json')
    const earlier = await readFile(path)
    const catalogue = await open(() => Promise.reject(new Error('nothing is damaged')))
    await put(catalogue, two, 'latest')
    await catalogue.flush()
    const sums = catalogue.shards()
    await writeFile(path, earlier)

    const rebuild = async () => ({ [one]: tag(one, 'one'), [two]: tag(two, 'folded') })
    const repaired = await open(rebuild, { sums })
    expect((await repaired.row('tags', two))?.label).toBe('folded')
    const trusting = await open(rebuild, { sums })
    trusting.expectNewer('tags', two)
    expect((await trusting.row('tags', two))?.label).toBe('two')

    await repaired.flush()
    const again = await open(() => Promise.reject(new Error('it was rebuilt')), {
      sums: repaired.shards(),
    })
    expect((await again.row('tags', two))?.label).toBe('folded')
  })
})

it('names only the shards that are on disk', async () => {
  const catalogue = await open(() => Promise.reject(new Error('nothing is damaged')))
  await put(catalogue, 't-k3fp-000070', 'new')
  expect(Object.keys(catalogue.shards())).toEqual(['tags/k3fp-0000'])
  await catalogue.flush()
  expect(Object.keys(catalogue.shards())).toEqual(['tags/k3fp-0000', 'tags/k3fp-0001'])
})

it('returns what was put, even while it is being written and more shards are read than fit in memory', async () => {
  const shards = 560
  const idOf = (shard: number) => `t-k3fp-${String(1 + shard * 64).padStart(6, '0')}`
  const catalogue = await open(() => Promise.reject(new Error('nothing is damaged')))
  for (const label of ['first', 'second']) {
    for (let n = 0; n < shards; n += 1) await put(catalogue, idOf(n), label)
    const write = { isOver: false }
    const flushed = catalogue.flush().finally(() => {
      write.isOver = true
    })
    // Each shard that was never read evicts the least recently used ones, and none of them is on disk yet.
    for (let n = shards; !write.isOver; n += 1) {
      await catalogue.row('tags', idOf(n))
      for (let each = shards - 1; each >= 0 && !write.isOver; each -= 1)
        expect((await catalogue.row('tags', idOf(each)))?.label).toBe(label)
      await setImmediate()
    }
    await flushed
    for (let n = 0; n < shards; n += 1) expect((await catalogue.row('tags', idOf(n)))?.label).toBe(label)
  }
})
