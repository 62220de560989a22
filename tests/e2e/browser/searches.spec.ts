import type { Page } from '@playwright/test'
import { expectAccessiblePage } from '../support/accessibility.ts'
import { callFromPage } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectShown } from '../support/record-pages.ts'

test.describe('saved searches', () => {
  test.use({ newArchive: 'Searches' })
  test.beforeEach(async ({ client }) => {
    for (const [title, text] of [
      ['First', 'The clinic was closed.'],
      ['دوم', 'درمانگاه بسته شد.'],
    ] as const)
      await client.call('records.create', { kind: 'statement', title, text })
  })

  test('are saved from the search box, count their records, and open as they were typed', async ({ app }) => {
    await expect(app.getByText('Saved searches appear here')).toBeVisible()
    await app.keyboard.press('/')
    await app.keyboard.type('clinic')
    await app.getByRole('button', { name: /^Statements/ }).click()
    await app.getByRole('button', { name: 'Save this search…' }).click()
    const dialog = app.getByRole('dialog', { name: 'Save this search' })
    await expect(dialog.getByText('clinic · 1 filter')).toBeVisible()
    await app.keyboard.type('درمانگاه')
    await app.keyboard.press('Enter')
    await expect(saved(app, /^درمانگاه/)).toContainText('1')
    await callFromPage(app, 'records.create', { kind: 'statement', title: 'Third', text: 'A clinic again.' })
    await expect(saved(app, /^درمانگاه/)).toContainText('2')
    await app.getByRole('button', { name: 'Clear all' }).click()
    await app.getByRole('button', { name: 'Clear the search' }).click()
    await expect(rows(app)).toHaveCount(3)
    await saved(app, /^درمانگاه/).click()
    await expect(rows(app)).toHaveCount(2)
    await expectShown(app, /q=clinic.*kind=statement/)
    await expect(app.getByRole('button', { name: /^Saved as/ })).toBeVisible()
  })

  test('are renamed, updated and removed, each of which can be undone', async ({ app }) => {
    await callFromPage(app, 'saved-searches.create', { name: 'Clinic', query: 'clinic' })
    await openMenu(app, 'Clinic')
    await app.getByRole('menuitem', { name: 'Rename…' }).click()
    await app.keyboard.type('The clinic')
    await app.keyboard.press('Enter')
    await expect(saved(app, /^The clinic/)).toContainText('1')
    await app.keyboard.press('/')
    await app.keyboard.type('درمانگاه')
    await openMenu(app, 'The clinic')
    await app.getByRole('menuitem', { name: 'Update to the current search' }).click()
    await expect(app.getByRole('button', { name: /^Saved as/ })).toBeVisible()
    await openMenu(app, 'The clinic')
    await app.getByRole('menuitem', { name: 'Remove' }).click()
    await expect(saved(app, /clinic/)).toHaveCount(0)
    await app.keyboard.press('ControlOrMeta+z')
    await expect(app.getByText(/^Undone: saved search .* changed/)).toBeVisible()
    await expect(saved(app, /^The clinic/)).toBeVisible()
  })

  test('match what the list shows: half a word becomes the complete word before it is saved', async ({
    app,
  }) => {
    await app.keyboard.press('/')
    await app.keyboard.type('clos')
    await expect(rows(app)).toHaveCount(1)
    await app.getByRole('button', { name: 'Save this search…' }).click()
    const dialog = app.getByRole('dialog', { name: 'Save this search' })
    await expect(dialog.getByText(/It finds no records now.*add \*/)).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(rows(app)).toHaveCount(1)
    await app.getByRole('button', { name: 'Save this search…' }).click()
    await expect(dialog).toBeVisible()
    await app.keyboard.type('Half')
    await app.keyboard.press('Enter')
    await expect(saved(app, /^Half/)).toContainText('0')
    await expect(rows(app)).toHaveCount(0)
  })

  test('are offered by quick open, even with a typo', async ({ app }) => {
    await callFromPage(app, 'saved-searches.create', { name: 'Access to the clinic', query: 'clinic' })
    await app.keyboard.press('ControlOrMeta+k')
    await expect(app.getByRole('dialog', { name: 'Quick open' })).toBeVisible()
    await app.keyboard.type('acess to the clinc')
    await expect(app.getByRole('option', { name: /Access to the clinic/ }).first()).toContainText(
      'Saved search',
    )
    await app.keyboard.press('Enter')
    await expect(rows(app)).toHaveCount(1)
    await expectShown(app, /q=clinic/)
  })

  test('open from quick open when their name and Enter are typed without a pause', async ({ app }) => {
    await callFromPage(app, 'saved-searches.create', { name: 'Undo of the clinic', query: 'clinic' })
    await callFromPage(app, 'saved-searches.create', { name: 'آزادی', query: 'درمانگاه' })
    for (const name of ['آزاد', 'of the clinic']) {
      await app.keyboard.press('ControlOrMeta+k')
      await expect(app.getByRole('dialog', { name: 'Quick open' })).toBeVisible()
      await app.keyboard.type(name)
      await app.keyboard.press('Enter')
      await expect(app.getByRole('dialog')).toHaveCount(0)
      await expect(rows(app)).toHaveCount(1)
    }
    await expectShown(app, /q=clinic/)
    await expect(section(app).getByRole('listitem')).toHaveCount(2)
  })

  test('break no rule of WCAG AA', async ({ app }) => {
    await callFromPage(app, 'saved-searches.create', { name: 'Clinic', query: 'clinic' })
    await saved(app, /^Clinic/).click()
    await expect(rows(app)).toHaveCount(1)
    await expectAccessiblePage(app)
    await app.getByRole('button', { name: /^Saved as/ }).click()
    await expect(app.getByRole('dialog')).toBeVisible()
    await expectAccessiblePage(app)
  })
})

const rows = (app: Page) => app.getByRole('listbox', { name: 'Records found' }).getByRole('option')
const section = (app: Page) => app.getByRole('region', { name: 'Saved searches' })
const saved = (app: Page, name: RegExp) => section(app).getByRole('button', { name })

async function openMenu(app: Page, name: string): Promise<void> {
  await saved(app, new RegExp(`^${name}`)).hover()
  await section(app)
    .getByRole('button', { name: new RegExp(`^Actions for the saved search .?${name}`) })
    .click()
}
