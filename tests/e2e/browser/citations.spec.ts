import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { callFromPage } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, openPanel, shownAddress } from '../support/record-pages.ts'
import { chooseFiles } from '../support/choose-files.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const line =
  'UN High Commissioner for Refugees, Guidelines on International Protection No. 12, 2 December 2016, HCR/GIP/16/12, http://www.refworld.org/docid/583595ff4.html'

test.describe('a citation', () => {
  test.use({ newArchive: 'Citations' })
  test.beforeEach(async ({ client }) => {
    await client.call('records.create', {
      kind: 'citation',
      title: 'Guidelines on International Protection No. 4',
      citation: { symbol: 'HCR/GIP/03/04' },
    })
    await client.call('records.create', { kind: 'statement', title: 'A letter', text: 'Of the camp.' })
  })

  test('is made from a pasted line: the form is filled, checked and saved, and the line can be copied out again', async ({
    app,
  }) => {
    const dialog = await openForm(app)
    await dialog.getByRole('textbox', { name: 'Paste a citation line' }).fill(line)
    await dialog.getByRole('button', { name: 'Fill the form' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Document symbol' })).toHaveValue('HCR/GIP/16/12')
    await expect(dialog.getByRole('textbox', { name: 'Date as stated' })).toHaveValue('2 December 2016')
    await expect(dialog.getByText(/^Filled: .*Check each before saving\.$/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Add the citation' }).click()
    await expect(dialog.getByText(line)).toBeVisible()
    await dialog.getByRole('button', { name: 'Go to the record' }).click()
    await expect(app.getByRole('heading', { level: 1 })).toHaveText(
      'Guidelines on International Protection No. 12',
    )
    await app.keyboard.press('Control+Shift+C')
    await expect(app.getByText('Reference copied')).toBeVisible()
    expect(await app.evaluate(() => navigator.clipboard.readText())).toBe(line)
  })

  test('can be written by hand too, in every field, and says so when a line cannot be read', async ({
    app,
  }) => {
    const dialog = await openForm(app)
    await dialog.getByRole('textbox', { name: 'Paste a citation line' }).fill('what')
    await dialog.getByRole('button', { name: 'Fill the form' }).click()
    await expect(dialog.getByText(/^This line could not be read as a citation/)).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Add the citation' })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Note on travel documents')
    await dialog.getByRole('button', { name: 'More fields' }).click()
    await dialog
      .getByRole('textbox', { name: 'Other languages' })
      .fill('French https://example.org/fr\nArabic')
    await dialog.getByRole('textbox', { name: 'Pinpoint' }).fill('para 4')
    await dialog.getByRole('button', { name: 'Add the citation' }).click()
    await dialog.getByRole('button', { name: 'Go to the record' }).click()
    const id = /#\/records\/([^?]+)/.exec(await shownAddress(app))![1]!
    const record = await callFromPage(app, 'records.get', { id: id as never })
    expect(record.citation).toMatchObject({
      otherLanguages: [
        { language: 'French', url: 'https://example.org/fr' },
        { language: 'Arabic', url: '' },
      ],
      pinpoint: 'para 4',
    })
  })

  test('gets its local copy as a separate file, which opens in the reader', async ({ app, home }) => {
    const { hits } = await callFromPage(app, 'search.find', { filters: { kind: ['citation'] } })
    await goTo(app, `#/records/${hits[0]!.id}`)
    const copy = join(home, 'guidelines.txt')
    await writeFile(copy, 'The guidelines as they were downloaded.')
    const files = await openPanel(app, 'Files')
    await chooseFiles(app, copy, () =>
      files.getByRole('button', { name: 'Add files to this record…' }).click(),
    )
    await expect(files.getByText('guidelines.txt')).toBeVisible()
    expect((await callFromPage(app, 'search.find', { query: 'downloaded' })).hits[0]?.id).toBe(hits[0]!.id)
  })

  test('says in words that its source calls it superseded, and by what', async ({ app }) => {
    const id = await firstCitation(app)
    await goTo(app, `#/records/${id}`)
    const card = app.getByRole('region', { name: 'Citation', exact: true })
    await card.getByRole('button', { name: 'Status' }).click()
    await app.getByRole('option', { name: 'Superseded', exact: true }).click()
    await expect(card.getByRole('note')).toContainText('Superseded, according to its source')
    await card.getByRole('button', { name: 'More fields' }).click()
    await card.getByRole('button', { name: /^Superseded by/ }).click()
    await app.keyboard.type('the Guidelines of July 2009')
    await app.keyboard.press('Enter')
    await expect(card.getByRole('note')).toContainText('by: the Guidelines of July 2009.')
    await expect(card.getByRole('list', { name: 'References' })).toContainText(
      '[superseded by the Guidelines of July 2009]',
    )
  })

  test('has a field edited in place, and its reference follows', async ({ app }) => {
    const id = await firstCitation(app)
    await goTo(app, `#/records/${id}`)
    const card = app.getByRole('region', { name: 'Citation', exact: true })
    await card.getByRole('button', { name: /^Document symbol/ }).click()
    await app.keyboard.press('Control+a')
    await app.keyboard.type('HCR/TEST/99')
    await app.keyboard.press('Enter')
    await expect(card.getByRole('list', { name: 'References' })).toContainText('HCR/TEST/99')
    await app.keyboard.press('Control+z')
    await expect(card.getByRole('list', { name: 'References' })).not.toContainText('HCR/TEST/99')
  })

  test('is offered for a record that has no citation fields yet', async ({ app }) => {
    const found = await callFromPage(app, 'search.find', { filters: { kind: ['statement'] } })
    await goTo(app, `#/records/${found.hits[0]!.id}`)
    const panel = await openPanel(app, 'Citation')
    await panel.getByRole('button', { name: 'Add citation fields' }).click()
    await expect(panel.getByRole('list', { name: 'References' })).toBeVisible()
  })
})

async function openForm(app: Page) {
  await app.getByRole('button', { name: 'Import', exact: true }).click()
  await app.getByRole('menuitem', { name: /^Add a citation/ }).click()
  return app.getByRole('dialog', { name: 'Add a citation' })
}

async function firstCitation(app: Page) {
  const found = await callFromPage(app, 'search.find', {
    query: 'Guidelines',
    filters: { kind: ['citation'] },
  })
  return found.hits[0]!.id
}
