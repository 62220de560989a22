import { request as nodeRequest } from 'node:http'
import { importFile, keyOf } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'

test.describe('the browser shell', () => {
  test('gives its key for the token of the printed address once, and for nothing else', async ({
    shell,
    request,
  }) => {
    const enter = async (token: string) =>
      (
        await request.post(`${shell.origin}/enter`, { headers: { origin: shell.origin }, data: { token } })
      ).status()
    const token = new URL(shell.address).hash.slice('#token='.length)
    expect(await enter('wrong')).toBe(403)
    expect(await enter(token)).toBe(200)
    expect(await enter(token)).toBe(403)
  })

  test('accepts uploads into the inbox only', async ({ app }) => {
    const bad = ['../x', 'a/../../x', '/etc/x', 'a//b', '.', '']
    const headers = await keyOf(app)
    const upload = async (name: string) => {
      const address = `/upload?${new URLSearchParams({ group: 'one', name })}`
      return await app.evaluate(
        async (given) =>
          await (await fetch(given.address, { method: 'PUT', headers: given.headers, body: 'bytes' })).json(),
        { address, headers },
      )
    }
    const results = await Promise.all(bad.map(async (name) => (await upload(name)).error?.code))
    expect(results).toEqual(bad.map(() => 'request.invalid'))
  })

  test('sends an HTML file of the archive as bytes that cannot run', async ({ app, shell }) => {
    const page = '<title>Run</title><p>text</p><script>document.title = "ran"</script>'
    const { hash } = await importFile(app, 'page.html', page)
    const headers = await keyOf(app)
    const response = await app.request.get(`${shell.origin}/vault/${hash}`, { headers })
    expect(response.status()).toBe(200)
    expect(response.headers()).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'no-store',
    })
    const ranged = await app.request.get(`${shell.origin}/vault/${hash}`, {
      headers: { ...headers, Range: 'bytes=1-5' },
    })
    expect([ranged.status(), await ranged.text()]).toEqual([206, 'title'])
    const download = app.waitForEvent('download')
    const signed = await app.request.post(`${shell.origin}/address`, {
      headers: { ...headers, origin: shell.origin },
      data: { path: `/vault/${hash}` },
    })
    const { address } = (await signed.json()) as { address: string }
    await app.evaluate((target) => void (location.href = target), address)
    expect(await (await download).failure()).toBeNull()
    await expect(app).toHaveURL(`${shell.origin}/`)
  })
})

test.describe('the browser shell, once it is open', () => {
  test.use({ reads: 'letters' })

  test('refuses another Host, and another or a missing Origin on a call', async ({ app, shell }) => {
    const key = await keyOf(app)
    const authority = new URL(shell.origin).host
    const call = (headers: Record<string, string>) => postCall(shell.origin, { ...key, ...headers })
    expect(await call({ Host: authority, Origin: shell.origin })).toBe(200)
    expect(await call({ Host: 'evil.example', Origin: shell.origin })).toBe(403)
    expect(await call({ Host: authority, Origin: 'https://evil.example' })).toBe(403)
    expect(await call({ Host: authority, Origin: 'null' })).toBe(403)
    expect(await call({ Host: authority })).toBe(403)
    expect(await postCall(shell.origin, { Host: authority, Origin: shell.origin })).toBe(403)
  })

  test('serves objects of the vault by hash, and nothing next to them', async ({ app, shell }) => {
    const names = [
      '..%2f..%2fholdfast.json',
      '%2e%2e/holdfast.json',
      '..%5choldfast.json',
      'holdfast.json',
      'a'.repeat(63),
      'A'.repeat(64),
      '0'.repeat(64),
      `${'0'.repeat(64)}%00`,
      '',
    ]
    const headers = await keyOf(app)
    const statusOf = async (path: string) =>
      (await app.request.get(shell.origin + path, { headers })).status()
    for (const name of names) expect([name, await statusOf(`/vault/${name}`)]).toEqual([name, 404])
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/assets/'])
      expect([path, await statusOf(path)]).toEqual([path, 404])
  })
})

test.describe('the page', () => {
  test.use({ reads: 'letters' })

  test('has no Node, and cannot run text as code', async ({ app }) => {
    const found = await app.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    )
    expect(found).toEqual([])
    const ran = await app.evaluate(async () => {
      const marks = document.documentElement.dataset
      const script = document.createElement('script')
      script.textContent = 'document.documentElement.dataset.inline = "ran"'
      document.body.append(script)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'document.documentElement.dataset.handler = "ran"')
      const failed = new Promise((resolve) => image.addEventListener('error', resolve))
      image.src = '/nothing.png'
      await failed
      // The policy of the page governs what a timer runs, but not an evaluation by the test.
      await new Promise<void>((resolve) =>
        setTimeout(() => {
          try {
            marks['text'] = String(new Function('return "ran"')())
          } catch (error) {
            marks['text'] = (error as Error).name
          }
          resolve()
        }),
      )
      return { ...marks }
    })
    expect(ran).not.toHaveProperty('inline')
    expect(ran).not.toHaveProperty('handler')
    expect(ran).toHaveProperty('text', 'EvalError')
  })

  test('reaches no other address', async ({ app }) => {
    const reached = await app.evaluate(() =>
      fetch('https://example.com/').then(
        () => true,
        () => false,
      ),
    )
    expect(reached).toBe(false)
    const framed = await app.evaluate(async () => {
      const frame = document.createElement('iframe')
      // zod tries whether it may compile, which the policy refuses too, whenever the part that needs it arrives.
      const violation = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
          if (effectiveDirective !== 'script-src') resolve(`${effectiveDirective} ${blockedURI}`)
        }),
      )
      frame.src = 'https://example.com/'
      document.body.append(frame)
      return await violation
    })
    expect(framed).toMatch(/^frame-src https:\/\/example\.com/)
  })
})

/** A call with exactly these headers, which no browser would let a page choose. */
function postCall(origin: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = nodeRequest(`${origin}/call`, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
    request.end(JSON.stringify({ method: 'archive.describe', params: {} }))
  })
}
