import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { chromium } from 'playwright'
import type { Hit } from '../../shared/contract/search.ts'
import { startBrowserShell } from './support/browser-shell.ts'
import { callFromPage, leaveWelcome } from './support/calls.ts'
import { findChromium } from './support/chromium.ts'
import { goTo, importFiles } from './support/record-pages.ts'
import { withTempFolder } from './support/temp-folder.ts'

// `npm run screenshots` (after `npm run build`): the images in docs/screenshots, taken of the sample archive.

const folder = resolve(import.meta.dirname, '../../docs/screenshots')
const sizes = { wide: { width: 1920, height: 1080 }, narrow: { width: 1024, height: 640 } } as const

await mkdir(folder, { recursive: true })
await withTempFolder(async (home) => {
  const shell = await startBrowserShell(home)
  const { executablePath, args } = findChromium()
  const browser = await chromium.launch({ executablePath, args: [...args] })
  const page = await browser.newPage({ viewport: sizes.wide })
  await page.goto(shell.address)
  await leaveWelcome(page)
  await pictureRecords(page)
  await pictureImport(page, home)
  await browser.close()
  await shell.end()
})

async function pictureRecords(page: Page): Promise<void> {
  const { hits } = await callFromPage(page, 'search.find', { limit: 100 })
  const find = (fits: (hit: Hit) => boolean) => hits.find(fits)!.id
  await picture(page, 'library', '#/records')
  const found = find((hit) => hit.languages.includes('fa') && hit.title.includes('بشر'))
  await picture(page, 'search-persian', `#/records/${found}?q=${encodeURIComponent('بشر')}`)
  await picture(
    page,
    'reader-persian',
    `#/records/${find((hit) => hit.kind !== 'video' && hit.languages.includes('fa'))}`,
  )
  await picture(page, 'video-with-transcript', `#/records/${find((hit) => hit.kind === 'video')}`)
  await picture(
    page,
    'citation',
    `#/records/${find((hit) => hit.kind === 'citation' && hit.dateEdtf.length === 10)}`,
  )
  await picture(
    page,
    'statement',
    `#/records/${find((hit) => hit.title.startsWith('Statement by physicians'))}`,
  )
}

async function pictureImport(page: Page, home: string): Promise<void> {
  const names = ['letter 1.txt', 'نامهٔ ۲.txt', 'رسالة ٣.txt', 'copy of letter 1.txt']
  const texts = [
    'A letter about an appointment.',
    'نامه‌ای دربارهٔ نوبت پزشک.',
    'رسالة عن موعد مع الطبيب.',
    'A letter about an appointment.',
  ]
  const paths = names.map((name) => join(home, name))
  for (const [index, path] of paths.entries()) await writeFile(path, texts[index]!)
  await goTo(page, '#/records')
  const panel = await importFiles(page, paths)
  await panel.getByRole('button', { name: 'Show result' }).click()
  await shoot(page, 'import-result')
}

async function picture(page: Page, name: string, address: string): Promise<void> {
  await goTo(page, address)
  await shoot(page, name, true)
}

async function shoot(page: Page, name: string, isAddress = false): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    // What a window shows first depends on the size at which it is opened.
    if (isAddress) await page.reload()
    // Images, fonts and the video's first frame arrive at any time; a screenshot has no event to wait for.
    await page.waitForTimeout(1200)
    await page.screenshot({ path: join(folder, `${name}-${size}.png`) })
  }
  await page.setViewportSize(sizes.wide)
}
