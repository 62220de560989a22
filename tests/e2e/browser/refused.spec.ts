import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startBrowserShell } from '../support/browser-shell.ts'
import { callFromPage, leaveWelcome } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'

test('an archive that cannot be opened at startup is named, with the reason, until the notice is closed', async ({
  app,
  shell,
  home,
}) => {
  await leaveWelcome(app)
  const own = await callFromPage(app, 'archive.create', { title: 'پروندهٔ هفت' })
  await shell.end()
  await writeFile(join(own.path, 'holdfast.json'), '{ torn')
  const again = await startBrowserShell(home)
  try {
    await app.goto(again.address)
    const notice = app.getByRole('alertdialog').filter({ hasText: 'پروندهٔ هفت' })
    await expect(notice).toContainText('could not be opened')
    await expect(notice).toContainText('archive.not-an-archive')
    await notice.getByRole('button', { name: 'Close' }).click()
    await expect(notice).toBeHidden()
  } finally {
    await again.end()
  }
})

test('the archive of a newer Holdfast opens read-only, says so, and offers nothing that would change it', async ({
  app,
  shell,
  home,
}) => {
  await leaveWelcome(app)
  const own = await callFromPage(app, 'archive.create', { title: 'پروندهٔ هفت' })
  await callFromPage(app, 'records.create', { kind: 'statement', title: 'نامهٔ سرگشاده', text: 'متن نامه' })
  await shell.end()
  const file = join(own.path, 'holdfast.json')
  const content = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...content, format: 2 }))
  const again = await startBrowserShell(home)
  try {
    await app.goto(again.address)
    await expect(
      app.getByRole('alertdialog').filter({ hasText: 'A newer Holdfast wrote this' }),
    ).toContainText('Update Holdfast')
    await expect(app.getByText('Read-only', { exact: true })).toBeVisible()
    await app.getByText('نامهٔ سرگشاده').first().click()
    await expect(app.getByRole('heading', { name: 'نامهٔ سرگشاده' })).toBeVisible()
    await expect(app.getByRole('button', { name: 'Edit' })).toBeHidden()
  } finally {
    await again.end()
  }
})
