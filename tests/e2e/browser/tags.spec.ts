import type { Page } from '@playwright/test'
import { expectAccessiblePage } from '../support/accessibility.ts'
import { callFromPage } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'

test.describe('tags', () => {
  test.use({ newArchive: 'Tags' })
  test.beforeEach(async ({ client }) => {
    for (const title of ['First letter', 'Second letter', 'نامهٔ سوم'])
      await client.call('records.create', { kind: 'statement', title, text: `Text of ${title}` })
    await client.call('tags.create', { path: 'medical/access' })
  })

  test('many records are tagged at once by any part of a name, and undo reverses it', async ({ app }) => {
    await markAll(app)
    await app.keyboard.press('t')
    const picker = app.getByRole('dialog', { name: 'Tags of 3 records' })
    await app.keyboard.type('cces')
    await expect(picker.getByRole('option', { name: 'medical/access' })).toBeVisible()
    await app.keyboard.press('Enter')
    await expect(app.getByText('Tagged 3 records with “medical/access”.')).toBeVisible()
    await app.keyboard.press('Escape')
    await app.keyboard.press('Escape')
    await expect(picker).toBeHidden()
    await expect(tag(app, 'access')).toContainText('3')
    await expect(tag(app, 'medical')).toContainText('3')
    await app.keyboard.press('ControlOrMeta+z')
    await expect(app.getByText(/^Undone: Tags changed on 3 records/)).toBeVisible()
    await expect(tag(app, 'access')).toContainText('0')
    await app.keyboard.press('ControlOrMeta+Shift+z')
    await expect(tag(app, 'access')).toContainText('3')
  })

  test('letters typed before the list of tags is there find a tag, and Enter adds it', async ({
    page,
    app,
  }) => {
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.route(/\/assets\/parts-/, async (route) => {
      await released
      await route.continue()
    })
    await page.reload()
    await expect(rows(app)).toHaveCount(3)
    await markAll(app)
    await app.keyboard.press('t')
    await app.keyboard.type('cces')
    release()
    await expect(app.getByRole('option', { name: 'medical/access' })).toBeVisible()
    await app.keyboard.press('Enter')
    await expect(app.getByText('Tagged 3 records with “medical/access”.')).toBeVisible()
  })

  test('a new tag is created by Enter, and removed by Enter', async ({ app }) => {
    await rows(app).first().click()
    await app.keyboard.press('t')
    await app.keyboard.type('بیمارستان/دسترسی')
    await app.keyboard.press('Enter')
    const option = app.getByRole('dialog').getByRole('option', { name: /^بیمارستان\/دسترسی/ })
    await expect(option).toHaveAccessibleName(/on all$/)
    await option.click()
    await expect(option).not.toHaveAccessibleName(/on all$/)
    await app.getByRole('button', { name: 'Done' }).click()
    await expect(tag(app, 'بیمارستان')).toContainText('0')
  })

  test('a tag filters with its children, is renamed in place, and keeps its records', async ({ app }) => {
    await tagAll(app, 'medical/access')
    await tag(app, 'medical').click()
    await expect(app.getByText('Tag: medical')).toBeVisible()
    await expect(rows(app)).toHaveCount(3)
    await openTagMenu(app, 'access')
    await app.getByRole('menuitem', { name: 'Rename…' }).click()
    await app.getByLabel('New name of access').fill('access to care')
    await app.keyboard.press('Enter')
    await expect(tag(app, 'access to care')).toContainText('3')
    await expect(rows(app).first()).toContainText('medical/access to care')
    await app.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(tag(app, 'access')).toContainText('3')
  })

  test('a tag is moved under another and removed, and the removal can be undone', async ({ app }) => {
    await tagAll(app, 'medical/access')
    await callFromPage(app, 'tags.create', { path: 'legal' })
    await openTagMenu(app, 'access')
    await app.getByRole('menuitem', { name: 'Move under…' }).click()
    await app.getByRole('button', { name: /Under/ }).click()
    await app.getByRole('option', { name: 'legal' }).click()
    await app.getByRole('button', { name: 'Move', exact: true }).click()
    await expect(tag(app, 'legal')).toContainText('3')
    await expect(tag(app, 'medical')).toContainText('0')
    await openTagMenu(app, 'legal')
    await app.getByRole('menuitem', { name: 'Remove' }).click()
    await expect(tag(app, 'legal')).toHaveCount(0)
    await app.keyboard.press('ControlOrMeta+z')
    await expect(tag(app, 'legal')).toContainText('3')
  })

  test('the tag tree and the picker break no rule of WCAG AA', async ({ app }) => {
    await markAll(app)
    await app.keyboard.press('t')
    await expect(app.getByRole('dialog')).toBeVisible()
    await expectAccessiblePage(app)
  })
})

const rows = (app: Page) => app.getByRole('listbox', { name: 'Records found' }).getByRole('option')
const tag = (app: Page, label: string) =>
  app.getByRole('treegrid', { name: 'Tags' }).getByRole('row', { name: label, exact: true })

async function markAll(app: Page): Promise<void> {
  await app.keyboard.press('l')
  await app.keyboard.press('ControlOrMeta+a')
  await expect(app.getByText('3 marked')).toBeVisible()
}

async function tagAll(app: Page, path: string): Promise<void> {
  const { id } = await callFromPage(app, 'tags.create', { path })
  const { hits } = await callFromPage(app, 'search.find', {})
  await callFromPage(app, 'tags.apply', { ids: hits.map((hit) => hit.id), add: [id] })
  await expect(tag(app, 'access')).toContainText('3')
}

async function openTagMenu(app: Page, label: string): Promise<void> {
  await tag(app, label).hover()
  await app.getByRole('button', { name: `Actions for the tag ${label}` }).click()
}
