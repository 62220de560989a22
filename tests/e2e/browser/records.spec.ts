import type { Page } from '@playwright/test'
import type { RecordId } from '../../../shared/model/ids.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { callFromPage, importFile, keyOf } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, openPanel, shownAddress } from '../support/record-pages.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test.describe('a record', () => {
  test.use({ newArchive: 'Letters' })

  test('has its title edited in place: Enter keeps, Escape discards, undo reverses it', async ({ app }) => {
    const id = await openText(app)
    const title = app.getByRole('button', { name: /^Title: / })
    await title.click()
    await app.keyboard.press('Control+a')
    await app.keyboard.insertText('نامهٔ پزشکان')
    await app.keyboard.press('Enter')
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('نامهٔ پزشکان')
    await expect(app.getByRole('heading', { level: 1 })).toHaveCSS('direction', 'rtl')
    await title.focus()
    await app.keyboard.press('Enter')
    await app.keyboard.type('Something else')
    await app.keyboard.press('Escape')
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('نامهٔ پزشکان')
    await app.keyboard.press('Control+z')
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('letter.txt')
    expect((await callFromPage(app, 'records.get', { id })).title).toBe('letter.txt')
  })

  test('shows the characters that change the direction of writing in a title, and keeps them when it is edited', async ({
    app,
  }) => {
    const id = await openText(app)
    const turned = 'نامه\u202efdp.exe'
    await callFromPage(app, 'records.edit', { ids: [id], set: { title: turned } })
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('نامه↔fdp.exe')
    await app.getByRole('button', { name: /^Title: / }).click()
    await expect(app.getByRole('textbox', { name: 'Title' })).toHaveValue(turned)
    await app.keyboard.press('End')
    await app.keyboard.insertText('!')
    await app.keyboard.press('Enter')
    await expect(app.getByRole('heading', { level: 1 })).toHaveText(/↔.*!|!.*↔/)
    expect((await callFromPage(app, 'records.get', { id })).title).toContain('\u202e')
  })

  test('keeps a Persian date as stated and shows the date derived from it during typing', async ({ app }) => {
    const id = await openText(app)
    const details = await openPanel(app, 'Details')
    await details.getByRole('button', { name: /^Date as stated/ }).click()
    await app.keyboard.insertText('۲۷ شهریور ۱۳۹۳')
    await expect(details.getByRole('textbox', { name: 'Derived date' })).toHaveValue('2014-09-18')
    await app.keyboard.press('Enter')
    await expect(details.getByText(/Derived: 2014-09-18/)).toBeVisible()
    const record = await callFromPage(app, 'records.get', { id })
    expect([record.dateStated, record.dateEdtf]).toEqual(['۲۷ شهریور ۱۳۹۳', '2014-09-18'])
  })

  test('lets the derived date be set by hand, and refuses what is not a date', async ({ app }) => {
    const id = await openText(app)
    const details = await openPanel(app, 'Details')
    await details.getByRole('button', { name: /^Date as stated/ }).click()
    await app.keyboard.insertText('the autumn before the move')
    const derived = details.getByRole('textbox', { name: 'Derived date' })
    await derived.fill('Octember')
    await expect(details.getByText(/^Write it as YYYY/)).toBeVisible()
    await derived.fill('2011-10')
    await app.keyboard.press('Enter')
    await expect(details.getByText(/Derived: 2011-10/)).toBeVisible()
    const record = await callFromPage(app, 'records.get', { id })
    expect([record.dateStated, record.dateEdtf]).toEqual(['the autumn before the move', '2011-10'])
  })

  test('keeps what is stated separate from what was verified, with the grade in words', async ({ app }) => {
    const id = await openText(app)
    const details = await openPanel(app, 'Details')
    const verified = details.getByRole('region', { name: 'What has been verified' })
    await expect(details.getByRole('region', { name: 'What the source states' })).not.toContainText(
      'Verification',
    )
    await expect(
      app.getByTitle('Source: reliability cannot be judged. Information: truth cannot be judged.'),
    ).toHaveText('F6')
    await verified.getByRole('button', { name: 'Verification' }).click()
    await app.getByRole('option', { name: 'Corroborated' }).click()
    await verified.getByRole('button', { name: /^Method/ }).click()
    await app.keyboard.type('compared with the letter of 2014')
    await app.keyboard.press('Control+Enter')
    await details.getByRole('button', { name: 'Source reliability' }).click()
    await app.getByRole('option', { name: 'B – usually reliable' }).click()
    await expect(app.getByTitle(/^Source: usually reliable/)).toHaveText('B6')
    await expect
      .poll(async () => (await callFromPage(app, 'records.get', { id })).verification)
      .toMatchObject({ status: 'corroborated', method: 'compared with the letter of 2014' })
  })

  test('counts named people and stated groups, and says that the sum is computed', async ({ app }) => {
    const id = await openText(app)
    await callFromPage(app, 'records.edit', { ids: [id], set: { kind: 'statement' } })
    const details = await openPanel(app, 'Details')
    for (const [label, count] of [
      ['physicians', '۵۷۱'],
      ['medical staff', '1,463'],
    ] as const) {
      await details.getByRole('button', { name: 'Add a group' }).click()
      await app.keyboard.type(label)
      await app.keyboard.press('Tab')
      await app.keyboard.insertText(count)
      await app.keyboard.press('Enter')
    }
    await expect(details.getByText('Total (calculated): 2,034')).toBeVisible()
    expect((await callFromPage(app, 'records.get', { id })).signatories).toEqual([
      { type: 'group', label: 'physicians', count: 571 },
      { type: 'group', label: 'medical staff', count: 1463 },
    ])
  })

  test('completes sources from those in use and creates tags on the way', async ({ app, client }) => {
    const [source] = (await client.call('records.create', { kind: 'statement', title: 'Another' })).ids
    const set = { sources: ['UN High Commissioner for Refugees'] }
    await client.call('records.edit', { ids: [source as RecordId], set })
    const id = await openText(app)
    const details = await openPanel(app, 'Details')
    await details.getByRole('button', { name: /^Sources:/ }).click()
    await app.keyboard.type('refugees')
    await app.getByRole('option', { name: /UN High Commissioner/ }).click()
    await app.keyboard.press('Escape')
    await details.getByRole('button', { name: /^Tags:/ }).click()
    await app.keyboard.type('letters/medical')
    await app.keyboard.press('Enter')
    await expect(details.getByText('letters/medical')).toBeVisible()
    await expect
      .poll(async () => (await callFromPage(app, 'records.get', { id })).sources)
      .toEqual(['UN High Commissioner for Refugees'])
  })

  test('shows its history in words, with the values before and after, and what undo reversed', async ({
    app,
  }) => {
    const id = await openText(app)
    await callFromPage(app, 'records.edit', { ids: [id], set: { reliability: 'B' } })
    await callFromPage(app, 'archive.undo', {})
    const entries = (await openPanel(app, 'History'))
      .getByRole('listitem')
      .filter({ hasText: /^(Undone|Changed|Imported)/ })
    await expect(entries).toHaveCount(3)
    await expect(entries.nth(0)).toContainText('Undone: Changed')
    await expect(entries.nth(1).locator('del')).toHaveText('F – reliability cannot be judged')
    await expect(entries.nth(1).locator('ins')).toHaveText('B – usually reliable')
    await expect(entries.nth(2)).toContainText('letter.txt')
  })

  test('is withdrawn only with a reason, and undo restores it', async ({ app }) => {
    const id = await openText(app)
    await app.getByRole('button', { name: 'More actions' }).click()
    await app.getByRole('menuitem', { name: /^Withdraw/ }).click()
    const dialog = app.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: 'Withdraw', exact: true })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('imported twice')
    await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect.poll(() => countOf(app, 'letter')).toBe(0)
    await app.keyboard.press('Control+z')
    await expect.poll(() => countOf(app, 'letter')).toBe(1)
    const history = await callFromPage(app, 'records.history', { id })
    expect(JSON.stringify(history)).toContain('imported twice')
  })

  test('is changed with others in one step: only the ticked fields, and undo reverses all of it', async ({
    app,
  }) => {
    const id = await openText(app)
    await goTo(app, '#/records?q=letter.txt')
    await expect(app.getByRole('listbox', { name: 'Records found' }).getByRole('option')).toHaveCount(1)
    await app.keyboard.press('l')
    await app.keyboard.press('x')
    await expect(app.getByText('1 marked')).toBeVisible()
    await app.keyboard.press('s')
    const dialog = app.getByRole('dialog', { name: 'Edit 1 record' })
    await expect(dialog.getByRole('button', { name: 'Change 1 record' })).toBeDisabled()
    await dialog.getByPlaceholder(/^such as 18 September/).fill('July 2009')
    await expect(dialog.getByRole('checkbox', { name: 'Date as stated' })).toBeChecked()
    await dialog.getByRole('button', { name: 'Change 1 record' }).click()
    await expect(dialog).toBeHidden()
    const changed = await callFromPage(app, 'records.get', { id })
    expect([changed.dateStated, changed.dateEdtf, changed.kind]).toEqual([
      'July 2009',
      '2009-07',
      'statement',
    ])
    await app.keyboard.press('Control+z')
    await expect.poll(async () => (await callFromPage(app, 'records.get', { id })).dateStated).toBe('')
  })

  test('is made from a pasted statement, kept letter for letter', async ({ app }) => {
    await app.getByRole('button', { name: 'Import', exact: true }).click()
    await app.getByRole('menuitem', { name: /^Paste a statement/ }).click()
    const dialog = app.getByRole('dialog', { name: 'Add a statement' })
    const text = 'بیانیهٔ پزشکان\n\nما خواهان دسترسی آزاد به درمان هستیم. '
    await dialog.getByRole('textbox', { name: 'Text' }).fill(text)
    await dialog.getByRole('textbox', { name: 'Date as stated' }).fill('October 2014')
    await app.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await app.getByRole('button', { name: 'Import', exact: true }).click()
    await app.getByRole('menuitem', { name: /^Paste a statement/ }).click()
    await expect(dialog.getByRole('textbox', { name: 'Text' })).toHaveValue(text)
    await dialog.getByRole('button', { name: 'Add the statement' }).click()
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('بیانیهٔ پزشکان')
    await expect(app.getByText('ما خواهان دسترسی آزاد')).toHaveCSS('direction', 'rtl')
    const id = /#\/records\/([^?]+)/.exec(await shownAddress(app))![1]!
    const [object] = (await callFromPage(app, 'records.get', { id: id as never })).objects
    const headers = await keyOf(app)
    const saved = await app.request.get(new URL(`/vault/${object!.hash}`, app.url()).href, { headers })
    expect(await saved.text()).toBe(text)
  })

  test('shows the full hash to copy, and the archive is verified in plain words', async ({ app }) => {
    const id = await openText(app)
    const files = await openPanel(app, 'Files')
    const [object] = (await callFromPage(app, 'records.get', { id })).objects
    await files.getByRole('button', { name: 'Copy', exact: true }).click()
    expect(await app.evaluate(() => navigator.clipboard.readText())).toBe(object!.hash)
    await files.getByRole('button', { name: 'Archive health' }).click()
    const health = app.getByRole('dialog', { name: 'Archive health' })
    await health.getByRole('button', { name: 'Verify the archive' }).click()
    await expect(health.getByText(/Intact\. \d+ file/)).toBeVisible()
  })

  test('keeps its panels as they were from record to record, and one key enters and leaves them', async ({
    app,
    client,
  }) => {
    await client.call('records.create', { kind: 'statement', title: 'Another', dateStated: '2014' })
    await openText(app)
    const details = app.getByRole('tabpanel', { name: 'Details' })
    await expect(details).toBeHidden()
    await app.keyboard.press('d')
    await expect(details).toBeVisible()
    await expect(app.getByRole('tab', { name: 'Details' })).toBeFocused()
    await app.keyboard.press('k')
    await expect(app.getByRole('heading', { level: 1 })).not.toHaveText('letter.txt')
    await expect(details).toBeVisible()
    await app.keyboard.press('d')
    await app.keyboard.press('d')
    await expect(details).toBeHidden()
    await expect(app.getByRole('main')).toBeFocused()
  })

  test('has no accessibility violation in any panel', async ({ app }) => {
    await openText(app)
    for (const name of ['Details', 'Citation', 'Files', 'History']) {
      await openPanel(app, name)
      await expectAccessible(app, '.record')
    }
  })
})

/** How many records a search for the name of the imported file finds. */
async function countOf(app: Page, name: string): Promise<number> {
  const found = await callFromPage(app, 'search.find', { query: name })
  return found.hits.filter((hit) => hit.names.includes(`${name}.txt`)).length
}

async function openText(app: Page) {
  const { record } = await importFile(app, 'letter.txt', 'A letter to the archive.')
  await goTo(app, `#/records/${record}`)
  await expect(app.getByRole('heading', { level: 1 })).toHaveText('letter.txt')
  return record!
}
