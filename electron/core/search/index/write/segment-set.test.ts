import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { idOfNumber, request, sampleDocument } from '../../testing/sample.ts'
import { useEngine } from '../../testing/use-engine.ts'
import { openEngine } from '../engine.ts'
import { testKeys } from '../../testing/test-keys.ts'

const bench = useEngine()

const sorted = (list: number[]) => list.sort((a, b) => a - b)

describe('on disk', () => {
  const segmentFiles = () =>
    readdirSync(join(bench.cacheFolder, 'search')).filter((name) => name.endsWith('.segment'))

  it('opens with what was persisted, replaced and removed records included', () => {
    bench.engine.update([bench.withText(1, 'one'), bench.withText(2, 'two'), bench.withText(3, 'three')])
    bench.engine.persist('a')
    bench.engine.update([bench.withText(2, 'changed')])
    bench.engine.remove([idOfNumber(3)])
    bench.engine.persist('b')
    bench.engine.update([bench.withText(4, 'not persisted')])
    bench.engine.close()
    bench.engine = openEngine({ keys: testKeys, cacheFolder: bench.cacheFolder })
    expect(bench.engine.covered()).toBe('b')
    expect(sorted(bench.numbers(''))).toEqual([1, 2])
    expect(bench.numbers('two')).toEqual([])
    expect(bench.numbers('changed')).toEqual([2])
  })

  it('covers nothing when a segment is damaged in any byte, truncated or missing', () => {
    bench.engine.update([bench.withText(1, 'one'), bench.withText(2, 'two')])
    bench.engine.persist('a')
    bench.engine.close()
    const file = join(bench.cacheFolder, 'search', segmentFiles()[0]!)
    const bytes = readFileSync(file)
    for (let at = 0; at < bytes.length; at += 37) {
      const damaged = Buffer.from(bytes)
      damaged[at]! ^= 0x10
      writeFileSync(file, damaged)
      expect([at, openEngine({ keys: testKeys, cacheFolder: bench.cacheFolder }).covered()]).toEqual([
        at,
        null,
      ])
    }
    writeFileSync(file, bytes.subarray(0, bytes.length - 9))
    expect(openEngine({ keys: testKeys, cacheFolder: bench.cacheFolder }).covered()).toBeNull()
    rmSync(file)
    bench.engine = openEngine({ keys: testKeys, cacheFolder: bench.cacheFolder })
    expect(bench.engine.covered()).toBeNull()
    bench.engine.update([bench.withText(1, 'one')])
    bench.engine.persist('b')
    bench.engine.close()
    bench.engine = openEngine({ keys: testKeys, cacheFolder: bench.cacheFolder })
    expect(bench.engine.covered()).toBe('b')
    expect(bench.numbers('one')).toEqual([1])
  })

  it('seals and merges without changing a result, and keeps few files', () => {
    const sample = (i: number) => bench.withText(i, `common word${i % 7} ${'filler '.repeat(i % 5)}`)
    const all = Array.from({ length: 300 }, (_, i) => sample(i + 1))
    for (let i = 0; i < all.length; i += 5) {
      bench.engine.update(all.slice(i, i + 5))
      bench.engine.update(all.slice(0, 2))
      while (bench.engine.tidy());
      bench.engine.persist(String(i))
      expect(segmentFiles().length).toBeLessThanOrEqual(8)
    }
    const ask = () => bench.engine.find(request('common word3', { limit: 500 }))
    const merged = ask()
    expect(sorted(merged.hits.map((hit) => Number(hit.id.slice(5))))).toEqual(
      Array.from({ length: 300 }, (_, i) => i + 1).filter((i) => i % 7 === 3),
    )
    bench.reopen()
    expect(ask()).toEqual(merged)
    bench.engine.clear()
    bench.engine.update(all)
    expect(ask()).toEqual(merged)
  })

  it('frees the space of records that were replaced', () => {
    const all = Array.from({ length: 200 }, (_, i) => bench.withText(i + 1, `text of ${i}`))
    const size = () => {
      bench.engine.persist('here')
      while (bench.engine.tidy());
      bench.engine.persist('here')
      return segmentFiles().reduce(
        (sum, name) => sum + statSync(join(bench.cacheFolder, 'search', name)).size,
        0,
      )
    }
    bench.engine.update(all)
    const once = size()
    for (let i = 0; i < 5; i++) bench.engine.update(all)
    expect(size()).toBeLessThan(once * 1.5)
    bench.engine.remove(all.map((each) => each.id))
    expect(size()).toBe(0)
  })

  it('covers nothing when the manifest is damaged', () => {
    bench.engine.update([sampleDocument(1)])
    bench.engine.persist('a')
    const path = join(bench.cacheFolder, 'search', 'manifest.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"covered":"a"', '"covered":"b"'))
    bench.reopen()
    expect(bench.engine.covered()).toBeNull()
    expect(bench.numbers('')).toEqual([])
  })

  it('writes nothing when read-only', () => {
    bench.engine.close()
    const folder = mkdtempSync(join(bench.cacheFolder, 'other-'))
    bench.engine = openEngine({ keys: testKeys, cacheFolder: folder, readOnly: true })
    bench.engine.update([sampleDocument(1)])
    bench.engine.persist('a')
    expect(existsSync(join(folder, 'search'))).toBe(false)
    expect(bench.numbers('record')).toEqual([1])
  })
})
