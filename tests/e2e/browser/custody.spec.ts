import { chmod, copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RecordId } from '../../../shared/model/ids.ts'
import { createAuthority, hasOpenssl } from '../../tools/timestamp-authority.ts'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { callFromPage, importFile, leaveWelcome } from '../support/calls.ts'
import { startBrowserShell } from '../support/browser-shell.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, openPanel } from '../support/record-pages.ts'
import { chooseFiles } from '../support/choose-files.ts'

async function openHealth(app: Page) {
  await app.getByRole('button', { name: /^Archive: / }).click()
  await app.getByRole('menuitem', { name: 'Archive health…' }).click()
  const dialog = app.getByRole('dialog', { name: 'Archive health' })
  await expect(dialog).toBeVisible()
  return dialog
}

test.describe('the health page', () => {
  test.use({ newArchive: 'Letters' })

  test('says in plain words what state the archive is in, and exports a signed head', async ({ app }) => {
    const dialog = await openHealth(app)
    await expect(dialog).toContainText('this computer has never verified the whole archive')
    await expect(dialog).toContainText(/Ledger head\w{4} \d+ [0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}/)
    await expect(dialog).toContainText(/Disk space.* free of /)
    const saved: string[] = []
    app.on('download', (download) => saved.push(download.suggestedFilename()))
    await dialog.getByRole('button', { name: 'Save the signed head' }).click()
    await expect.poll(() => saved.sort()).toEqual(['head.sig', 'head.txt', 'key.pem'])
    await dialog.getByRole('button', { name: 'Verify the archive' }).click()
    await expect(dialog).toContainText('No problems are known in this archive.')
    await expectAccessibleDialog(app)
    await app.keyboard.press('Escape')
    const { record } = await importFile(app, 'نامه.txt', 'نامه به بایگانی')
    await goTo(app, `#/records/${record}`)
    await expect(await openPanel(app, 'Files')).toContainText('Custody intact: everything was verified on')
  })

  test('says that other users can read the archive, and makes it private', async ({ app }) => {
    test.skip(process.platform === 'win32', 'Windows has other rights')
    const { path } = (await callFromPage(app, 'archive.describe', {}))!
    await chmod(path, 0o755)
    const dialog = await openHealth(app)
    await expect(dialog).toContainText('Other users of this computer may be able to read this archive.')
    await dialog.getByRole('button', { name: 'Make the archive private' }).click()
    await expect(dialog).not.toContainText('Other users of this computer')
    expect((await stat(path)).mode & 0o777).toBe(0o700)
    await expectAccessibleDialog(app)
  })

  test('names foreign files in the ledger, although nothing is damaged', async ({ app }) => {
    const { path } = (await callFromPage(app, 'archive.describe', {}))!
    const [device] = await readdir(join(path, 'ledger'))
    const folder = join(path, 'ledger', device!)
    await copyFile(join(folder, '000001.jsonl'), join(folder, '000001 (رونوشت ۲).jsonl'))
    const dialog = await openHealth(app)
    await dialog.getByRole('button', { name: 'Verify the archive' }).click()
    await expect(dialog.getByRole('list', { name: 'Worth knowing' })).toContainText(
      /ledger\/\w{4}\/000001 \(رونوشت ۲\)\.jsonl\S? does not belong to the ledger and was not read/,
    )
    await expect(dialog).toContainText('No problems are known in this archive.')
  })

  test('accepts the response of a time-stamping authority and says what it proves', async ({ app, home }) => {
    test.skip(!hasOpenssl, 'openssl is not here')
    const authority = createAuthority('ec')
    const dialog = await openHealth(app)
    const download = app.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save timestamp request (.tsq)' }).click()
    const query = await readFile(await (await download).path())
    await writeFile(join(home, 'answer.tsr'), authority.reply(new Uint8Array(query)))
    await writeFile(join(home, 'root.pem'), authority.root)
    const take = async (...names: string[]) => {
      await chooseFiles(
        app,
        names.map((name) => join(home, name)),
        () => dialog.getByRole('button', { name: /^Import timestamp response/ }).click(),
      )
    }
    await take('root.pem')
    await expect(dialog.getByRole('alert')).toContainText('timestamps.unreadable')
    await take('answer.tsr', 'root.pem')
    await expect(dialog).toContainText(/A ledger head: existed before /)
    await dialog.getByText('Checks', { exact: true }).click()
    await expect(dialog).toContainText('Leads to a chosen root: yes.')
    await expect(dialog).toContainText('Not revoked: not checked.')
    authority.remove()
  })
})

