import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes } from '../support/accessibility.ts'
import { callFromPage, importFile } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectShown, goTo } from '../support/record-pages.ts'

test.describe('the search', () => {
  test.use({ reads: 'letters' })

  test('suggests another spelling, and accepts it by click or key', async ({ app }) => {
    await type(app, 'clinci ')
    const meant = app.getByRole('button', { name: 'clinic', exact: true })
    await expect(meant).toBeVisible()
    await expect(rows(app).first()).toHaveAccessibleName(/in text, similar spelling, 1 of \d+$/)
    await meant.click()
    await expect(box(app)).toHaveValue(/^clinic/)
    await expect(box(app)).toBeFocused()
    await expect(app.getByText('Did you mean')).toBeHidden()
    await box(app).fill('clinci')
    await expect(app.getByText('Did you mean')).toBeVisible()
    await app.keyboard.press('ControlOrMeta+Enter')
    await expect(box(app)).toHaveValue('clinic')
  })

  test('marks what it did not understand of a query, and leads to the sheet', async ({ app }) => {
    await type(app, 'clinic colour:red (')
    const note = app.getByText('Not understood, searched as plain words:').locator('..')
    await expect(note).toContainText('colour:red')
    await expect(note).toContainText('(')
    await note.getByRole('button', { name: 'How to search' }).click()
    await expect(app.getByRole('dialog', { name: 'How to search' })).toBeVisible()
  })

  test('says when nothing is found what to leave out, how much that finds, and where it looked', async ({
    app,
  }) => {
    await type(app, 'clinic quokka lang:ckb')
    await expect(app.getByText('Nothing found').first()).toBeVisible()
    await expect(app.getByRole('button', { name: 'Only “clinic”: 1 record' })).toBeVisible()
    await expect(app.getByText(/^Searched: titles, people, sources/)).toBeVisible()
    await box(app).fill('clinic quokka')
    await app.getByRole('button', { name: 'Without “quokka”: 1 record' }).click()
    await expect(box(app)).toHaveValue('clinic')
    await expect(rows(app)).toHaveCount(1)
  })

  test('shows typed filters and chosen facets as chips, whose cross removes them from the text', async ({
    app,
  }) => {
    await type(app, 'lang:fa,ckb')
    const chips = app.getByRole('list', { name: 'Filters' })
    await expect(chips.getByText('Language: Persian')).toBeVisible()
    await expect(app.getByRole('button', { name: /^Persian/ })).toHaveAttribute('aria-pressed', 'true')
    await expect(app.getByRole('button', { name: /^English/ })).toHaveAttribute('aria-pressed', 'false')
    await chips.getByRole('button', { name: 'Remove the filter Language: Central Kurdish' }).click()
    await expect(box(app)).toHaveValue('lang:fa')
    await app.getByRole('button', { name: /^English/ }).click()
    await expect(box(app)).toHaveValue('lang:fa,en')
    await app.getByRole('button', { name: /^Persian/ }).click()
    await app.getByRole('button', { name: /^English/ }).click()
    await expect(box(app)).toHaveValue('')
    await expect(chips).toBeHidden()
  })

  test('opens the sheet with a key, and its examples fill the box', async ({ app }) => {
    await app.keyboard.press('F1')
    const sheet = app.getByRole('dialog', { name: 'How to search' })
    await sheet.getByRole('button', { name: '"freedom of movement"' }).click()
    await expect(sheet).toBeHidden()
    await expect(box(app)).toHaveValue('"freedom of movement"')
    await expect(box(app)).toBeFocused()
    await expect(rows(app).locator('mark').first()).toHaveText(/freedom of movement/i)
  })

  test('cancels a search that the next letter overtakes', async ({ app }) => {
    let givenUp = false
    // Held back until it is cancelled, so that the next letter is certain to come first.
    await app.route('**/call', async (route) => {
      const request = route.request()
      if (!request.postData()?.includes('"query":"clin"')) return route.continue()
      await app.waitForEvent('requestfailed', { predicate: (failed) => failed === request })
      givenUp = true
    })
    await type(app, 'clin')
    await expect(app.getByRole('status').filter({ hasText: 'counting…' })).toBeVisible()
    await app.keyboard.type('ic')
    await expect(rows(app)).toHaveCount(1)
    await expect.poll(() => givenUp).toBe(true)
  })

  test('keeps the previous rows until the next are there, and the scroll position if they are the same', async ({
    app,
  }) => {
    const { hits } = await callFromPage(app, 'search.find', {})
    await app.setViewportSize({ width: 1280, height: 480 })
    await goTo(app, '#/records?q=%20')
    await expect(rows(app).first()).toBeVisible()
    const list = app.getByRole('listbox', { name: 'Records found' })
    await list.evaluate((element) => element.scrollTo(0, 300))
    await type(app, '')
    await box(app).fill('  ')
    await expectShown(app, /q=\+\+/)
    await expect(list).toHaveAttribute('aria-busy', 'false')
    expect(await list.evaluate((element) => element.scrollTop)).toBe(300)
    expect(hits.length).toBeGreaterThan(6)
    await box(app).fill('clinic')
    await expect(rows(app)).toHaveCount(1)
    expect(await list.evaluate((element) => element.scrollTop)).toBe(0)
  })

  test('shows the progress of indexing, while it can be used', async ({ app }) => {
    const job = { id: 'a', kind: 'index', state: 'running', startedAt: '2026-01-01T00:00:00.000Z' }
    const progress = { doneFiles: 1200, totalFiles: 4000, doneBytes: 0, totalBytes: null, current: '' }
    // A rebuild of this few records would be over before it could be seen.
    await app.route('**/call', async (route) => {
      const text = route.request().postData() ?? ''
      if (text.includes('jobs.list'))
        return route.fulfill({ json: { ok: true, value: [{ ...job, ...progress }] } })
      if (!text.includes('search.find')) return route.continue()
      const reply = await (await route.fetch()).json()
      return route.fulfill({ json: { ...reply, value: { ...reply.value, building: true } } })
    })
    await app.reload()
    await expect(app.getByText('Indexing 1,200 of 4,000 records; results may be incomplete.')).toBeVisible()
    await expect(app.getByRole('region', { name: 'Tasks' })).toContainText('30 %')
    await type(app, 'clinic')
    await expect(rows(app)).toHaveCount(1)
  })

  test('breaks no rule of WCAG AA when it makes suggestions, in light and dark', async ({ app }) => {
    await type(app, 'clinci quokka kind:video colour:red')
    await expect(app.getByText('Not understood, searched as plain words:')).toBeVisible()
    await expectAccessibleInBothThemes(app)
    await box(app).fill('clinci ')
    await expect(app.getByText('Did you mean')).toBeVisible()
    await expectAccessibleInBothThemes(app)
    await app.keyboard.press('F1')
    await expect(app.getByRole('dialog', { name: 'How to search' })).toBeVisible()
    await expectAccessibleInBothThemes(app)
  })
})

