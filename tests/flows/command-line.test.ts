import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setUp, type Bench } from './support.ts'
import { runHoldfast } from '../tools/run-holdfast.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
  for (const [title, text] of [
    ['letter', 'The clinic of Ashraf was closed.'],
    ['نامه', 'درمانگاه اشرف بسته شد.'],
  ] as const)
    await bench.ask('records.create', { kind: 'statement', title, text })
  await bench.host.close()
})
afterEach(async () => await bench.end())

/** Runs one command line on the archive; resolves to what it printed and its exit code. */
const run = (...words: string[]) =>
  runHoldfast(join(bench.folder, 'home'), [...words, '--archive', bench.archive])

describe('the command line', () => {
  it('lists, adds, changes and removes aliases', async () => {
    const { id } = JSON.parse((await run('aliases', 'add', 'Ashraf', 'اشرف', '--json')).text)
    expect((await run('search', 'Ashraf')).text).toContain('Records: 2')
    expect((await run('aliases')).text).toMatch(/Ashraf, .*اشرف.*\nGroups: 1/su)
    await run('aliases', 'change', id, 'Khalis', 'اشرف')
    expect(JSON.parse((await run('search', 'Khalis', '--json')).text)).toMatchObject({ total: 1 })
    expect(await run('aliases', 'remove', id)).toMatchObject({ exitCode: 0 })
    expect(await run('aliases', 'add', 'One')).toMatchObject({ exitCode: 2 })
    expect((await run('aliases', 'remove', 'nothing')).text).toContain('aliases.not-found')
  })

  it('saves, lists, runs, renames and removes searches', async () => {
    await run('searches', 'save', 'Clinic', 'clinic kind:statement')
    expect((await run('searches')).text).toMatch(/Clinic .*clinic kind:statement +1\nSaved searches: 1/)
    await run('searches', 'rename', 'Clinic', 'درمانگاه')
    expect(JSON.parse((await run('searches', 'run', 'درمانگاه', '--json')).text)).toMatchObject({ total: 1 })
    await run('searches', 'remove', 'درمانگاه')
    expect((await run('searches')).text).toBe('Saved searches: 0\n')
    expect(await run('searches', 'run', 'Clinic')).toMatchObject({ exitCode: 2 })
  })
})
