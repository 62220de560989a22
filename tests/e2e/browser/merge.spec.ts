import { cp, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { verifyArchive } from '../../../electron/core/verification/verify-archive.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { expectIntact, openFromMenu } from '../support/archive-dialogs.ts'
import { callFromPage } from '../support/calls.ts'
import { holdfast } from '../support/command-line.ts'
import { archiveTitle, expect, test } from '../support/desktop-page.ts'
import { goTo, openPanel } from '../support/record-pages.ts'

const first = 'آن‌ها در زمستان به درمانگاه می‌روند.'
const mine = 'آن‌ها در تابستان به درمانگاه نمی‌روند.'
const theirs = 'آن‌ها هرگز به درمانگاه نرفتند.'

const button = (within: Locator, name: string) => within.getByRole('button', { name, exact: true })
const chosen = (dialog: Locator) => dialog.getByRole('region', { name: 'The chosen copy' })
const openMerge = (app: Page) => openFromMenu(app, 'Merge another copy…', 'Merge another copy')

async function createRecord(app: Page, title: string): Promise<RecordId> {
  const { ids } = await callFromPage(app, 'records.create', { kind: 'statement', title, text: title })
  return ids[0] as RecordId // just created above
}

/** A copy of the open archive, made as a user makes it: while it is closed. */
async function copyOf(app: Page, home: string): Promise<string> {
  const { id, path } = (await callFromPage(app, 'archive.describe', {}))!
  await callFromPage(app, 'archive.create', { title: 'In between' })
  const copy = join(home, 'copy of another person')
  await cp(path, copy, { recursive: true })
  await callFromPage(app, 'archive.open', { id })
  await app.reload()
  return copy
}

test.describe('two copies that were worked on separately', () => {
  let record: RecordId
  let other: RecordId
  let copy: string
  let theirHome: string

  test.beforeEach(async ({ app, home }) => {
    record = await createRecord(app, first)
    other = await createRecord(app, 'A letter')
    copy = await copyOf(app, home)
    theirHome = join(home, 'their computer')
    await callFromPage(app, 'settings.edit', { personName: 'مریم' })
    await callFromPage(app, 'records.edit', { ids: [record], set: { title: mine, rights: 'ours' } })
    await callFromPage(app, 'records.edit', { ids: [other], set: { title: 'A letter, corrected here' } })
    const there = ['--archive', copy]
    await holdfast(theirHome, 'adopt', ...there)
    await holdfast(theirHome, 'edit', record, '--set', `title=${theirs}`, '--set', 'rights=theirs', ...there)
    await holdfast(theirHome, 'edit', other, '--set', 'title=A letter, corrected there', ...there)
    await writeFile(join(home, 'نامه.txt'), 'نامه‌ای که تنها آن‌جاست')
    await holdfast(theirHome, 'import', join(home, 'نامه.txt'), ...there)
  })

  test('are compared, merged and decided, each field differently; both verify', async ({ app, folders }) => {
    const dialog = await openMerge(app)
    folders.push(copy)
    await button(dialog, 'Choose the other copy’s folder…').click()
    const look = chosen(dialog)
    await expect(look).toContainText(archiveTitle)
    await expect(look).toContainText('copy of another person')
    await expect(look.locator('bdi').first()).toHaveCSS('direction', 'rtl')
    await expect(look).toContainText(/\d+ ledger lines and 1 file \(\d+ bytes\) would come in\./)
    await expect(look).toContainText(/Its latest change is by .+, \w{3} \d/)
    await expect(look).toContainText('3 fields were changed in both copies.')
    await expectAccessibleDialog(app)
    expect((await callFromPage(app, 'records.get', { id: record })).title).toBe(mine)

    await button(dialog, 'Merge').click()
    await expect(dialog).toContainText(/Merged: \d+ ledger lines and 1 file came in\./)
    await expect(dialog.getByRole('heading', { level: 3 })).toHaveText('3 fields were changed in both copies')
    const titles = sidesOf(dialog, record, 'Title')
    await expect(titles.mine).toContainText(mine)
    await expect(titles.mine).toContainText('مریم')
    await expect(titles.theirs).toContainText(theirs)
    await expect(titles.theirs).toContainText('current')
    for (const side of [titles.mine, titles.theirs])
      await expect(side.locator('.conflict-value bdi')).toHaveCSS('direction', 'rtl')
    await expectAccessibleDialog(app)

    // One for each side, and the last with the keyboard alone.
    await titles.mine.getByRole('button').click()
    await expect(dialog.getByRole('heading', { level: 3 })).toHaveText('2 fields were changed in both copies')
    await sidesOf(dialog, record, 'Rights').theirs.getByRole('button').click()
    await expect(dialog.getByRole('heading', { level: 3 })).toHaveText('One field was changed in both copies')
    await sidesOf(dialog, other, 'Title').mine.getByRole('button').press('Enter')
    await expect(dialog).toContainText('There is nothing to decide.')
    await app.keyboard.press('Escape')
    await expect(dialog).toBeHidden()

    expect(await callFromPage(app, 'records.get', { id: record })).toMatchObject({
      title: mine,
      rights: 'theirs',
    })
    expect((await callFromPage(app, 'records.get', { id: other })).title).toBe('A letter, corrected here')
    const found = await callFromPage(app, 'search.find', { query: 'تنها' })
    expect(found.hits.map(({ title }) => title)).toEqual(['نامه.txt'])
    await goTo(app, `#/records/${record}`)
    await expect(app.getByRole('heading', { level: 1 })).toHaveText(mine)
    const items = (await openPanel(app, 'History')).locator('ol > li')
    await expect(items.first()).toContainText('decided what two copies had changed apart: 1 field')
    await expect(items.filter({ hasText: theirs })).not.toHaveCount(0)
    await expectIntact(app)
    expect((await verifyArchive(copy)).damages).toEqual([])
  })

  test('are decided in the opposite direction, all at once, after the dialog was closed; that is undone, and an edit decides', async ({
    app,
    folders,
  }) => {
    let dialog = await openMerge(app)
    folders.push(copy)
    await button(dialog, 'Choose the other copy’s folder…').click()
    await button(dialog, 'Merge').click()
    await expect(dialog).toContainText(/^.*Merged:/)
    await app.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    dialog = await openMerge(app)
    await expect(dialog).not.toContainText('Merged:')
    await button(dialog, 'Keep all current values').click()
    await expect(dialog).toContainText('There is nothing to decide.')
    expect(await callFromPage(app, 'records.get', { id: record })).toMatchObject({
      title: theirs,
      rights: 'theirs',
    })
    folders.push(copy)
    await button(dialog, 'Choose the other copy’s folder…').click()
    await expect(chosen(dialog)).toContainText('The other copy has nothing that is missing here.')
    await expect(button(dialog, 'Merge')).toHaveCount(0)
    await app.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await app.keyboard.press('ControlOrMeta+z')
    await expect(app.getByText(/^Undone:/)).toBeVisible()
    dialog = await openMerge(app)
    await expect(dialog).toContainText('3 fields were changed in both copies')

    // A conflict leads to its record.
    await dialog.getByRole('listitem').filter({ hasText: other }).getByRole('link').click()
    await expect(dialog).toBeHidden()
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('A letter, corrected there')
    await app.getByRole('button', { name: /^Title: / }).click()
    await app.keyboard.press('ControlOrMeta+a')
    await app.keyboard.insertText('A letter, as it is')
    await app.keyboard.press('Enter')
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('A letter, as it is')
    expect(await callFromPage(app, 'merges.conflicts', {})).toHaveLength(2)
  })
})

test.describe('with a large file', () => {
  test.use({ isOnDisk: true })

  test('a long merge shows its progress, and when stopped it leaves the archive as it was', async ({
    app,
    home,
    host,
    folders,
  }) => {
    await createRecord(app, first)
    const copy = await copyOf(app, home)
    const large = join(home, 'ویدیو.bin')
    const file = await open(large, 'w')
    await file.truncate(256 << 20)
    await file.close()
    await holdfast(join(home, 'their computer'), 'adopt', '--archive', copy)
    await holdfast(join(home, 'their computer'), 'import', large, '--archive', copy)
    const { path } = (await callFromPage(app, 'archive.describe', {}))!
    const vault = async () => (await readdir(join(path, 'vault'), { recursive: true })).filter(isHash)
    const before = await vault()

    const dialog = await openMerge(app)
    const merge = async () => {
      folders.push(copy)
      await dialog.getByRole('button', { name: /^Choose/ }).click()
      await expect(chosen(dialog)).toContainText('1 file (268 MB) would come in.')
      await button(dialog, 'Merge').click()
    }
    await merge()
    const bar = dialog.getByRole('progressbar')
    await expect(bar).toHaveAttribute('aria-valuenow', /^\d/)
    host.kill('SIGSTOP')
    await expect(bar).toContainText(/ of 268 MB/)
    await expectAccessibleDialog(app)
    await button(dialog, 'Stop').click()
    await expect(button(dialog, 'Stopping…')).toBeDisabled()
    host.kill('SIGCONT')
    await expect(dialog.getByRole('status')).toContainText('The merge was stopped. The archive is unchanged')
    await expect(dialog.getByRole('alert')).toHaveCount(0)
    expect(await vault()).toEqual(before)
    expect(await readdir(join(path, 'inbox'))).not.toContain('merge')

    await merge()
    await expect(bar).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(app.getByText('The other copy was merged.')).toBeVisible()
    expect(await vault()).toHaveLength(before.length + 1)
  })
})

test('folders that cannot be used are refused with what to do, and nothing is changed', async ({
  app,
  home,
  folders,
}) => {
  const record = await createRecord(app, first)
  const copy = await copyOf(app, home)
  const { path } = (await callFromPage(app, 'archive.describe', {}))!
  const theirHome = join(home, 'their computer')
  await holdfast(theirHome, 'adopt', '--archive', copy)
  await holdfast(theirHome, 'edit', record, '--set', `title=${theirs}`, '--archive', copy)
  const another = join(home, 'دیگر')
  await holdfast(theirHome, 'init', another, '--title', 'پروندهٔ دیگر')
  const empty = join(home, 'empty')
  await mkdir(empty)
  const dialog = await openMerge(app)
  const alert = dialog.getByRole('alert')
  for (const [folder, code, advice] of [
    [another, 'merges.other-archive', 'پروندهٔ دیگر'],
    [another, 'merges.other-archive', 'Choose a copy of the open archive'],
    [empty, 'archive.not-an-archive', 'Nothing in it was changed.'],
    [path, 'merges.same-folder', 'Choose the other copy’s folder.'],
  ] as const) {
    folders.push(folder)
    await dialog.getByRole('button', { name: /^Choose/ }).click()
    await expect(alert).toContainText(code)
    await expect(alert).toContainText(advice)
    await expect(button(dialog, 'Merge')).toHaveCount(0)
  }
  await expectAccessibleDialog(app)
  const object = (await readdir(join(copy, 'vault'), { recursive: true })).find(isHash)!
  folders.push(copy)
  await dialog.getByRole('button', { name: /^Choose/ }).click()
  await expect(chosen(dialog)).toContainText('would come in')
  await damage(join(copy, 'vault', object))
  await button(dialog, 'Merge').click()
  await expect(alert).toContainText('merges.damaged')
  await expect(alert).toContainText('nothing was merged')
  expect((await callFromPage(app, 'records.get', { id: record })).title).toBe(first)
})

const isHash = (name: string): boolean => /[0-9a-f]{64}$/.test(name)

/** Objects of the vault are write-protected, so another file takes its place. */
async function damage(path: string): Promise<void> {
  await rm(path)
  await writeFile(path, 'other bytes')
}

/** The two sides of a field of a record that both copies changed. */
function sidesOf(dialog: Locator, record: RecordId, field: string): { mine: Locator; theirs: Locator } {
  const section = dialog
    .getByRole('listitem')
    .filter({ hasText: record })
    .getByRole('group', { name: field, exact: true })
  return {
    mine: section.getByRole('group', { name: 'This copy', exact: true }),
    theirs: section.getByRole('group', { name: 'The other copy', exact: true }),
  }
}
