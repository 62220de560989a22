import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startBrowserShell } from '../support/browser-shell.ts'
import { callFromPage, leaveWelcome } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'

test('an archive that cannot be opened at the start is named, with the reason, until that is closed', async ({
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
    const told = app.getByRole('alertdialog').filter({ hasText: 'پروندهٔ هفت' })
    await expect(told).toContainText('was not opened')
    await expect(told).toContainText('archive.not-an-archive')
    await told.getByRole('button', { name: 'Close' }).click()
    await expect(told).toBeHidden()
  } finally {
    await again.end()
  }
})
