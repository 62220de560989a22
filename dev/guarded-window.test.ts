import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer, type ViteDevServer } from 'vite'
import { openAddress } from '../tests/tools/open-address.ts'
import { guardedWindow } from './guarded-window.ts'
import type { Shell } from './shell-process.ts'

let folder = ''
let vite: ViteDevServer
let address = ''
const asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = []
const core = createHttpServer((request, response) => {
  asked.push({ url: request.url!, headers: request.headers })
  response.end(`core: ${request.url}`)
})
let shell: Promise<Shell>
let running: Shell

beforeAll(async () => {
  await once(core.listen(0, '127.0.0.1'), 'listening')
  running = { origin: `http://127.0.0.1:${(core.address() as AddressInfo).port}`, key: 'secret' }
  shell = Promise.resolve(running)
  folder = await mkdtemp(join(tmpdir(), 'holdfast-dev-'))
  await writeFile(join(folder, 'index.html'), '<title>window</title>')
  await writeFile(join(folder, 'main.js'), 'export const a = 1')
  const heard = pending<string>()
  vite = await createServer({
    configFile: false,
    root: folder,
    cacheDir: join(folder, 'cache'),
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0, watch: null, cors: false },
    plugins: [guardedWindow(() => shell, heard.resolve)],
  })
  await vite.listen()
  address = await heard.promise
})
afterAll(async () => {
  await vite.close()
  core.close()
  await rm(folder, { recursive: true })
})

const changes: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site' },
]
const ofWindow = ['/', '/main.js', '/@vite/client']
const ofShell = ['/address', '/call', '/events', '/upload?name=a', '/vault/abc', '/page/abc/1']

it('answers no page of a stranger, and asks the core only for the page that opened the address', async () => {
  const { origin } = new URL(address)
  for (const path of ofShell) expect([path, (await fetch(origin + path)).status]).toEqual([path, 403])
  const own = await openAddress(address)
  await expect(openAddress(address)).rejects.toThrow('403')

  const page = await fetch(origin)
  expect(await page.text()).toContain('<title>window</title>')
  expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`)
  expect(page.headers.getSetCookie()).toEqual([])
  for (const change of changes)
    for (const path of [...ofWindow, ...ofShell])
      expect((await fetch(origin + path, { headers: { ...own, ...change } })).status).toBe(403)
  expect(asked).toEqual([])

  const call = await fetch(`${origin}/call`, { method: 'POST', headers: own, body: '{}' })
  expect(await call.text()).toBe('core: /call')
  expect(asked[0]!.headers).toMatchObject({
    host: new URL(running.origin).host,
    origin: running.origin,
    'x-holdfast-key': running.key,
  })

  const path = `/vault/${'a'.repeat(64)}`
  const signed = await fetch(`${origin}/address`, {
    method: 'POST',
    headers: own,
    body: JSON.stringify({ path }),
  })
  const { address: objectAddress } = (await signed.json()) as { address: string }
  const restarted = pending<Shell>()
  shell = restarted.promise
  const waiting = fetch(origin + objectAddress)
  restarted.resolve(running)
  expect(await (await waiting).text()).toBe(`core: ${objectAddress}`)
})

/** `Promise.withResolvers`, which Node 20 lacks. */
function pending<Value>() {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((done) => (resolve = done))
  return { promise, resolve }
}
