import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { callFromPage } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { chooseFiles } from '../support/choose-files.ts'

test.use({ newArchive: 'Letters' })

test('files chosen in the browser’s dialog are imported with their names', async ({ app, home }) => {
  const names = [`${'ب'.repeat(125)}x.txt`, 'te\u0301moin.txt']
  for (const name of names) await writeFile(join(home, name), `zanbaq of ${name}`)
  await chooseFiles(
    app,
    names.map((name) => join(home, name)),
    () => app.keyboard.press('ControlOrMeta+o'),
  )
  await expect.poll(() => namesFound(app, 'zanbaq')).toEqual(names.toSorted())
})

test('a folder chosen in the browser’s dialog is imported with its subfolders', async ({ app, home }) => {
  const folder = join(home, 'case')
  await mkdir(join(folder, 'a/b'), { recursive: true })
  await writeFile(join(folder, 'same.txt'), 'zanbaq one')
  await writeFile(join(folder, 'a/b/same.txt'), 'zanbaq two')
  await app.getByRole('button', { name: 'Import', exact: true }).click()
  await chooseFiles(app, folder, () => app.getByRole('menuitem', { name: /folder/i }).click())
  await expect.poll(() => namesFound(app, 'zanbaq')).toEqual(['same.txt', 'same.txt'])
})

test('a dropped file is imported, and one dropped twice is recognised', async ({ app }) => {
  await drop(app, 'dropped.txt', 'zanbaq dropped')
  await expect.poll(() => namesFound(app, 'dropped')).toEqual(['dropped.txt'])
  await drop(app, 'again.txt', 'zanbaq dropped')
  await expect.poll(() => latestImport(app)).toMatchObject({ files: 1, imported: 0, duplicates: 1 })
  expect(await namesFound(app, 'zanbaq')).toEqual(['dropped.txt'])
})

test('two files with the same name, dropped from two folders, are both imported', async ({ app }) => {
  await drop(app, 'same.txt', 'zanbaq one', 'zanbaq two')
  await expect.poll(() => namesFound(app, 'zanbaq')).toEqual(['same.txt', 'same.txt'])
})

test('files being uploaded are counted, and stopping imports none of them', async ({ app }) => {
  let proceed = () => {}
  const isStopped = new Promise<void>((resolve) => {
    proceed = resolve
  })
  await app.route('**/upload?*', async (route) => {
    await isStopped
    await route.abort()
  })
  await drop(app, 'same.txt', 'zanbaq one', 'zanbaq two')
  const panel = app.getByRole('region', { name: 'Preparing the files' })
  await expect(panel).toContainText('0 of 2 files')
  await expect(panel).toContainText('of 20 bytes')
  await panel.getByRole('button', { name: 'Stop' }).click()
  await expect(panel).toBeHidden()
  proceed()
  const jobs = await callFromPage(app, 'jobs.list', {})
  expect(jobs.filter(({ kind }) => kind !== 'index')).toEqual([])
})

async function latestImport(app: Page) {
  const jobs = await callFromPage(app, 'jobs.list', {})
  const latest = jobs.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt)).at(-1)
  return latest ? await callFromPage(app, 'imports.result', { job: latest.id }) : null
}

async function namesFound(app: Page, query: string): Promise<string[]> {
  const { hits } = await callFromPage(app, 'search.find', { query: `"${query}"` })
  return hits.flatMap(({ names }) => names).toSorted()
}

/** Drops files with the same name, one for each text. */
async function drop(app: Page, name: string, ...texts: readonly string[]): Promise<void> {
  await app.evaluate(
    (files) => {
      const dataTransfer = new DataTransfer()
      for (const text of files.texts) dataTransfer.items.add(new File([text], files.name))
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    },
    { name, texts },
  )
}
