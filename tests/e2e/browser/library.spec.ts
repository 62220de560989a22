import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes } from '../support/accessibility.ts'
import { callFromPage, leaveWelcome } from '../support/calls.ts'
import { importLetter } from '../support/shell-client.ts'
import { expect, test } from '../support/fixtures.ts'
import { chooseFiles } from '../support/choose-files.ts'
import { expectShown, shownAddress } from '../support/record-pages.ts'

const texts = {
  'freedom.txt': 'Everyone has the right to freedom of movement and residence.',
  'آزادی.txt': 'هر کس حق دارد که از آزادی رفت و آمد بهره‌مند شود.',
  'clinic.txt': 'The clinic was closed in September 2014, the letter says.',
}

test.describe('the library', () => {
  test.use({ reads: 'clinic' })

  test('lists what was imported, with an exact count, and finds Persian typed with the Arabic yeh', async ({
    app,
  }) => {
    await expect(rows(app)).toHaveCount(3)
    await expect(app.getByRole('status').filter({ hasText: '3 records' })).toBeVisible()
    await app.keyboard.press('/')
    await app.keyboard.type('آزادي')
    await expect(rows(app)).toHaveCount(1)
    await expect(rows(app).locator('mark').first()).toHaveText('آزادی')
    await expect(rows(app)).toHaveAccessibleName(/1 of 1$/)
    await expectShown(app, /q=/)
  })

  test('returns with Escape to exactly the previous position', async ({ app }) => {
    await app.keyboard.press('j')
    await app.keyboard.press('j')
    const before = await shownAddress(app)
    await app.keyboard.press('/')
    await app.keyboard.type('clinic')
    await expect(rows(app)).toHaveCount(1)
    await app.keyboard.press('Escape')
    await expect(rows(app)).toHaveCount(3)
    expect(await shownAddress(app)).toBe(before)
    await expect(app.getByRole('listbox', { name: 'Records found' })).toBeFocused()
  })

  test('opens at the hit with Enter, gives the record focus, and Escape returns the focus', async ({
    app,
  }) => {
    await app.keyboard.press('/')
    await app.keyboard.type('September')
    await expect(rows(app)).toHaveCount(1)
    await app.keyboard.press('ArrowDown')
    await app.keyboard.press('Enter')
    const record = app.getByRole('main')
    await expect(record.getByText('The clinic was closed')).toBeVisible()
    await expect(record).toBeFocused()
    await app.keyboard.press('Escape')
    await expect(app.getByRole('listbox', { name: 'Records found' })).toBeFocused()
    await app.keyboard.press('f')
    await expect(app.getByRole('listbox', { name: 'Records found' })).toBeHidden()
    await app.keyboard.press('Escape')
    await expect(app.getByRole('listbox', { name: 'Records found' })).toBeVisible()
  })

  test('leads with Escape from the record to the list, and from a search to all records', async ({ app }) => {
    await app.keyboard.press('/')
    await app.keyboard.type('clinic')
    await app.keyboard.press('Enter')
    await app.keyboard.press('Enter')
    await expect(app.getByRole('main')).toBeFocused()
    await app.keyboard.press('Escape')
    await app.keyboard.press('Escape')
    await expectShown(app, /#\/records\?q=clinic$/)
    await app.keyboard.press('Escape')
    await expectShown(app, /#\/records$/)
    await expect(rows(app)).toHaveCount(3)
  })

  test('filters are chips and facets of one model, and Back removes one', async ({ app }) => {
    await app.getByRole('button', { name: /^Persian/ }).click()
    await expect(rows(app)).toHaveCount(1)
    const chips = app.getByRole('list', { name: 'Filters' })
    await expect(chips.getByText('Language: Persian')).toBeVisible()
    await app.getByRole('button', { name: /^Videos/ }).click()
    await expect(app.getByText('Nothing found').first()).toBeVisible()
    await app.getByRole('button', { name: 'Without “Videos”' }).click()
    await expect(rows(app)).toHaveCount(1)
    await app.goBack()
    await expect(chips.getByText('Videos')).toBeVisible()
    await app.goBack()
    await expect(chips.getByText('Videos')).toBeHidden()
    await chips.getByRole('button', { name: 'Remove the filter Language: Persian' }).click()
    await expect(rows(app)).toHaveCount(3)
  })

  test('quick open runs commands and opens records', async ({ app }) => {
    await openQuickly(app)
    await app.keyboard.type('clinci')
    await expect(app.getByRole('dialog').getByRole('option').first()).toHaveAccessibleName(/^clinic/)
    await app.keyboard.press('Enter')
    await expect(app.getByRole('main').getByText('The clinic was closed')).toBeVisible()
    await openQuickly(app)
    // After a letter was deleted, no line is marked.
    await app.keyboard.type('keyboard mapp')
    await app.keyboard.press('Backspace')
    await expect(app.getByRole('option', { name: /^Keyboard shortcuts/ }).first()).toBeVisible()
    await app.keyboard.press('Enter')
    await expect(app.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  })

  test('F6 cycles through the panes, and narrow windows fold the side pane', async ({ app }) => {
    await app.keyboard.press('l')
    await app.keyboard.press('F6')
    await expect(app.getByRole('main')).toBeFocused()
    await app.keyboard.press('F6')
    await expect(app.getByRole('complementary').locator(':focus')).toHaveCount(1)
    await app.setViewportSize({ width: 1024, height: 640 })
    await expect(app.getByRole('complementary')).toBeHidden()
    await app.getByRole('button', { name: 'Archive and filters' }).click()
    await expect(app.getByRole('complementary')).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(app.getByRole('complementary')).toBeHidden()
  })

  test('breaks no rule of WCAG AA, in light and dark', async ({ app }) => {
    await app.keyboard.press('/')
    await app.keyboard.type('the')
    await app.keyboard.press('ArrowDown')
    await app.keyboard.press('Space')
    await expect(app.getByText('1 marked')).toBeVisible()
    await expectAccessibleInBothThemes(app)
    await app.keyboard.press('?')
    await expect(app.getByRole('dialog')).toBeVisible()
    await expectAccessibleInBothThemes(app)
  })
})

test.describe('the library, when it is changed', () => {
  test.use({ newArchive: 'Case of the clinic' })
  test.beforeEach(async ({ client }) => {
    for (const [name, text] of Object.entries(texts)) await importLetter(client, name, text)
  })

  test('counts the tags of the results, as it counts everything else', async ({ app }) => {
    const { hits } = await callFromPage(app, 'search.find', {})
    const { id } = await callFromPage(app, 'tags.create', { path: 'medical' })
    await callFromPage(app, 'tags.apply', { ids: hits.map((hit) => hit.id), add: [id] })
    const tag = app.getByRole('treegrid', { name: 'Tags' }).getByRole('row', { name: 'medical' })
    await expect(tag).toContainText('3')
    await app.keyboard.press('/')
    await app.keyboard.type('clinic')
    await expect(rows(app)).toHaveCount(1)
    await expect(tag).toContainText('1')
  })

  test('selects with the keyboard, withdraws with a reason, and undo restores', async ({ app }) => {
    await app.keyboard.press('l')
    await app.keyboard.press('Space')
    await app.keyboard.press('Shift+ArrowDown')
    await expect(app.getByText('2 marked')).toBeVisible()
    await app.keyboard.press('ControlOrMeta+a')
    await expect(app.getByText('3 marked')).toBeVisible()
    await app.getByRole('button', { name: 'Withdraw…' }).click()
    await app.getByLabel('Reason').fill('imported twice')
    await app.getByRole('button', { name: 'Withdraw', exact: true }).click()
    await expect(app.getByText('This archive is empty')).toBeVisible()
    await app.keyboard.press('ControlOrMeta+z')
    await expect(app.getByText(/^Undone: 3 records withdrawn/)).toBeVisible()
    await expect(rows(app)).toHaveCount(3)
  })

  test('keeps new records waiting, so that rows never move under the reader', async ({ app }) => {
    await app.getByRole('button', { name: /^Sort by/ }).click()
    await app.getByRole('menuitemradio', { name: 'Title' }).click()
    // The address changes before the rows do.
    await expect(rows(app)).toHaveText([/آزادی\.txt/, /clinic\.txt/, /freedom\.txt/])
    await callFromPage(app, 'records.create', { kind: 'statement', title: '0 comes first', text: 'First.' })
    await expect(app.getByText('4 records')).toBeVisible()
    await expect(rows(app).first()).toHaveAccessibleName(/آزادی\.txt/)
    await app.getByRole('button', { name: '1 new. Show' }).click()
    await expect(rows(app).first()).toHaveAccessibleName(/0 comes first/)
  })
})

test('a new archive is created and filled from the window', async ({ app, home }) => {
  await leaveWelcome(app)
  await startArchive(app, 'Case of the clinic')
  await importFiles(app, home, texts)
})

const rows = (app: Page) => app.getByRole('listbox', { name: 'Records found' }).getByRole('option')

async function startArchive(app: Page, title: string): Promise<void> {
  await app.getByRole('button', { name: /^Archive: / }).click()
  await app.getByRole('menuitem', { name: 'New archive…' }).click()
  await app.getByLabel('Title').fill(title)
  await app.getByRole('button', { name: 'Create archive' }).click()
  await expect(app.getByText('This archive is empty')).toBeVisible()
}

async function importFiles(app: Page, home: string, files: Readonly<Record<string, string>>): Promise<void> {
  const paths = Object.keys(files).map((name) => join(home, name))
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text)
  await chooseFiles(app, paths, () => app.getByRole('button', { name: 'Import files…' }).click())
  await expect(rows(app)).toHaveCount(paths.length)
  await app.getByRole('region', { name: 'Import result' }).getByRole('button', { name: 'Close' }).click()
}

/** Presses Ctrl-K and returns the box that opens, ready for typing. */
async function openQuickly(app: Page): Promise<void> {
  await app.keyboard.press('ControlOrMeta+k')
  await expect(app.getByRole('dialog').locator('input:focus')).toHaveCount(1)
}
