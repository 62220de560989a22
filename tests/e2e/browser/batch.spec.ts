import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { readCsv } from '../../../shared/csv/read-csv.ts'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { callFromPage, importFile } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { chooseFiles } from '../support/choose-files.ts'

test.describe('searching with a list', () => {
  test.use({ newArchive: 'Letters' })
  test.beforeEach(async ({ app }) => {
    await importFile(app, 'letter.txt', 'The lighthouse was closed in winter.')
    await importFile(app, 'نامه.txt', 'فانوس دریایی در زمستان بسته بود.')
  })

  test('shows what every query found, saves the table, and leads to each search', async ({ app }) => {
    const dialog = await openDialog(app)
    await dialog
      .getByRole('textbox', { name: 'Queries' })
      .fill('Q1\tlighthouse\nیکم\t«فانوس دریایی»\n=1\tnowhereatall\nQ4\tkind:nonsense winter\n\tlighthouse\n')
    await expectAccessibleDialog(app)
    await app.keyboard.press('Control+Enter')
    await expect(dialog).toContainText('5 queries: 3 found something, 2 found nothing')
    const lines = dialog.getByRole('list', { name: 'Queries and results' }).getByRole('listitem')
    await expect(lines).toHaveCount(5)
    // From the list the first query is one step away.
    await app.keyboard.press('Tab')
    await expect(lines.nth(0).getByRole('button')).toBeFocused()
    await expect(lines.nth(0)).toContainText('1 record')
    await expect(lines.nth(2)).toContainText('0 records')
    await expect(lines.nth(3)).toContainText('Not understood, searched as plain words: kind:nonsense')
    await expectAccessibleDialog(app)

    const rows = [...readCsv(await saved(app, dialog, 'Save as CSV'), ',')].map(({ cells }) => cells)
    expect(rows.map((cells) => [cells[1], cells[3], cells[7]])).toEqual([
      ['name', 'total', 'title'],
      ['Q1', '1', 'letter.txt'],
      ['یکم', '1', 'نامه.txt'],
      ["'=1", '0', ''],
      ['Q4', '0', ''],
      ['', '1', 'letter.txt'],
    ])
    expect(JSON.parse(await saved(app, dialog, 'Save as JSON'))).toHaveLength(5)

    await lines.nth(1).getByRole('button').click()
    await expect(dialog).toBeHidden()
    await expect(app.getByRole('searchbox', { name: 'Search the archive' })).toHaveValue('«فانوس دریایی» ')
    const found = app.getByRole('listbox', { name: 'Records found' }).getByRole('option')
    await expect(found).toHaveCount(1)
    await expect(found).toContainText('نامه.txt')
    // The results are still there, and the user continues from them.
    await openDialog(app)
    await expect(lines).toHaveCount(5)
    await dialog.getByRole('button', { name: 'Another list' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Queries' })).toHaveValue(/^Q1\tlighthouse/)
  })

  test('accepts a file, names the lines it leaves out, and says what is wrong with a list', async ({
    app,
    home,
  }) => {
    const dialog = await openDialog(app)
    await writeFile(join(home, 'empty.csv'), '\n')
    await chooseFile(app, dialog, join(home, 'empty.csv'))
    await dialog.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('batches.no-queries')
    await writeFile(join(home, 'list.csv'), '\ufeffنام;پرسش\r\nیکم;زمستان\r\nدوم;"باز\r\nسوم;\r\n', 'utf16le')
    await chooseFile(app, dialog, join(home, 'list.csv'))
    await dialog.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(dialog).toContainText('1 query: 1 found something, 0 found nothing')
    await expect(dialog).toContainText('2 lines were left out')
    await expect(dialog).toContainText('Line 4: no query')
    await expectAccessibleDialog(app)
  })

  test('shows its progress, and stops on request', async ({ app, home }) => {
    // The page sees the end at its own pace: the reply is held back until the stop was pressed.
    let pressed = () => {}
    const stopPressed = new Promise<void>((resolve) => {
      pressed = resolve
    })
    await app.route('**/call', async (route) => {
      if (route.request().postDataJSON().method === 'batches.result') await stopPressed
      await route.continue()
    })
    const dialog = await openDialog(app)
    const queries = Array.from({ length: 9000 }, (_, at) => `winter OR lighthouse OR ${at}`)
    await writeFile(join(home, 'long.csv'), queries.join('\n'))
    await chooseFile(app, dialog, join(home, 'long.csv'))
    await dialog.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(dialog.getByRole('progressbar', { name: 'Searching' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Stop' }).click()
    pressed()
    await expect(dialog).toContainText(/Stopped after [\d,]+ of 9,000 queries/)
    const jobs = await callFromPage(app, 'jobs.list', {})
    expect(jobs.findLast((job) => job.kind === 'batch')?.state).toBe('cancelled')
  })
})

/** Opens the dialog through quick open, by typing its words. */
async function openDialog(app: Page): Promise<Locator> {
  await app.keyboard.press('Control+k')
  await app.getByRole('searchbox', { name: 'Quick open' }).fill('batch search')
  await app.keyboard.press('Enter')
  const dialog = app.getByRole('dialog', { name: 'Batch search' })
  await expect(dialog).toBeVisible()
  return dialog
}

async function chooseFile(app: Page, dialog: Locator, path: string): Promise<void> {
  await chooseFiles(app, path, () => dialog.getByRole('button', { name: 'Choose a file…' }).click())
  await expect(dialog).toContainText(new RegExp(`From the file .*${basename(path)}`))
}

async function saved(app: Page, dialog: Locator, button: string): Promise<string> {
  const download = app.waitForEvent('download')
  await dialog.getByRole('button', { name: button }).click()
  return await readFile(await (await download).path(), 'utf8')
}
