import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchClient } from './client.ts'
import { startSearch } from './client.ts'
import { idOfNumber, request, sampleDocument } from './testing/sample.ts'
import { testKeys } from './testing/test-keys.ts'

let cacheFolder: string
let client: SearchClient

beforeEach(async () => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'holdfast-search-'))
  client = await startSearch({ keys: testKeys, cacheFolder })
})
afterEach(async () => {
  await client.close()
  rmSync(cacheFolder, { recursive: true, force: true })
})

describe('the search worker', () => {
  it('sees an awaited update in the next query, and keeps what was persisted', async () => {
    expect(client.covered).toBeNull()
    await client.update([sampleDocument(1, { title: 'Border' })])
    expect((await client.find(request('border'))).hits[0]).toMatchObject({ id: idOfNumber(1) })
    await client.persist('ledger 7')
    await client.close()
    client = await startSearch({ keys: testKeys, cacheFolder })
    expect(client.covered).toBe('ledger 7')
    expect((await client.find(request('border'))).total).toBe(1)
    await client.clear()
    expect((await client.find(request(''))).total).toBe(0)
  })

  it('rejects an aborted query with the reason, and runs the next one as usual', async () => {
    const abort = new AbortController()
    const first = client.find(request('a'), abort.signal)
    abort.abort(new Error('overtaken'))
    await expect(first).rejects.toThrow('overtaken')
    expect((await client.find(request(''))).total).toBe(0)
  })

  it('reports an error in a call, and its own end', async () => {
    await expect(client.update([null as never])).rejects.toMatchObject({ code: 'search.failed' })
    await client.close()
    await expect(client.find(request(''))).rejects.toMatchObject({ code: 'search.failed' })
  })

  it('opens another index after it was closed, and finds nothing from the previous one', async () => {
    await client.update([sampleDocument(1, { title: 'Border' })])
    await client.setAliases([['border', 'frontier']])
    await client.persist('ledger 1')
    await client.close()
    const other = mkdtempSync(join(tmpdir(), 'holdfast-search-'))
    client = await startSearch({ keys: testKeys, cacheFolder: other })
    expect(client.covered).toBeNull()
    await client.update([sampleDocument(2, { title: 'Frontier' })])
    expect((await client.find(request('border'))).total).toBe(0)
    await client.close()
    rmSync(other, { recursive: true })
    client = await startSearch({ keys: testKeys, cacheFolder })
    expect((await client.find(request('border'))).hits[0]).toMatchObject({ id: idOfNumber(1) })
  })

  it('serves two archives at once', async () => {
    const other = mkdtempSync(join(tmpdir(), 'holdfast-search-'))
    const second = await startSearch({ keys: testKeys, cacheFolder: other })
    await Promise.all([
      client.update([sampleDocument(1, { title: 'Border' })]),
      second.update([sampleDocument(2, { title: 'Letter' })]),
    ])
    expect((await client.find(request('letter'))).total).toBe(0)
    expect((await second.find(request('letter'))).total).toBe(1)
    await second.close()
    rmSync(other, { recursive: true })
  })
})
