import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/model/ids.ts'
import { setUp, type Bench } from './support.ts'
import { damagesIn } from '../tools/verify-here.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

const paste = async (title: string, text: string): Promise<RecordId> =>
  (await bench.ask('records.create', { kind: 'statement', title, text })).ids[0] as RecordId
const found = async (query: string) =>
  (await bench.ask('search.find', { query, sort: 'accession' })).hits.map((hit) => hit.title)

describe('aliases', () => {
  beforeEach(async () => {
    await paste('latin', 'A letter of Muhammad from Ashraf about Liberty.')
    await paste('arabic', 'رسالة محمد من أشرف عن مخيم ليبرتي')
    await paste('persian', 'نامهٔ محمد از اشرف دربارهٔ کمپ لیبرتی')
  })

  it('find each other in both directions, in every script, from the next search on', async () => {
    expect(await found('محمد')).toEqual(['arabic', 'persian'])
    await bench.ask('aliases.create', { names: ['Mohammad', 'Muhammad', 'محمد'] })
    await bench.ask('aliases.create', { names: ['Liberty', 'ليبرتي', 'لیبرتی'] })
    expect(await found('Mohammad')).toEqual(['latin', 'arabic', 'persian'])
    expect(await found('محمد')).toEqual(['latin', 'arabic', 'persian'])
    expect(await found('liberty')).toEqual(['latin', 'arabic', 'persian'])
    expect(await found('لیبرتی')).toEqual(['latin', 'arabic', 'persian'])
    const { hits } = await bench.ask('search.find', { query: 'Mohammad' })
    expect(new Set(hits.map((hit) => hit.rule))).toEqual(new Set(['alias']))
  })

  it('are changed, removed, and restored by undo and redo, each seen by the next search', async () => {
    const { id } = await bench.ask('aliases.create', { names: ['Khalis', 'اشرف'] })
    expect(await found('Khalis')).toEqual(['arabic', 'persian'])
    await bench.ask('aliases.edit', { id, names: ['Khalis', 'Ashraf'] })
    expect(await found('Khalis')).toEqual(['latin'])
    await bench.ask('aliases.withdraw', { id })
    expect(await found('Khalis')).toEqual([])
    expect(await bench.ask('aliases.list', {})).toEqual([])
    const undone = await bench.ask('archive.undo', {})
    expect(undone).toMatchObject({ table: 'aliases', title: 'Khalis, Ashraf' })
    expect(await found('Khalis')).toEqual(['latin'])
    await bench.ask('archive.undo', {})
    expect(await found('Khalis')).toEqual(['arabic', 'persian'])
    await bench.ask('archive.undo', {})
    expect(await found('Khalis')).toEqual([])
    await bench.ask('archive.redo', {})
    expect(await found('Khalis')).toEqual(['arabic', 'persian'])
    expect((await bench.ask('aliases.list', {})).map(({ names }) => names)).toEqual([['Khalis', 'اشرف']])
  })

  it('persist after the archive is opened again, and new ids continue after theirs', async () => {
    const first = await bench.ask('aliases.create', { names: ['Khalis', 'اشرف'] })
    await bench.reopen()
    expect(await found('Khalis')).toEqual(['arabic', 'persian'])
    const second = await bench.ask('aliases.create', { names: ['Liberty', 'لیبرتی'] })
    expect(second.id > first.id).toBe(true)
    expect(await bench.ask('aliases.list', {})).toHaveLength(2)
    expect(await damagesIn(bench.archive)).toEqual([])
    // Rebuilt from the ledger alone, the catalogue knows them and their numbers too.
    await bench.host.close()
    await rm(join(bench.archive, 'catalogue'), { recursive: true })
    await bench.create()
    expect(await found('Khalis')).toEqual(['arabic', 'persian'])
    const third = await bench.ask('aliases.create', { names: ['Bam', 'بم'] })
    expect(third.id > second.id).toBe(true)
  })

  it('need two names that differ in more than spelling, no name twice, and words', async () => {
    const refuse = async (names: string[], code: string) =>
      await expect(bench.ask('aliases.create', { names })).rejects.toMatchObject({ code })
    await refuse(['Liberty'], 'aliases.too-few')
    await refuse(['ليبرتي', 'لیبرتی', ' '], 'aliases.too-few')
    await refuse(['Liberty', '—'], 'aliases.invalid-name')
    await refuse(['Liberty', 'x'.repeat(201)], 'aliases.invalid-name')
    const { id } = await bench.ask('aliases.create', { names: [' Camp  Liberty ', 'لیبرتی', 'لیبرتی'] })
    expect((await bench.ask('aliases.list', {}))[0]?.names).toEqual(['Camp Liberty', 'لیبرتی'])
    await refuse(['ليبرتي', 'Hurriya'], 'aliases.taken')
    await bench.ask('aliases.edit', { id, names: ['Camp Liberty', 'لیبرتی', 'Camp Hurriya'] })
    await bench.ask('aliases.withdraw', { id })
    await expect(bench.ask('aliases.withdraw', { id })).rejects.toMatchObject({ code: 'aliases.not-found' })
  })
})
