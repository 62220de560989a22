import { extname } from 'node:path'
import type { Page, Request } from '@playwright/test'
import { expect } from '@playwright/test'
import { callFromPage, leaveWelcome } from './calls.ts'

/** Files that would fetch something, send something or run if they were opened as what they are. */
export const callingFiles: Readonly<Record<string, string>> = {
  'calling.html':
    '<title>zanbaq page</title><link rel=stylesheet href=http://192.0.2.1/a.css><script src=http://192.0.2.1/a.js></script><img src=http://192.0.2.1/a.png><iframe src=http://192.0.2.1/></iframe><form action=http://192.0.2.1/><p>zanbaq html <a href=http://192.0.2.1/>link</a>',
  'calling.svg':
    '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("http://192.0.2.1/")</script><image href="http://192.0.2.1/a.png"/><text>zanbaq</text></svg>',
  'calling.eml':
    'From: a@b\nSubject: zanbaq mail\nDisposition-Notification-To: a@b\nContent-Type: text/html\n\n<img src=http://192.0.2.1/pixel.png><p>zanbaq mail',
  'calling.md':
    '# zanbaq\n\n![x](http://192.0.2.1/a.png) [y](javascript:alert(1)) <script>alert(1)</script>\n',
  'calling.vtt':
    'WEBVTT\n\nSTYLE\n::cue { background: url(http://192.0.2.1/a.png) }\n\n00:00.000 --> 00:01.000\nzanbaq\n',
}

/** A user's day: reads a record of every kind and format, searches, edits, verifies, and exports a report. */
export async function spendADay(page: Page): Promise<void> {
  await leaveWelcome(page)
  const { hits } = await callFromPage(page, 'search.find', { limit: 500 })
  const requestsSettled = watchRequests(page)
  const kinds = new Map(hits.map((hit) => [`${hit.kind} ${extname(hit.title)}`, hit]))
  for (const { id, kind, title } of kinds.values()) {
    await page.evaluate((record) => void (location.hash = `#/records/${record}`), id)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    const play = page.getByRole('button', { name: /^Play/ })
    if (kind === 'video' && (await play.count()) > 0) await play.first().click()
    await requestsSettled()
  }
  await page.getByRole('searchbox').first().fill('zanbaq')
  await expect(page.getByRole('option').filter({ hasText: 'zanbaq' }).first()).toBeVisible()
  await requestsSettled()
  const [first] = hits
  await callFromPage(page, 'records.edit', { ids: [first!.id], set: { description: 'http://192.0.2.1/' } })
  await callFromPage(page, 'archive.undo', {})
  await callFromPage(page, 'custody.verify', { mode: 'full' })
  await callFromPage(page, 'custody.report', { ids: [first!.id], as: 'html' })
}

/** Watches the requests of the page; the returned function waits until each of them succeeded or failed. */
function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  // The event stream and a playing video do not end.
  const hasEnd = (request: Request) =>
    request.resourceType() !== 'media' && new URL(request.url()).pathname !== '/events'
  page.on('request', (request) => hasEnd(request) && open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return async () => await expect.poll(() => [...open].map((request) => request.url())).toEqual([])
}
