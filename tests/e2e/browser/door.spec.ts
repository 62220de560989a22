import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expectAccessiblePage } from '../support/accessibility.ts'
import { callFromPage } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectShown, goTo } from '../support/record-pages.ts'

const list = (page: Page) => page.getByRole('option').first()
const closed = (page: Page) => page.getByText('This window is not connected to Holdfast')

test.describe('a window of the browser shell', () => {
  test.use({ reads: 'letters' })

  test('has no cookie, and shows neither token nor query nor title in what the browser remembers', async ({
    app,
    shell,
  }) => {
    expect(await app.context().cookies()).toEqual([])
    await app.getByRole('searchbox').first().fill('freedom')
    await expectShown(app, /q=freedom/)
    await list(app).click()
    await expectShown(app, /records\/.+q=freedom/)
    await expect(app).toHaveURL(`${shell.origin}/`)
    await expect(app).toHaveTitle('Holdfast')
    await app.goBack()
    await expectShown(app, /#\/records\?q=freedom$/)
    await expect(app.getByRole('searchbox').first()).toHaveValue('freedom')
    await app.reload()
    await expect(app.getByRole('searchbox').first()).toHaveValue('freedom')
    await goTo(app, '#/records?q=clinic')
    await expectShown(app, /q=clinic/)
    await expect(app).toHaveURL(`${shell.origin}/`)
  })
})

test('a printed address opens one window; reloading and a second tab keep it, another browser does not', async ({
  app,
  shell,
  browser,
}) => {
  await expect(list(app)).toBeVisible()
  await expect(app).toHaveURL(`${shell.origin}/`)
  await app.reload()
  await expect(list(app)).toBeVisible()
  const second = await app.context().newPage()
  await second.goto(shell.address)
  await expect(list(second)).toBeVisible()
  await expect(second).toHaveURL(`${shell.origin}/`)
  const title = await callFromPage(second, 'archive.describe', {})
  expect(title).not.toBeNull()

  const other = await browser.newPage()
  await other.goto(shell.address)
  await expect(closed(other)).toBeVisible()
  await expectAccessiblePage(other)
  await other.goto(shell.origin)
  await expect(closed(other)).toBeVisible()
  await other.close()
})

test('a window left open by an earlier start says so', async ({ app, shell }) => {
  await expect(list(app)).toBeVisible()
  await app.evaluate(() => sessionStorage.setItem('holdfast-key', 'that of an earlier start'))
  await app.reload()
  await expect(closed(app)).toBeVisible()
  await expect(app).toHaveURL(`${shell.origin}/`)
})

test.describe('a program on another port of this computer', () => {
  test.use({ reads: 'letters' })

  test('is sent nothing by the browser with which it could read a record', async ({ app, shell }) => {
    const [hit] = (await callFromPage(app, 'search.find', { query: 'clinic' })).hits
    const { objects } = await callFromPage(app, 'records.get', { id: hit!.id })
    const paths = ['/call', '/events', '/address', '/upload?group=a&name=b', `/vault/${objects[0]!.hash}`]
    const harvested: IncomingHttpHeaders[] = []
    const neighbour = createServer((request, response) => {
      harvested.push(request.headers)
      response.setHeader('Content-Type', 'text/html')
      // What it asks the browser for in the name of Holdfast's page.
      response.end(`<p>neighbour</p>${paths.map((path) => `<img src="${shell.origin}${path}">`).join('')}`)
    })
    await once(neighbour.listen(0, '127.0.0.1'), 'listening')
    const origin = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`
    const tab = await app.context().newPage()
    await tab.goto(origin)
    // Not only with a new tab: also with a link out of the window itself.
    await app.evaluate((target) => void (location.href = target), origin)
    await app.getByText('neighbour').waitFor()
    const read = await tab.evaluate(
      async (targets) =>
        await Promise.all(
          targets.map((target) =>
            fetch(target, { credentials: 'include' }).then(
              async (answer) => await answer.text(),
              () => 'refused',
            ),
          ),
        ),
      paths.map((path) => shell.origin + path),
    )
    neighbour.close()
    expect(read).toEqual(paths.map(() => 'refused'))
    expect(harvested.length).toBeGreaterThanOrEqual(2)
    for (const { cookie, referer } of harvested) expect([cookie, referer]).toEqual([undefined, undefined])

    // As a program it may claim any origin, and sends whatever it got.
    const body = JSON.stringify({ method: 'search.find', params: { query: 'clinic' } })
    for (const { host: _, connection: __, ...headers } of harvested)
      for (const path of paths)
        for (const method of ['GET', 'POST', 'PUT']) {
          const replay = {
            ...(headers as Record<string, string>),
            origin: shell.origin,
            'sec-fetch-site': 'none',
          }
          const answer = await fetch(shell.origin + path, {
            method,
            headers: replay,
            ...(method === 'GET' ? {} : { body }),
          })
          expect([path, method, answer.status]).toEqual([path, method, 403])
        }
  })
})
