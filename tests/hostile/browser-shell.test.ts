import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atLevel, cases, PATIENCE_MS } from '../tools/level.ts'
import { keysFor, methods, moreHeaders, pathsFor } from './requests.ts'
import { startShell, type ShellProcess } from './shell-process.ts'

const { numRuns: RUNS, seed } = cases(30, 3000)
const AT_ONCE = atLevel(100, 1000)
const DRIPS = atLevel(20, 100)
const SECRET = 'zanbaq-7f3a-kept-from-strangers'
const MB = 1024 * 1024

let shell: ShellProcess
let hash = ''
beforeAll(async () => {
  shell = await startShell()
  await shell.call('records.create', { kind: 'statement', title: SECRET, text: SECRET })
  hash = await importBytes('video.bin', Buffer.alloc(40 * MB, SECRET))
}, PATIENCE_MS)
afterAll(async () => await shell.end())

async function importBytes(name: string, body: Buffer): Promise<string> {
  const sent = await shell.ask(`/upload?group=g&name=${name}`, { method: 'PUT', headers: shell.own, body })
  const tickets = [JSON.parse(String(sent.body)).value.id]
  const started = (await shell.call('imports.start', { tickets })) as { value: { job: string } }
  const ended = await shell.call('imports.wait', started.value)
  return (ended as { value: { outcomes: { hash: string }[] } }).value.outcomes[0]!.hash
}

/** Expects that it still runs, and replies to the page. */
async function expectAlive(): Promise<void> {
  expect(shell.child.exitCode).toBeNull()
  expect(await shell.call('archive.describe', {})).toMatchObject({ ok: true })
}

