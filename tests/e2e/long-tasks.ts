import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { chromium } from 'playwright'
import { openHost } from '../../electron/core/host/host.ts'
import { startBrowserShell } from './support/browser-shell.ts'
import { findChromium } from './support/chromium.ts'
import { withTempFolder } from './support/temp-folder.ts'

// `npm run long-tasks` (after `npm run build`): what blocks the window's thread for more than 50 ms while the user
// types into the search, steps through the matches of a long record and scrolls the list. Prints what it measured;
// asserts nothing.

const records = Number(process.argv[2] ?? 4000)
const queries = [
  'freedom of movement',
  'آزادی رفت و آمد',
  'clinci tehran',
  'kind:statement lang:fa road -night',
]
const words =
  'freedom movement road night letter border clinic tehran camp water آزادی رفت آمد پزشک نامه مرز شب راه'.split(
    ' ',
  )

await withTempFolder(async (home) => {
  await fill(home)
  const shell = await startBrowserShell(home)
  const { executablePath, args } = findChromium()
  const browser = await chromium.launch({ executablePath, args: [...args] })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(shell.address)
  await page.getByRole('option').first().waitFor()
  await page.waitForTimeout(1500)
  await watch(page)
  await phase(page, 'typing', () => typeQueries(page))
  await phase(page, 'a record of 20,000 paragraphs', () => readLongRecord(page))
  await phase(page, 'going down the list', () => goDown(page))
  await browser.close()
  await shell.end()
})

async function fill(home: string): Promise<void> {
  const resources = resolve(import.meta.dirname, '../../resources')
  const open = { home, resources, actor: '', appName: 'Holdfast', version: '0' }
  const host = await openHost({ ...open, archive: `${home}/archive`, create: { title: 'Long tasks' } })
  const text = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => words[(from * 7 + at * at * 3 + at) % words.length]).join(' ')
  const create = async (at: number) => {
    const fields = {
      kind: at % 3 === 0 ? 'statement' : 'document',
      title: `${text(at, 6)} ${at}`,
      languages: [at % 2 === 0 ? 'fa' : 'en'],
      people: [`Person ${at % 300}`],
      sources: [`Source ${at % 40}`],
      dateStated: String(2009 + (at % 9)),
      text: text(at, 160),
    }
    const result = await host.call('records.create', fields)
    if (!result.ok) throw new Error(result.error.message)
  }
  for (let at = 0; at < records; at += 64)
    await Promise.all(Array.from({ length: Math.min(64, records - at) }, (_, each) => create(at + each)))
  const long = Array.from({ length: 20_000 }, (_, at) => `${at} quokka ${text(at, 40)}`).join('\n\n')
  await host.call('records.create', { kind: 'statement', title: 'The long one', text: long })
  await host.close()
}

async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const durations: number[] = []
    Object.assign(globalThis, { longTasks: durations })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) durations.push(Math.round(entry.duration))
    }).observe({ entryTypes: ['longtask'] })
  })
}

async function phase(page: Page, name: string, work: () => Promise<number>): Promise<void> {
  const count = await work()
  await page.waitForTimeout(500)
  const tasks = await page.evaluate(() =>
    (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0),
  )
  console.log(
    `${name}: ${count} keys, ${tasks.length} tasks over 50 ms${tasks.length > 0 ? `: ${tasks.join(', ')} ms` : ''}`,
  )
}

async function typeQueries(page: Page): Promise<number> {
  for (const query of queries) {
    await page.keyboard.press('/')
    for (const letter of query) await page.keyboard.type(letter, { delay: 60 })
    await page.waitForTimeout(700)
    await page.keyboard.press('Escape')
  }
  return queries.join('').length
}

async function readLongRecord(page: Page): Promise<number> {
  await page.evaluate(() => {
    location.hash = '#/records?q=quokka'
  })
  await page.getByRole('option').first().click()
  await page.getByText(/^1 of 20,000$/).waitFor({ timeout: 60_000 })
  await page.getByRole('main').focus()
  await page.keyboard.press('h')
  for (let at = 0; at < 40; at++) await page.keyboard.press(at % 2 === 0 ? 'n' : 'ArrowDown', { delay: 30 })
  await page.keyboard.press('End')
  await page.waitForTimeout(1500)
  return 42
}

async function goDown(page: Page): Promise<number> {
  await page.evaluate(() => {
    location.hash = '#/records'
  })
  await page.keyboard.press('l')
  for (let at = 0; at < 60; at++) await page.keyboard.press(at % 3 === 0 ? 'PageDown' : 'j', { delay: 30 })
  await page.waitForTimeout(700)
  return 61
}
