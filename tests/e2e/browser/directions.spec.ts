import type { Page } from '@playwright/test'
import { RecordFields } from '../../../shared/model/record.ts'
import { fill } from '../../hostile/fill.ts'
import { callFromPage, importFile } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, openPanel } from '../support/record-pages.ts'

/** An override, an embedding and the end of an isolate that Holdfast may have begun. */
const NAME = 'in\u202evoice\u2067x\u2069cod'
const SHOWN = 'in↔voice↔x↔cod'

test.use({ newArchive: 'Directions' })

test('no direction control is obeyed on any screen, whichever field it was put into', async ({
  app,
  client,
}) => {
  const { record: letter } = await importFile(app, `${NAME}.txt`, `A letter.\n${NAME}\n`)
  const { id: tag } = await client.call('tags.create', { path: `${NAME}/${NAME} child` })
  const given = fill(RecordFields, NAME) as readonly Record<string, unknown>[]
  const made: string[] = []
  for (const fields of given) {
    // The schema accepts every one of these values, which TypeScript cannot see.
    const { ids } = await client.call('records.create', { ...fields, kind: 'citation' } as never)
    made.push(...ids)
  }
  for (const id of [letter!, ...made] as never[])
    await client.call('records.edit', { ids: [id], set: { description: `${NAME} again` } })
  await client.call('tags.apply', { ids: [letter!, ...made] as never, add: [tag] })
  await client.call('aliases.create', { names: [NAME, `${NAME} and another`] })
  await client.call('settings.edit', { personName: NAME })
  await client.call('archive.rename', { title: NAME })
  await app.reload()

  await expect(app.getByRole('option').first()).toBeVisible()
  await expect(app.getByRole('button', { name: `Archive: ${SHOWN}` })).toBeVisible()
  await expectNoControls(app, 'the list')
  for (const id of [letter!, made[0]!, made.at(-1)!]) {
    await goTo(app, `#/records/${id}`)
    await expect(app.getByRole('heading', { level: 1 })).toBeVisible()
    for (const name of ['Details', 'Citation', 'Files', 'History']) {
      const tab = app.getByRole('region', { name: 'About this record' }).getByRole('tab', { name })
      if ((await tab.count()) === 0) continue
      await openPanel(app, name)
      await expectNoControls(app, `${id} ${name}`)
    }
  }
  const searches = ['cod', `title:"${NAME}"`, `person:"${NAME}"`, `"${NAME}" nothing-like-it`]
  for (const query of searches) {
    await goTo(app, `#/records?q=${encodeURIComponent(query)}`)
    await expect(app.getByRole('option').first().or(app.getByText('Nothing found').first())).toBeVisible()
    await expectNoControls(app, query)
  }
  await goTo(
    app,
    `#/records?person=${encodeURIComponent(NAME)}&language=${encodeURIComponent(NAME)}&tag=${tag}`,
  )
  await expectNoControls(app, 'filters')
  for (const command of [
    'aliases',
    'rename archive',
    'archive health',
    'batch search',
    'settings',
    'tags of',
  ]) {
    await app.keyboard.press('Control+k')
    await app.getByRole('searchbox', { name: 'Quick open' }).fill(command)
    await expectNoControls(app, `quick open: ${command}`)
    await app.keyboard.press('Enter')
    await expectNoControls(app, command)
    await app.keyboard.press('Escape')
    await app.keyboard.press('Escape')
  }
  await app.getByRole('button', { name: `Archive: ${SHOWN}` }).click()
  await expect(app.getByRole('menu')).toBeVisible()
  await expectNoControls(app, 'the menu of the archive')
})

test('the text of a document and what is edited stay as they were written', async ({ app }) => {
  const { record } = await importFile(app, 'letter.txt', `A letter.\n${NAME}\n`)
  await callFromPage(app, 'records.edit', { ids: [record!], set: { title: NAME } })
  await goTo(app, `#/records/${record}`)
  await expect(app.getByRole('region', { name: 'Reader' })).toContainText(NAME)
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(SHOWN)
  await app.getByRole('heading', { level: 1 }).getByRole('button').click()
  await expect(app.getByRole('textbox', { name: 'Title' })).toHaveValue(NAME)
})

/** Expects that the screen shows ↔, and nowhere obeys a control except inside an isolate of Holdfast's own. */
async function expectNoControls(app: Page, screen: string): Promise<void> {
  await expect.poll(async () => (await readScreen(app)).shown, screen).toBe(true)
  expect([screen, (await readScreen(app)).obeyed]).toEqual([screen, []])
}

function readScreen(app: Page): Promise<{ readonly shown: boolean; readonly obeyed: readonly string[] }> {
  return app.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (!node.parentElement!.closest('[data-verbatim], textarea')) texts.push(node.textContent ?? '')
    for (const element of document.querySelectorAll('*'))
      for (const { name, value } of element.attributes)
        if (/^(?:title|alt|placeholder|aria-.*)$/.test(name)) texts.push(value)
    // Isolates may contain others.
    const outsideOf = (text: string): string => {
      const rest = text.replaceAll(/\u2068[^\u202a-\u202e\u2066-\u2069]*\u2069/g, '')
      return rest === text ? text : outsideOf(rest)
    }
    const obeyed = texts.filter((text) => /[\u202a-\u202e\u2066-\u2069]/.test(outsideOf(text)))
    return {
      shown: texts.some((text) => text.includes('↔')),
      obeyed: obeyed.map((text) => JSON.stringify(text)),
    }
  })
}
