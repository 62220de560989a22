import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { callFromPage } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { importFiles } from '../support/record-pages.ts'
import { chooseFiles } from '../support/choose-files.ts'

test.describe('an import', () => {
  test.use({ newArchive: 'Letters' })

  test('adds up, names every file, leads to its record, and tags what was imported', async ({
    app,
    home,
  }) => {
    const paths = await writeLetters(home, 3)
    await importFiles(app, paths.slice(0, 1))
    const panel = await importFiles(app, paths)
    await expect(panel).toContainText('2 imported, 1 duplicate, 0 failed (3 files)')
    await panel.getByRole('button', { name: 'Show result' }).click()
    const dialog = app.getByRole('dialog', { name: 'Import result' })
    await expect(dialog).toContainText('2 imported, 1 duplicate, 0 failed (3 files)')
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    await dialog.getByRole('tab', { name: 'Duplicates 1' }).click()
    await expect(dialog.getByRole('listitem')).toContainText('letter 1.txt')
    await dialog.getByRole('tab', { name: 'Failed 0' }).click()
    await expect(dialog).toContainText('No files failed.')
    await dialog.getByRole('combobox').fill('letters/new')
    await dialog.getByRole('button', { name: 'Tag 2 records' }).click()
    await expect(dialog.getByText('2 records tagged “letters/new”')).toBeVisible()
    const tags = await callFromPage(app, 'tags.list', {})
    expect(tags.find((tag) => tag.path === 'letters/new')?.count).toBe(2)
    await dialog.getByRole('tab', { name: 'Imported 2' }).click()
    await dialog
      .getByRole('link', { name: /^Go to the record/ })
      .first()
      .click()
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('letter 2.txt')
  })

  test('accepts files dropped anywhere on the window, and says so beforehand', async ({ app }) => {
    const transfer = await app.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['Dropped on the window.'], 'افتاده.txt', { type: 'text/plain' }))
      return data
    })
    await app.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
    await expect(app.getByText('Drop to import')).toBeVisible()
    await app.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    await expect(app.getByRole('region', { name: 'Import result' })).toContainText(
      '1 imported, 0 duplicates, 0 failed (1 file)',
    )
    await expect(app.getByText('Drop to import')).toBeHidden()
    const found = await callFromPage(app, 'search.find', { query: 'dropped' })
    expect(found.hits[0]?.names).toEqual(['افتاده.txt'])
  })

  test('is undone completely', async ({ app, home }) => {
    const before = (await callFromPage(app, 'archive.describe', {}))!.records
    const panel = await importFiles(app, await writeLetters(home, 3))
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect.poll(async () => (await callFromPage(app, 'archive.describe', {}))!.records).toBe(before + 3)
    await app.keyboard.press('Control+z')
    await expect.poll(async () => (await callFromPage(app, 'archive.describe', {}))!.records).toBe(before)
  })

  test('shows its progress, and stops cleanly on request', async ({ app, home }) => {
    const paths = await writeLetters(home, 60)
    // The page sees the import at its own pace: the reply that it has ended is held back until the stop was pressed.
    await app.route('**/call', async (route) => {
      if (route.request().postDataJSON().method === 'imports.wait') await stopPressed
      await route.continue()
    })
    let pressed = () => {}
    const stopPressed = new Promise<void>((resolve) => {
      pressed = resolve
    })
    await app.getByRole('button', { name: 'Import', exact: true }).click()
    await chooseFiles(app, paths, () => app.getByRole('menuitem', { name: /^Import files/ }).click())
    const running = app.getByRole('region', { name: 'Importing' })
    await expect(running.getByRole('progressbar')).toBeVisible()
    await running.getByRole('button', { name: 'Stop' }).click()
    pressed()
    await app
      .getByRole('region', { name: 'Import result' })
      .getByRole('button', { name: 'Show result' })
      .click()
    const dialog = app.getByRole('dialog', { name: 'Import result' })
    const sum = await dialog.getByText(/\(60 files\)$/).textContent()
    const parts = [...sum!.matchAll(/\d+/g)].map(Number)
    const files = parts.pop()
    expect(parts.reduce((total, part) => total + part, 0)).toBe(files)
    await expectAccessibleDialog(app)
  })
})

async function writeLetters(home: string, count: number): Promise<string[]> {
  await mkdir(join(home, 'letters'), { recursive: true })
  const paths = Array.from({ length: count }, (_, at) => join(home, 'letters', `letter ${at + 1}.txt`))
  for (const path of paths) await writeFile(path, `The words of ${path}.`)
  return paths
}
