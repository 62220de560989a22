import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startServer, type LoopbackServer } from '../../electron/loopback/server.ts'
import { openAddress } from '../tools/open-address.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
let server: LoopbackServer
beforeEach(async () => {
  bench = await setUp()
  const pageRoot = join(bench.folder, 'page')
  await mkdir(join(pageRoot, 'assets'), { recursive: true })
  await writeFile(join(pageRoot, 'index.html'), '<title>page</title>')
  await writeFile(join(pageRoot, 'assets/index-D8n6lvfl.js'), 'run()')
  server = await startServer(bench.host, pageRoot)
})
afterEach(async () => {
  await server.close()
  await bench.end()
})

it('lets the browser cache the program and nothing of the archive', async () => {
  const text = join(bench.folder, 'letter.txt')
  await writeFile(text, 'a letter')
  const { outcomes } = await bench.take([text])
  const hash = outcomes[0]!.hash!
  const own = await openAddress(server.address)
  const stops = new AbortController()
  const ask = async (path: string, { method = 'GET', body }: { method?: string; body?: string } = {}) => {
    const response = await fetch(own.origin + path, {
      method,
      body,
      headers: own,
      signal: stops.signal,
    })
    return [path, response.status, response.headers.get('cache-control')]
  }

  const forGood = 'public, max-age=31536000, immutable'
  expect(await ask('/assets/index-D8n6lvfl.js')).toEqual(['/assets/index-D8n6lvfl.js', 200, forGood])
  expect(await ask('/')).toEqual(['/', 200, 'no-store'])
  const call = JSON.stringify({ method: 'archive.describe', params: {} })
  const ofArchive: readonly [string, Parameters<typeof ask>[1]?][] = [
    ['/address', { method: 'POST', body: JSON.stringify({ path: `/vault/${hash}` }) }],
    ['/call', { method: 'POST', body: call }],
    ['/events'],
    ['/upload?group=a&name=b.txt', { method: 'PUT', body: 'bytes' }],
    [`/vault/${hash}`],
    [`/vault/${hash}?name=letter.txt`],
  ]
  for (const [path, asked] of ofArchive) expect(await ask(path, asked)).toEqual([path, 200, 'no-store'])
  // A text has no pages to draw, and this refusal is not cached either.
  const page = `/page/${hash}/1?width=99`
  expect(await ask(page)).toEqual([page, 404, 'no-store'])
  stops.abort()
})
