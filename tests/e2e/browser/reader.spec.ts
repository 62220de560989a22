import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { expectAccessible } from '../support/accessibility.ts'
import { callFromPage, importFile, leaveWelcome } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, importFiles, shownAddress } from '../support/record-pages.ts'

const mixed = [
  'Everyone has the right to freedom of movement.',
  'هر کس حق دارد که از آزادی رفت و آمد بهره‌مند شود.',
  ...Array.from({ length: 200 }, (_, at) => `Paragraph ${at + 3} says nothing of it.`),
  'Freedom of movement is stated here once more.',
  'The last word is freedom.',
].join('\n\n')

const markup = `<html><body><h1>A letter</h1><p onclick="reached()">The words of the letter.</p>
<img src="/vault/none" onerror="document.title='reached'"><script>document.title='reached'</script></body></html>`

test.describe('the reader', () => {
  test.use({ newArchive: 'Letters' })

  test('opens a text at the match and steps through all of them, around the end', async ({ app }) => {
    const { record } = await importFile(app, 'mixed.txt', mixed)
    await goTo(app, `#/records/${record}?q=freedom`)
    await expect(app.getByText('1 of 3', { exact: true })).toBeVisible()
    await expect(current(app)).toHaveText('freedom')
    await app.keyboard.press('n')
    await expect(app.getByText('2 of 3', { exact: true })).toBeVisible()
    await expect(current(app)).toHaveText('Freedom')
    await expect(current(app)).toBeInViewport()
    await app.keyboard.press('n')
    await app.keyboard.press('n')
    await expect(app.getByText('1 of 3', { exact: true })).toBeVisible()
    await app.keyboard.press('Shift+N')
    await expect(app.getByText('3 of 3', { exact: true })).toBeVisible()
    await expect(current(app)).toBeInViewport()
  })

  test('shows each paragraph in its own direction, and draws only those in view', async ({ app }) => {
    const { record } = await importFile(app, 'mixed.txt', mixed)
    await goTo(app, `#/records/${record}`)
    const text = app.getByRole('document', { name: /^Text of/ })
    await expect(text.getByText('Everyone has')).toHaveCSS('direction', 'ltr')
    await expect(text.getByText('هر کس')).toHaveCSS('direction', 'rtl')
    expect(await text.getByRole('paragraph').count()).toBeLessThan(60)
  })

  test('searches the open record with Ctrl-F, without another search of the archive', async ({ app }) => {
    const { record } = await importFile(app, 'mixed.txt', mixed)
    await goTo(app, `#/records/${record}`)
    await expect(app.getByText('Everyone has')).toBeVisible()
    await app.keyboard.press('Control+f')
    await app.keyboard.type('last word')
    await app.keyboard.press('Enter')
    await expect(app.getByText('The last word is freedom.')).toBeInViewport()
    await expect.poll(() => shownAddress(app)).not.toMatch(/q=/)
  })

  test('finds and shows what a zip contains, and names what in it could not be read', async ({ app }) => {
    const path = test.info().outputPath('letters.zip')
    await writeFile(
      path,
      zipSync({
        'نامه.txt': strToU8('نامه‌ای از زندان'),
        'sums.xlsx': zipSync({ 'xl/x.xml': strToU8('<x/>') }),
      }),
    )
    await importFiles(app, [path])
    await goTo(app, `#/records?q=${encodeURIComponent('زندان')}`)
    await app.getByRole('option', { name: /letters\.zip/ }).click()
    const text = app.getByRole('document', { name: 'Text of letters.zip' })
    await expect(text.getByText('نامه‌ای از زندان')).toBeVisible()
    await app.getByText('Which files (1)').click()
    await expect(app.getByText('sums.xlsx').first()).toBeVisible()
  })

  test('reads HTML as text only: nothing in it runs or is loaded', async ({ app }) => {
    const { record } = await importFile(app, 'letter.html', markup)
    await goTo(app, `#/records/${record}`)
    const reader = app.getByRole('region', { name: 'Reader' })
    await expect(reader.getByText('The words of the letter.')).toBeVisible()
    await expect(reader.locator('img, script, [onclick]')).toHaveCount(0)
    expect(await app.title()).not.toContain('reached')
  })

  test('shows the pages of a PDF with their text, and turns them with the keyboard', async ({
    app,
    home,
    context,
  }) => {
    await makePdf(await context.newPage(), join(home, 'pages.pdf'))
    await app.bringToFront()
    await importFiles(app, [join(home, 'pages.pdf')])
    await goTo(app, `#/records/${await recordNamed(app, 'pages.pdf')}`)
    const first = app.getByRole('img', { name: 'Image of page 1' })
    await expect(first).toBeVisible()
    await expect.poll(() => first.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
    await app.getByRole('document', { name: /^Pages of/ }).focus()
    await app.keyboard.press('PageDown')
    await expect(app.getByRole('textbox', { name: 'Page 2 of 3' })).toHaveValue('2')
    await app.getByRole('button', { name: 'Pages Show' }).click()
    await app.getByRole('option', { name: 'Text', exact: true }).click()
    await expect(app.getByText('برگ دوم')).toHaveCSS('direction', 'rtl')
  })

  test('opens a PDF at the page that contains the match, with the match marked in its text', async ({
    app,
    home,
    context,
  }) => {
    await makePdf(await context.newPage(), join(home, 'pages.pdf'))
    await app.bringToFront()
    await importFiles(app, [join(home, 'pages.pdf')])
    await goTo(app, `#/records/${await recordNamed(app, 'pages.pdf')}?q=third`)
    await expect(app.getByRole('textbox', { name: 'Page 3 of 3' })).toBeVisible()
    await expect(current(app)).toBeInViewport()
  })

  test('says that a file cannot be shown, names it and offers a copy', async ({ app, home }) => {
    await writeFile(join(home, 'پیوست.bin'), Buffer.from([0, 1, 2, 3, 250, 251, 0, 9]))
    await importFiles(app, [join(home, 'پیوست.bin')])
    await goTo(app, `#/records/${await recordNamed(app, 'پیوست.bin')}`)
    const reader = app.getByRole('region', { name: 'Reader' })
    await expect(reader.getByText('پیوست.bin')).toBeVisible()
    const download = app.waitForEvent('download')
    await reader.getByRole('button', { name: 'Save a copy' }).click()
    expect((await download).suggestedFilename()).toBe('پیوست.bin')
  })
})

test.describe('the reader, in a sample archive that is changed', () => {
  test('covers what is marked as graphic until the user asks to see it', async ({ app }) => {
    await leaveWelcome(app)
    const id = await recordNamed(app, 'stand-in.webm')
    await callFromPage(app, 'records.edit', { ids: [id], set: { sensitivity: 'graphic' } })
    await goTo(app, `#/records/${id}`)
    await expect(app.getByText('Marked as graphic', { exact: true })).toBeVisible()
    await expect(app.locator('video')).toHaveCount(0)
    await app.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(app.locator('video')).toBeVisible()
  })
})

test.describe('the reader, in the sample archive', () => {
  test.use({ reads: 'letters' })

  test('plays a video next to its transcript: a line seeks, the line follows, keys work', async ({ app }) => {
    await goTo(app, `#/records/${await recordNamed(app, 'stand-in.webm')}`)
    const video = app.locator('video')
    await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.videoWidth)).toBeGreaterThan(0)
    const lines = app.getByRole('region', { name: 'Transcript' }).getByRole('listitem')
    await lines.nth(3).getByRole('button').click()
    await expect(lines.nth(3)).toHaveAttribute('aria-current', 'true')
    const sought = await seconds(app)
    expect(sought).toBeGreaterThan(0)
    await video.focus()
    await app.keyboard.press('l')
    await expect.poll(() => seconds(app)).toBeCloseTo(sought + 5, 1)
    await app.keyboard.press(',')
    await expect.poll(() => seconds(app)).toBeLessThan(sought + 5)
    await app.keyboard.press('k')
    await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.paused)).toBe(false)
    await app.keyboard.press(' ')
    await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.paused)).toBe(true)
  })

  test('shows the transcript in another language, and a match seeks the video', async ({ app }) => {
    const id = await recordNamed(app, 'stand-in.webm')
    const { matches } = await callFromPage(app, 'search.within', { id, query: 'archive' })
    await goTo(app, `#/records/${id}?q=archive`)
    const startsAt = Number(/^t:([\d.]+)/.exec(matches[0]!.locator)![1])
    await expect.poll(() => seconds(app)).toBeCloseTo(startsAt, 1)
    const transcript = app.getByRole('region', { name: 'Transcript' })
    await expect(transcript.locator('mark').first()).toHaveText(/archive/i)
    await transcript.getByRole('button', { name: /Transcript language/ }).click()
    await app.getByRole('option', { name: 'Persian' }).click()
    await expect(transcript.getByRole('listitem').first()).toContainText('ویدیو')
  })

  test('has no accessibility violation while a text or a video is open', async ({ app }) => {
    for (const name of ['stand-in.webm', 'udhr-extract.fa.txt']) {
      await goTo(app, `#/records/${await recordNamed(app, name)}`)
      await expect(app.getByRole('region', { name: 'Reader' })).toBeVisible()
      await expectAccessible(app, '.record')
    }
  })
})

const current = (app: Page) => app.locator('mark[aria-current]')
const seconds = (app: Page) => app.locator('video').evaluate((media: HTMLVideoElement) => media.currentTime)

async function recordNamed(app: Page, name: string) {
  const found = await callFromPage(app, 'search.find', { limit: 500 })
  return found.hits.find((hit) => hit.names.includes(name))!.id
}

/** Three pages, the second in Persian, printed by the browser itself. */
async function makePdf(page: Page, path: string): Promise<void> {
  await page.setContent(
    ['First page of the letter', '<span dir="rtl">برگ دوم</span>', 'The third page']
      .map((text) => `<p style="break-after:page;font-size:30px">${text}</p>`)
      .join(''),
  )
  await page.pdf({ path, format: 'A4', pageRanges: '1-3' })
  await page.close()
}
