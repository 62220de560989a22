import type { Page } from '@playwright/test'
import { leaveWelcome } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'

/** How many bytes of script, uncompressed, the window may load before its first list is shown. */
const MOST_BYTES = 600_000

/** The script of everything that the first list does not need. */
const parts = /\/assets\/parts-/

interface Loading {
  /** When the first row of the first list was drawn, in milliseconds since the page was opened. */
  readonly shownAt: number
  readonly scripts: readonly { readonly name: string; readonly startedAt: number; readonly bytes: number }[]
}

test('the first list needs little script, and the rest follows', async ({ page, shell }) => {
  await page.addInitScript(noteFirstRow)
  await page.goto(shell.address)
  await page.getByRole('option').first().waitFor()
  const first = await readLoading(page)
  const needed = first.scripts.filter(({ startedAt }) => startedAt <= first.shownAt)
  const bytes = needed.reduce((sum, script) => sum + script.bytes, 0)
  expect(needed.every((script) => script.bytes > 0)).toBe(true)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes, needed.map((script) => `${script.bytes} ${script.name}`).join('\n')).toBeLessThanOrEqual(
    MOST_BYTES,
  )
  await expect
    .poll(async () => (await readLoading(page)).scripts.map(({ name }) => name.replace(/-[\w-]{8}\.js$/, '')))
    .toContain('parts')
})

test('what was loaded with the page is not loaded again, and the page itself is requested', async ({
  page,
  shell,
}) => {
  const caching = new Map<string, string | undefined>()
  page.on('response', (response) =>
    caching.set(new URL(response.url()).pathname, response.headers()['cache-control']),
  )
  await page.goto(shell.address)
  await page.getByRole('option').first().waitFor()
  const assets = [...caching].filter(([path]) => path.startsWith('/assets/'))
  expect(assets.length).toBeGreaterThan(2)
  expect(new Set(assets.map(([, value]) => value))).toEqual(new Set(['public, max-age=31536000, immutable']))
  expect(caching.get('/')).toBe('no-store')
  expect(caching.get('/call')).toBe('no-store')
})

test('letters typed into a box whose list is still loading are kept', async ({ page, shell }) => {
  const gate = createGate()
  await page.route(parts, async (route) => {
    await gate.promise
    await route.continue()
  })
  await page.goto(shell.address)
  await leaveWelcome(page)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('About Hold')
  await expect(page.getByRole('searchbox', { name: 'Quick open' })).toHaveValue('About Hold')
  await expect(page.getByRole('option', { name: /About Holdfast/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  gate.resolve()
  await expect(page.getByRole('dialog', { name: 'About Holdfast' })).toBeVisible()
})

test('parts that cannot be loaded say so, and the rest of the window keeps working', async ({
  page,
  shell,
}) => {
  await page.route(parts, (route) => route.abort())
  await page.goto(shell.address)
  await leaveWelcome(page)
  await page.keyboard.press('ControlOrMeta+k')
  const message = page.getByRole('region', { name: /Messages/ })
  await expect(message).toContainText('This part of the window could not be loaded')
  await page.keyboard.press('Escape')
  const rows = page.getByRole('option')
  const count = await rows.count()
  await page.getByRole('searchbox', { name: 'Search' }).fill('camp')
  await expect.poll(() => rows.count()).toBeLessThan(count)
  await rows.first().click()
  const record = page.getByRole('main')
  await expect(record.getByRole('alert').first()).toContainText('window.part-missing')
  await page.unroute(parts)
  await record.getByRole('button', { name: 'Reload' }).first().click()
  await expect(page.getByRole('region', { name: 'Reader' })).toBeVisible()
  await expect(message).toBeHidden()
})

function noteFirstRow(): void {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[role=option]')) return
    observer.disconnect()
    Object.assign(globalThis, { firstRowAt: performance.now() })
  }).observe(document, { childList: true, subtree: true })
}

function readLoading(page: Page): Promise<Loading> {
  return page.evaluate(() => ({
    shownAt: (globalThis as unknown as { firstRowAt: number }).firstRowAt,
    scripts: performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => new URL(entry.name).pathname.endsWith('.js'))
      .map((entry) => ({
        name: entry.name.split('/').at(-1)!,
        startedAt: entry.startTime,
        bytes: entry.decodedBodySize,
      })),
  }))
}

function createGate(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => (resolve = settle))
  return { promise, resolve: () => resolve() }
}
