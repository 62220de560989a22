import type { Page } from '@playwright/test'
import { expectAccessiblePage } from '../support/accessibility.ts'
import { callFromPage } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'

test.describe('aliases', () => {
  test.use({ newArchive: 'Names' })
  test.beforeEach(async ({ client }) => {
    for (const [title, text] of [
      ['A letter', 'A letter from Ashraf.'],
      ['نامه', 'نامه‌ای از اشرف.'],
    ] as const)
      await client.call('records.create', { kind: 'statement', title, text })
  })

  test('are added from the menu next to the search box, and the list on screen follows them', async ({
    app,
  }) => {
    await app.keyboard.press('/')
    await app.keyboard.type('Khalis')
    await expect(app.getByText('Nothing found').first()).toBeVisible()
    const dialog = await openNames(app)
    await expect(dialog.getByText('No aliases yet')).toBeVisible()
    await app.keyboard.type('Khalis, Ashraf، اشرف')
    await app.keyboard.press('Enter')
    await expect(groups(app)).toHaveCount(1)
    await expect(dialog.getByText('1 group', { exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(rows(app)).toHaveCount(2)
    await app.keyboard.press('ControlOrMeta+z')
    await expect(app.getByText(/^Undone: aliases .* changed/)).toBeVisible()
    await expect(app.getByText('Nothing found').first()).toBeVisible()
  })

  test('are edited in place and removed, each of which can be undone; a refusal gives its reason', async ({
    app,
  }) => {
    await callFromPage(app, 'aliases.create', { names: ['Liberty', 'لیبرتی'] })
    const dialog = await openNames(app)
    await app.keyboard.type('ليبرتي, Hurriya')
    await app.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('Another group already has the name')
    await dialog.getByRole('button', { name: /^Edit .*Liberty/ }).click()
    const names = dialog.getByLabel(/^Aliases of/)
    await expect(names).toBeFocused()
    await app.keyboard.press('End')
    await names.fill('Liberty, لیبرتی, Hurriya')
    await app.keyboard.press('Enter')
    await expect(groups(app).first()).toContainText('Hurriya')
    await dialog.getByRole('button', { name: /^Remove .*Liberty/ }).click()
    await expect(groups(app)).toHaveCount(0)
    await app.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await expect(groups(app)).toHaveCount(1)
  })

  test('break no rule of WCAG AA', async ({ app }) => {
    await callFromPage(app, 'aliases.create', { names: ['Liberty', 'لیبرتی'] })
    const dialog = await openNames(app)
    await dialog.getByRole('button', { name: /^Edit .*Liberty/ }).click()
    await expectAccessiblePage(app)
  })
})

const rows = (app: Page) => app.getByRole('listbox', { name: 'Records found' }).getByRole('option')
const groups = (app: Page) => app.getByRole('list', { name: 'Alias groups' }).getByRole('listitem')

async function openNames(app: Page) {
  await app.getByRole('button', { name: 'More ways to search' }).click()
  await app.getByRole('menuitem', { name: 'Aliases…' }).click()
  return app.getByRole('dialog', { name: 'Aliases' })
}