test.describe('the search, in records that were just added', () => {
  test.use({ newArchive: 'Added' })

  test('lists every match of a long record with its position, and steps through them with keys and clicks', async ({
    app,
  }) => {
    const paragraphs = Array.from({ length: 3000 }, (_, at) =>
      at % 2 === 0 ? `The quokka of ${at}.` : `بند ${at} از quokka می‌گوید.`,
    )
    const { record } = await importFile(app, 'long.txt', paragraphs.join('\n\n'))
    await goTo(app, `#/records/${record}?q=quokka`)
    await expect(app.getByText('1 of 3,000', { exact: true })).toBeVisible()
    await app.getByRole('main').focus()
    await app.keyboard.press('h')
    const list = app.getByRole('listbox', { name: 'Matches in this record' })
    await expect(list).toBeFocused()
    await expect(list.getByRole('option').first()).toHaveText('¶ 1The quokka of 0.')
    expect(await list.getByRole('option').count()).toBeLessThan(60)
    await app.keyboard.press('ArrowDown')
    await expect(app.getByText('2 of 3,000', { exact: true })).toBeVisible()
    await app.keyboard.press('n')
    await expect(list.getByRole('option', { selected: true })).toContainText('¶ 3')
    await app.keyboard.press('End')
    await expect(app.getByText('3,000 of 3,000', { exact: true })).toBeVisible()
    await expect(list.getByRole('option', { selected: true })).toContainText('بند 2999')
    await expect(app.locator('mark[aria-current]')).toBeInViewport()
    await list.getByRole('option').filter({ hasText: '¶ 2,998' }).click()
    await expect(app.getByText('2,998 of 3,000', { exact: true })).toBeVisible()
    await expectAccessibleInBothThemes(app)
    await app.keyboard.press('Escape')
    await expect(list).toBeHidden()
    await expect(app.getByRole('main')).toBeFocused()
  })

  test('highlights the words of the search in the fields of a record', async ({ app }) => {
    const { ids } = await callFromPage(app, 'records.create', {
      kind: 'statement',
      title: 'A visit to the island',
      description: 'Here the quokkas are counted.',
      people: ['Quokka the Elder'],
      text: 'Nothing of it in the text.',
    })
    await goTo(app, `#/records/${ids[0]}?q=quokka&tab=details`)
    const details = app.getByRole('tabpanel', { name: 'Details' })
    await expect(details.locator('mark')).toHaveText(['Quokka', 'quokkas'])
    await expect(app.getByText('No match in the text')).toBeVisible()
  })
})

const rows = (app: Page) => app.getByRole('listbox', { name: 'Records found' }).getByRole('option')
const box = (app: Page) => app.getByRole('searchbox', { name: 'Search the archive' })

async function type(app: Page, text: string): Promise<void> {
  await app.keyboard.press('/')
  await expect(box(app)).toBeFocused()
  await app.keyboard.type(text)
}
