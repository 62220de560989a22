import { cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RecordId } from '../../../shared/model/ids.ts'
import { expectIntact, openFromMenu } from '../support/archive-dialogs.ts'
import { callFromPage } from '../support/calls.ts'
import { holdfast } from '../support/command-line.ts'
import { expect, stubDialog, test } from '../support/desktop-fixtures.ts'
import { whyNoDesktop } from '../support/desktop-runtime.ts'

test.skip(whyNoDesktop() !== null, whyNoDesktop() ?? '')
test.use({ isShared: true })

const title = 'پروندهٔ درمانگاه ۷'
const sentence = 'آن‌ها در زمستان به درمانگاه می‌روند.'

/** A new archive with one record, open in the window. */
async function createArchive(app: Page): Promise<{ id: string; path: string; record: RecordId }> {
  const { id, path } = await callFromPage(app, 'archive.create', { title })
  const { ids } = await callFromPage(app, 'records.create', {
    kind: 'statement',
    title: sentence,
    text: sentence,
  })
  return { id, path, record: ids[0] as RecordId } // just created above
}

test('backs up to a folder chosen in the dialog, restores to another and opens it', async ({
  app,
  electron,
  home,
}) => {
  const { id, record } = await createArchive(app)
  const [stick, into] = [join(home, 'پشتیبان'), join(home, 'restored')]
  for (const folder of [stick, into]) await mkdir(folder)
  const dialog = await openFromMenu(app, 'Back up…', 'Back up')
  const choose = dialog.getByRole('button', { name: 'Choose a folder…' })
  await stubDialog(electron, [])
  await choose.click()
  await expect(dialog).toContainText('This archive has never been backed up from this computer.')
  await stubDialog(electron, [stick])
  await choose.click()
  await expect(dialog).toContainText('The backup was restored, verified and compared')
  expect(await readdir(join(stick, id))).toEqual(expect.arrayContaining(['generations', 'objects']))

  await dialog.getByRole('button', { name: 'Restore a backup…' }).click()
  await expect(dialog.getByRole('listitem')).toHaveText(/restored and compared on/)
  await stubDialog(electron, [into])
  await dialog.getByRole('button', { name: 'Restore into a folder…' }).click()
  await expect(app.getByText('Restored, with 1 file.')).toBeVisible()
  await expect(dialog).toBeHidden()
  expect(await callFromPage(app, 'archive.describe', {})).toMatchObject({ path: into, title })
  expect(await callFromPage(app, 'records.get', { id: record })).toMatchObject({ title: sentence })
  await expectIntact(app)
})

test('merges a copy chosen in the folder dialog, and decides what both had changed', async ({
  app,
  electron,
  home,
}) => {
  const { id, path, record } = await createArchive(app)
  await callFromPage(app, 'archive.create', { title: 'In between' })
  const copy = join(home, 'نسخهٔ دیگر')
  await cp(path, copy, { recursive: true })
  const theirs = join(home, 'their computer')
  await callFromPage(app, 'archive.open', { id })
  await app.reload()
  await callFromPage(app, 'records.edit', { ids: [record], set: { title: 'از ما' } })
  await holdfast(theirs, 'adopt', '--archive', copy)
  await holdfast(theirs, 'edit', record, '--set', 'title=از آن‌ها', '--archive', copy)
  await writeFile(join(home, 'letter.txt'), 'Only there')
  await holdfast(theirs, 'import', join(home, 'letter.txt'), '--archive', copy)

  const dialog = await openFromMenu(app, 'Merge another copy…', 'Merge another copy')
  await stubDialog(electron, [copy])
  await dialog.getByRole('button', { name: 'Choose the other copy’s folder…' }).click()
  const chosen = dialog.getByRole('region', { name: 'The chosen copy' })
  await expect(chosen).toContainText('نسخهٔ دیگر')
  await expect(chosen).toContainText('One field was changed in both copies.')
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(dialog).toContainText('1 file came in.')
  await dialog.getByRole('button', { name: 'Take this: Title: This copy' }).click()
  await expect(dialog).toContainText('There is nothing to decide.')
  await app.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await callFromPage(app, 'records.get', { id: record })).toMatchObject({ title: 'از ما' })
  expect((await callFromPage(app, 'search.find', { query: '"Only there"' })).total).toBe(1)
  await expectIntact(app)
})

test('a folder that is not a backup, and one that is another archive, are refused with what to do', async ({
  app,
  electron,
  home,
}) => {
  await createArchive(app)
  const backup = await openFromMenu(app, 'Back up…', 'Back up')
  await stubDialog(electron, [home])
  await backup.getByRole('button', { name: 'Restore a backup…' }).click()
  await expect(backup.getByRole('alert')).toContainText('Choose the folder the backup was made in')
  await app.keyboard.press('Escape')
  await expect(backup).toBeHidden()
  const merge = await openFromMenu(app, 'Merge another copy…', 'Merge another copy')
  const another = join(home, 'another')
  await holdfast(home, 'init', another, '--title', 'Another')
  await stubDialog(electron, [another])
  await merge.getByRole('button', { name: 'Choose the other copy’s folder…' }).click()
  await expect(merge.getByRole('alert')).toContainText('Choose a copy of the open archive')
})
