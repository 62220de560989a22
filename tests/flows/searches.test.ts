import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setUp, type Bench } from './support.ts'
import { damagesIn } from '../tools/verify-here.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

const paste = (title: string, text: string, kind: 'statement' | 'document' = 'statement') =>
  bench.ask('records.create', { kind, title, text })
const listed = async () =>
  (await bench.ask('saved-searches.list', {})).map(({ name, count }) => [name, count] as const)

describe('saved searches', () => {
  it('count what they find now, with their filters', async () => {
    await paste('one', 'The clinic was closed.')
    await paste('two', 'The clinic again.', 'document')
    await bench.ask('saved-searches.create', { name: 'Clinic', query: 'clinic' })
    await bench.ask('saved-searches.create', {
      name: 'درمانگاه',
      query: 'clinic',
      filters: { kind: ['statement'] },
      sort: 'date',
      descending: true,
    })
    expect(await listed()).toEqual([
      ['Clinic', 2],
      ['درمانگاه', 1],
    ])
    await paste('three', 'A third letter about the clinic.')
    expect(await listed()).toEqual([
      ['Clinic', 3],
      ['درمانگاه', 2],
    ])
    expect((await bench.ask('saved-searches.list', {}))[1]).toMatchObject({ sort: 'date', descending: true })
  })

  it('are renamed, changed and removed, with undo and redo, and persist after reopening', async () => {
    await paste('one', 'The clinic was closed.')
    const { id } = await bench.ask('saved-searches.create', { name: 'Clinic', query: 'clinic' })
    await bench.ask('saved-searches.edit', { id, set: { name: 'The clinic' } })
    await bench.ask('saved-searches.edit', { id, set: { query: 'hospital' } })
    expect(await listed()).toEqual([['The clinic', 0]])
    expect(await bench.ask('archive.undo', {})).toMatchObject({ table: 'searches', title: 'The clinic' })
    expect(await listed()).toEqual([['The clinic', 1]])
    await bench.ask('saved-searches.withdraw', { id })
    expect(await listed()).toEqual([])
    await bench.reopen()
    await bench.ask('archive.undo', {})
    expect(await listed()).toEqual([['The clinic', 1]])
    await bench.ask('archive.redo', {})
    expect(await listed()).toEqual([])
    await bench.ask('archive.undo', {})
    expect(await damagesIn(bench.archive)).toEqual([])
  })

  it('are offered by quick open despite a typo, until they are removed', async () => {
    const { id } = await bench.ask('saved-searches.create', { name: 'Freedom of movement', query: 'freedom' })
    const quick = async (text: string) =>
      (await bench.ask('search.quick', { text })).filter((item) => item.type === 'search')
    expect(await quick('fredom movment')).toMatchObject([{ label: 'Freedom of movement', value: id }])
    await bench.reopen()
    expect(await quick('freedom')).toMatchObject([{ detail: 'freedom', value: id }])
    await bench.ask('saved-searches.withdraw', { id })
    expect(await quick('freedom')).toEqual([])
  })

  it('need a unique name and something to search for', async () => {
    const { id } = await bench.ask('saved-searches.create', { name: 'آزادی', query: 'آزادی' })
    const refuse = async (set: { name: string; query?: string }, code: string) =>
      await expect(bench.ask('saved-searches.create', set)).rejects.toMatchObject({ code })
    await refuse({ name: 'آزادي', query: 'x' }, 'saved-searches.exists')
    await refuse({ name: '  ', query: 'x' }, 'saved-searches.invalid-name')
    await refuse({ name: 'empty', query: '  ' }, 'saved-searches.empty')
    await expect(bench.ask('saved-searches.edit', { id, set: { query: '' } })).rejects.toMatchObject({
      code: 'saved-searches.empty',
    })
    await bench.ask('saved-searches.edit', { id, set: { name: 'آزادي' } })
    await bench.ask('saved-searches.withdraw', { id })
    await expect(bench.ask('saved-searches.withdraw', { id })).rejects.toMatchObject({
      code: 'saved-searches.not-found',
    })
  })
})