describe('a stranger', () => {
  test(
    `reads nothing with ${RUNS} requests of any kind, and ends nothing`,
    { timeout: PATIENCE_MS },
    async () => {
      const host = fc.oneof(
        fc.constant(shell.authority),
        fc.domain(),
        fc.string({ unit: 'binary', maxLength: 20 }),
      )
      const anyRequest = fc.tuple(
        methods,
        pathsFor(hash),
        host,
        keysFor(shell.origin),
        moreHeaders,
        fc.string({ unit: 'binary', maxLength: 200 }),
      )
      await fc.assert(
        fc.asyncProperty(anyRequest, async ([method, path, name, key, more, body]) => {
          const lines = `${method} ${path} HTTP/1.1\r\nHost: ${name}\r\n${key}${more.map((line) => `${line}\r\n`).join('')}`
          const response = await shell.raw(`${lines}\r\n${body}`, 100)
          expect(response).not.toMatch(/HTTP\/1\.1 (?:2|30)\d\d(?! Continue)/)
          expect(response).not.toMatch(/set-cookie|zanbaq|root:x:|"key"/i)
        }),
        { numRuns: RUNS, seed },
      )
      await expectAlive()
    },
  )

  test('gets no key for the token once it was used, whoever sends it', async () => {
    const body = JSON.stringify({ token: shell.token })
    const response = await shell.ask('/enter', { method: 'POST', headers: { origin: shell.origin }, body })
    expect([response.status, String(response.body)]).toEqual([403, expect.not.stringContaining('key')])
  })

  test('reads nothing with an address signed for another object, for a call, or before this start', async () => {
    const signed = await shell.sign(`/vault/${hash}`)
    expect((await shell.ask(signed)).status).toBe(200)
    const [path = '', seal = ''] = signed.split('?')
    const other = `/vault/${'0'.repeat(64)}`
    for (const tried of [path, `${other}?${seal}`, `/page/${hash}/1?width=99&${seal}`, `${signed}&name=a`])
      expect([tried, (await shell.ask(tried)).status]).toEqual([tried, 403])
    for (const [method, tried] of [
      ['POST', `/call?${seal}`],
      ['GET', `/events?${seal}`],
      ['PUT', `/upload?group=a&name=b&${seal}`],
      ['POST', signed],
    ] as const) {
      const headers = { origin: shell.origin }
      const response = await shell.ask(tried, {
        method,
        headers,
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      expect([tried, response.status]).toEqual([tried, 403])
    }
    for (const path of [
      '/events',
      '/call',
      '/',
      '/vault/x',
      `/vault/${hash}/../../call`,
      `//vault/${hash}`,
    ]) {
      const body = JSON.stringify({ path })
      expect((await shell.ask('/address', { method: 'POST', headers: shell.own, body })).status).toBe(400)
    }
  })

  test.each<[string, (authority: string) => Readonly<Record<string, string>>]>([
    ['a name that resolves to this computer', () => ({ host: 'evil.example' })],
    ['the same name with the port', (authority) => ({ host: `evil.example:${authority.split(':')[1]}` })],
    ['localhost', (authority) => ({ host: `localhost:${authority.split(':')[1]}` })],
    ['a name that ends in the address', (authority) => ({ host: `evil.${authority}` })],
    ['a page elsewhere', () => ({ origin: 'https://evil.example' })],
    ['a page without an origin', () => ({ origin: 'null' })],
    ['a page on another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['an image on a page elsewhere', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a page on another port, by its site', () => ({ 'sec-fetch-site': 'same-site' })],
  ])('reads nothing with the key of the page and as %s', async (_, change) => {
    const paths = [
      '/',
      '/call',
      '/address',
      '/enter',
      '/events',
      '/upload?group=a&name=b',
      `/vault/${hash}`,
      `/page/${hash}/1?width=99`,
    ]
    for (const path of paths)
      for (const method of ['GET', 'POST', 'PUT']) {
        const headers = { ...shell.own, ...change(shell.authority) }
        const response = await shell.ask(path, {
          method,
          headers,
          ...(method === 'GET' ? {} : { body: '{}' }),
        })
        expect([path, method, response.status]).toEqual([path, method, 403])
        expect(String(response.body)).not.toContain(SECRET)
      }
  })

  test(
    'who sends headers or a body byte by byte is disconnected, and nobody else waits',
    { timeout: PATIENCE_MS },
    async () => {
      const port = Number(new URL(shell.origin).port)
      const drip = (start: string, drop: string) =>
        new Promise<void>((closed) => {
          const socket = connect(port, '127.0.0.1', () => socket.write(start))
          const timer = setInterval(() => socket.write(drop), 300)
          socket.resume()
          socket.on('error', () => undefined)
          socket.on('close', () => (clearInterval(timer), closed()))
        })
      const head = `POST /call HTTP/1.1\r\nHost: ${shell.authority}\r\n`
      const drops = [
        ...Array.from({ length: DRIPS }, () => drip(head, 'X-A: b\r\n')),
        ...Array.from({ length: DRIPS }, () =>
          drip(`${head}Origin: ${shell.origin}\r\nContent-Length: 9999999\r\n\r\n`, ' '),
        ),
      ]
      await expectAlive()
      await Promise.all(drops)
      await expectAlive()
    },
  )
})

describe('the page', () => {
  test(
    `gets no file that is not its own with ${RUNS} paths and methods, and no failure`,
    { timeout: PATIENCE_MS },
    async () => {
      await fc.assert(
        fc.asyncProperty(methods, pathsFor(hash), moreHeaders, async (method, path, more) => {
          const lines = [
            `Host: ${shell.authority}`,
            `X-Holdfast-Key: ${shell.own['x-holdfast-key']}`,
            `Origin: ${shell.origin}`,
            ...more,
          ]
          const response = await shell.raw(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 100)
          expect(response).not.toMatch(/HTTP\/1\.1 5\d\d|root:x:|holdfast\.json/)
        }),
        { numRuns: RUNS, seed },
      )
      await expectAlive()
    },
  )

  test(
    `gets a reply of the contract to ${RUNS} calls with any parameters`,
    { timeout: PATIENCE_MS },
    async () => {
      const names = fc.oneof(
        fc.constantFrom('records.get', 'search.find', 'tags.create', 'records.text'),
        fc.string(),
      )
      await fc.assert(
        fc.asyncProperty(names, fc.json({ maxDepth: 6 }), async (method, params) => {
          const body = `{"method":${JSON.stringify(method)},"params":${params}}`
          const response = await shell.ask('/call', { method: 'POST', headers: shell.own, body })
          expect([200, 400]).toContain(response.status)
          expect(String(response.body)).not.toContain('"internal"')
        }),
        { numRuns: RUNS, seed },
      )
    },
  )

  test.each([
    ['nothing', '', 400],
    ['no JSON', '{', 400],
    [
      'JSON nested a hundred thousand deep',
      `{"method":"search.find","params":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      200,
    ],
    [
      'a query of a hundred thousand parentheses',
      JSON.stringify({ method: 'search.find', params: { query: '('.repeat(100_000) } }),
      200,
    ],
  ])('gets a reply when it sends %s', async (_, body, status) => {
    const before = await shell.rss()
    const response = await shell.ask('/call', { method: 'POST', headers: shell.own, body })
    expect(response.status).toBe(status)
    expect(String(response.body)).not.toContain('"internal"')
    expect((await shell.rss()) - before).toBeLessThan(250 * MB)
    await expectAlive()
  })

  test('is refused a body that is or claims to be too large', async () => {
    const head = `POST /call HTTP/1.1\r\nHost: ${shell.authority}\r\nX-Holdfast-Key: ${shell.own['x-holdfast-key']}\r\nOrigin: ${shell.origin}\r\n`
    expect(await shell.raw(`${head}Content-Length: 70000000\r\n\r\n{}`)).toMatch(/^HTTP\/1\.1 413/)
    const before = await shell.rss()
    const chunked = { ...shell.own, 'transfer-encoding': 'chunked' }
    const body = Buffer.alloc(80 * MB, 0x20)
    // The connection may be closed before everything was sent, which is a refusal too.
    const status = await shell.ask('/call', { method: 'POST', headers: chunked, body }).then(
      (response) => response.status,
      () => 413,
    )
    expect(status).toBe(413)
    expect((await shell.rss()) - before).toBeLessThan(300 * MB)
    await expectAlive()
  })

  test(
    `may request ${AT_ONCE} parts of one video at once, and not read them`,
    { timeout: PATIENCE_MS },
    async () => {
      const port = Number(new URL(shell.origin).port)
      const before = await shell.rss()
      const lines = `GET /vault/${hash} HTTP/1.1\r\nHost: ${shell.authority}\r\nX-Holdfast-Key: ${shell.own['x-holdfast-key']}\r\nRange: bytes=0-\r\n\r\n`
      let settled = 0
      const sockets = Array.from({ length: AT_ONCE }, () => {
        const socket = connect(port, '127.0.0.1', () => socket.write(lines))
        socket.once('data', () => (settled++, socket.pause()))
        socket.on('error', () => undefined)
        return socket
      })
      await expect.poll(() => settled, { timeout: PATIENCE_MS }).toBe(AT_ONCE)
      await expectAlive()
      const held = (await shell.rss()) - before
      console.log(`${AT_ONCE} parts at once use ${Math.round(held / MB)} MB`)
      expect(held).toBeLessThan(350 * MB)
      for (const socket of sockets) socket.destroy()
      const parts = await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, at) => {
          const range = `bytes=${at * 1000}-${at * 1000 + 69_999}`
          const { status, body } = await shell.ask(`/vault/${hash}`, { headers: { ...shell.own, range } })
          return status === 206 && body.equals(Buffer.alloc(at * 1000 + 70_000, SECRET).subarray(at * 1000))
        }),
      )
      expect(parts.filter((isRight) => !isRight)).toEqual([])
    },
  )

  test('reveals its secrets to nobody: no cookie, no address and no page contains the key or the token', async () => {
    const page = await shell.ask('/', { headers: shell.own })
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    const responses = [
      page,
      await shell.ask('/events/x', { headers: shell.own }),
      await shell.ask('/nothing'),
    ]
    for (const response of responses) {
      expect(response.headers['set-cookie']).toBeUndefined()
      const text = JSON.stringify(response.headers) + String(response.body)
      expect(text).not.toContain(shell.token)
      expect(text).not.toContain(shell.own['x-holdfast-key'])
    }
    expect(await shell.sign(`/vault/${hash}`)).not.toContain(shell.own['x-holdfast-key'])
  })
})
