import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchClient } from './client.ts'
import { startSearch } from './client.ts'
import { idOfNumber, request, sampleDocument } from './testing/sample.ts'

let cacheFolder: string
let client: SearchClient

beforeEach(async () => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'holdfast-search-'))
  client = await startSearch({ cacheFolder })
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
    client = await startSearch({ cacheFolder })
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
})
