import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHost, type Host } from '../../electron/core/host/host.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import type { SearchAnswer } from '../../shared/contract/search.ts'
import type { Result } from '../../shared/result.ts'
import { setUp, type Bench } from './support.ts'

/** More than one batch of the index. */
const RECORDS = 450

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
  await Promise.all(
    Array.from({ length: RECORDS }, (_, at) =>
      bench.ask('records.create', { kind: 'document', title: `quokka ${at}` }),
    ),
  )
  const { hits } = await bench.ask('search.find', { limit: 1 })
  await bench.ask('records.withdraw', { ids: [hits[0]!.id], reason: 'test' })
  await bench.host.close()
  await rm(join(bench.archive, 'cache'), { recursive: true })
})
afterEach(async () => await bench.end())

/** Opens the archive as a window does: without waiting for the index. */
const openWindow = () =>
  createHost({
    home: join(bench.folder, 'home'),
    resources: resolve(import.meta.dirname, '../../resources'),
    actor: 'tests',
    appName: 'Holdfast',
    version: '0.0.0',
  })

describe('an index that is being rebuilt', () => {
  it('is a task that counts its records, while what was read already is found', async () => {
    const window = await openWindow()
    const totals: number[] = []
    await expect
      .poll(async () => {
        const { total, building } = await find(window)
        totals.push(total)
        return building
      })
      .toBe(false)
    expect(totals).toEqual(totals.toSorted((a, b) => a - b))
    expect((await find(window)).total).toBe(RECORDS - 1)
    const jobs = (await window.call('jobs.list', {})) as Result<Job[]>
    const done = { kind: 'index', state: 'done', doneFiles: RECORDS - 1, totalFiles: RECORDS - 1 }
    expect(jobs).toMatchObject({ ok: true, value: [done] })
    await window.close()
    bench.host = await openWindow()
  })

  it('covers nothing when it was stopped, and is built at the next opening', async () => {
    const window = await openWindow()
    await window.close()
    await bench.reopen()
    expect((await find(bench.host)).total).toBe(RECORDS - 1)
  })
})

async function find(host: Host): Promise<SearchAnswer> {
  const result = (await host.call('search.find', { query: 'quokka' })) as Result<SearchAnswer>
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
