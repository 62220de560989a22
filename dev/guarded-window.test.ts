import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer, type ViteDevServer } from 'vite'
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
  running = { origin: `http://127.0.0.1:${(core.address() as AddressInfo).port}`, cookie: 'shell=secret' }
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
const paths = [
  '/',
  '/main.js',
  '/@vite/client',
  '/call',
  '/events',
  '/upload?name=a',
  '/vault/abc',
  '/page/abc/1',
]

it('answers nothing to a stranger, and the page of the one browser that opened the address', async () => {
  const { origin } = new URL(address)
  for (const path of paths) expect([path, (await fetch(origin + path)).status]).toEqual([path, 403])

  const opened = await fetch(address, { redirect: 'manual' })
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/'])
  const cookie = opened.headers.getSetCookie()[0]!
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict/)
  expect((await fetch(address)).status).toBe(403)

  const own = { cookie: cookie.split(';')[0]! }
  const page = await fetch(origin, { headers: own })
  expect(await page.text()).toContain('<title>window</title>')
  expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`)
  for (const change of changes)
    for (const path of paths)
      expect((await fetch(origin + path, { headers: { ...own, ...change } })).status).toBe(403)
  expect(asked).toEqual([])

  const call = await fetch(`${origin}/call`, { method: 'POST', headers: { ...own, origin }, body: '{}' })
  expect(await call.text()).toBe('core: /call')
  expect(asked[0]!.headers).toMatchObject({
    host: new URL(running.origin).host,
    origin: running.origin,
    cookie: running.cookie,
  })

  const restarted = pending<Shell>()
  shell = restarted.promise
  const waiting = fetch(`${origin}/vault/abc`, { headers: own })
  restarted.resolve(running)
  expect(await (await waiting).text()).toBe('core: /vault/abc')
})

/** `Promise.withResolvers`, which Node 20 lacks. */
function pending<Value>() {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((done) => (resolve = done))
  return { promise, resolve }
}