test.describe('the health page of an archive that was closed', () => {
  test('says that the ledger was truncated, until an older copy is accepted with a reason', async ({
    app,
    shell,
    home,
    browser,
  }) => {
    await leaveWelcome(app)
    const { id, path } = (await callFromPage(app, 'archive.describe', {}))!
    await shell.end()
    const pins = join(home, 'pins.json')
    const all = JSON.parse(await readFile(pins, 'utf8'))
    const copy = all.find((each: { id: string; path: string }) => each.id === id && each.path === path)
    const [device] = Object.keys(copy.heads)
    const ledger = join(path, 'ledger', device!, '000001.jsonl')
    const lines = (await readFile(ledger, 'utf8')).trimEnd().split('\n')
    await writeFile(ledger, `${lines.slice(0, -2).join('\n')}\n`)
    await rm(join(path, 'catalogue'), { recursive: true })

    const again = await startBrowserShell(home)
    const page = await browser.newPage()
    await page.goto(again.address)
    const dialog = await openHealth(page)
    await expect(dialog).toContainText(/The ledger of \w{4} is missing lines .*, which this computer saw on/)
    await dialog.getByRole('button', { name: 'Verify the archive' }).click()
    await expect(dialog).toContainText('Part of the ledger is missing')
    const accept = dialog.getByRole('button', { name: 'Accept this copy as it is' })
    await expect(accept).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Why lines are missing' }).fill('نسخهٔ پشتیبان هفتهٔ پیش')
    await accept.click()
    await expect(dialog).not.toContainText('which this computer saw on')
    await dialog.getByRole('button', { name: 'Verify the archive' }).click()
    await expect(dialog).toContainText('No problems are known in this archive.')
    await page.close()
    await again.end()
  })
})

test.describe('the custody report', () => {
  test.use({ newArchive: 'Letters' })

  test('of an English and of a Persian record is a page, and a PDF that can be searched', async ({
    app,
    browser,
  }) => {
    for (const [name, text, word, title] of [
      ['letter.txt', 'A letter about the closed clinic.', 'Chain of custody', 'The clinic, corrected'],
      ['نامه.txt', 'نامه‌ای دربارهٔ درمانگاه', 'درمانگاه', 'درمانگاه اشرف، اصلاح‌شده'],
    ] as const) {
      const { record } = await importFile(app, name, text)
      await callFromPage(app, 'records.edit', { ids: [record!], set: { title } })
      await goTo(app, `#/records/${record}`)
      const files = await openPanel(app, 'Files')
      const download = app.waitForEvent('download')
      await files.getByRole('button', { name: 'Save as web page' }).click()
      const saved = await download
      expect(saved.suggestedFilename()).toBe(`custody-${record}.html`)
      const html = await readFile(await saved.path(), 'utf8')
      const page = await browser.newPage()
      await page.setContent(html)
      await expect(page.locator('h2').first()).toHaveText(title)
      await expect(page.locator('tbody tr')).toHaveCount(2)
      const isRtl = /\p{Script=Arabic}/u.test(title)
      const side = await page
        .locator('h2')
        .first()
        .evaluate((element) => getComputedStyle(element).direction)
      expect(side).toBe(isRtl ? 'rtl' : 'ltr')
      const pdf = await page.pdf({ preferCSSPageSize: true })
      await page.close()
      const found = await importPdf(app, pdf)
      expect((await callFromPage(app, 'records.get', { id: found })).objects[0]!.facts.pages).toBe(2)
      const hits = await callFromPage(app, 'search.find', { query: `"${word}"` })
      expect(hits.hits.map(({ id }) => id)).toContain(found)
    }
  })
})

/** Imports the PDF, so that Holdfast reads its text like that of any other. */
async function importPdf(app: Page, pdf: Buffer): Promise<RecordId> {
  return (await importFile(app, 'report.pdf', pdf)).record!
}
