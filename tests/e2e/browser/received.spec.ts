import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { callFromPage, leaveWelcome } from '../support/calls.ts'
import { holdfast } from '../support/command-line.ts'
import { expect, test } from '../support/fixtures.ts'

test('an archive from elsewhere is read-only, says who wrote it, and is worked on once it is said to be one’s own', async ({
  app,
  home,
}) => {
  await leaveWelcome(app)
  const [theirs, folder] = [join(home, 'their computer'), join(home, 'پروندهٔ آن‌ها')]
  await writeFile(join(home, 'نامه.txt'), 'نامه‌ای از زندان')
  await holdfast(theirs, 'import', join(home, 'نامه.txt'), '--archive', folder, '--title', 'پروندهٔ آن‌ها')
  // Looked at here once before, which changes nothing.
  await holdfast(home, 'list', '--archive', folder)
  await app.reload()
  await app.getByRole('button', { name: /^Archive: / }).click()
  await app.getByRole('menuitemradio', { name: 'پروندهٔ آن‌ها' }).click()

  const dialog = app.getByRole('dialog', { name: 'This archive came from elsewhere' })
  await expect(dialog).toContainText(
    /[0-9a-z]{4}: \d+ lines, dated .* Signed up to line \d+ with key [0-9a-f]{16}/,
  )
  await expect(dialog).toContainText('This computer has never seen this archive before')
  await expect(dialog).toContainText('A signature shows which key signed, not who held it')
  await expectAccessibleDialog(app)
  await dialog.getByRole('button', { name: 'Only read it' }).click()
  await expect(dialog).toBeHidden()
  await app.getByText('نامه.txt').first().click()
  await expect(app.getByRole('heading', { name: 'نامه.txt' })).toBeVisible()
  await expect(app.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()

  await app.getByRole('button', { name: 'From elsewhere, read-only' }).click()
  await dialog.getByRole('button', { name: 'This is mine to work on' }).click()
  await expect(app.getByRole('button', { name: 'From elsewhere, read-only' })).toBeHidden()
  expect(await callFromPage(app, 'archive.describe', {})).toMatchObject({
    isReceived: false,
    readOnly: false,
  })
  await expect(app.getByRole('button', { name: 'Import', exact: true })).toBeEnabled()
})
