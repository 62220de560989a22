import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servePageFile } from './page-file.ts'
import { pageHeaders } from './policy.ts'

let folder = ''
const get = (path: string) => servePageFile(join(folder, 'page'), path, pageHeaders('vault:'))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-page-'))
  await mkdir(join(folder, 'page/assets'), { recursive: true })
  await writeFile(join(folder, 'page/index.html'), '<title>page</title>')
  await writeFile(join(folder, 'page/assets/a b.js'), 'run()')
  await writeFile(join(folder, 'page/assets/index-D8n6l-_l.js'), 'run()')
  await writeFile(join(folder, 'page/notes.txt'), 'not part of a page')
  await writeFile(join(folder, 'secret.json'), '{}')
  await mkdir(join(folder, 'page-other'))
  await writeFile(join(folder, 'page-other/x.js'), '')
})

afterAll(() => rm(folder, { recursive: true }))

describe('servePageFile', () => {
  it('serves the files of the page with their types and the policy', async () => {
    const index = await get('/')
    expect(await index.text()).toBe('<title>page</title>')
    expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(index.headers.get('content-security-policy')).toContain(`default-src 'none'`)
    expect((await get('/assets/a%20b.js')).headers.get('content-type')).toContain('javascript')
  })

  it('lets only assets named by their hash be cached for good', async () => {
    const caching = async (path: string) => {
      const answer = await get(path)
      return [answer.status, answer.headers.get('cache-control')]
    }
    const forGood = 'public, max-age=31536000, immutable'
    expect(await caching('/assets/index-D8n6l-_l.js')).toEqual([200, forGood])
    expect(await caching('/assets/a%20b.js')).toEqual([200, 'no-cache'])
    expect(await caching('/')).toEqual([200, 'no-cache'])
    expect(await caching('/assets/index-missing1.js')).toEqual([404, 'no-cache'])
  })

  it.each([
    '/nothing.js',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/..%2fpage-other%2fx.js',
    '/index.html%00.js',
    '/%',
    `/${'x'.repeat(300)}.js`,
  ])('returns 404 for %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
})
