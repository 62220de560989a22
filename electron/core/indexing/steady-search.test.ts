import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSearch, type SearchClient } from '../search/client.ts'
import { idOfNumber, request, sampleDocument } from '../search/testing/sample.ts'
import { startSteadySearch } from './steady-search.ts'
import { testKeys } from '../search/testing/test-keys.ts'

let cacheFolder: string
let search: SearchClient
/** The client of the current worker; closing it looks like the worker's death from outside. */
let worker: SearchClient

beforeEach(async () => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'holdfast-steady-'))
  const start = async () => (worker = await startSearch({ keys: testKeys, cacheFolder }))
  search = await startSteadySearch(start, () => undefined)
})
afterEach(async () => {
  await search.close()
  rmSync(cacheFolder, { recursive: true, force: true })
})

describe('a search whose worker died', () => {
  it('still knows the aliases and the saved searches', async () => {
    await search.setAliases([['Khalis', 'اشرف']])
    await search.setSearches([{ id: 's-1', name: 'Letters from Ashraf', query: 'ashraf' }])
    await search.update([sampleDocument(1, { title: 'نامه از اشرف' })])
    await search.persist('ledger 1')
    await worker.close()
    expect((await search.find(request('Khalis'))).hits).toMatchObject([{ id: idOfNumber(1) }])
    expect(await search.quick('letters from ashraf', 5)).toMatchObject([{ type: 'search', value: 's-1' }])
  })
})
