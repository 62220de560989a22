import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { callFromPage, leaveWelcome } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'

test('files chosen in the browser’s dialog are taken in with their names', async ({ app, home }) => {
  const names = [`${'ب'.repeat(125)}x.txt`, 'te\u0301moin.txt']
  for (const name of names) await writeFile(join(home, name), `zanbaq of ${name}`)
  await leaveWelcome(app)
  const chooser = app.waitForEvent('filechooser')
  await app.keyboard.press('ControlOrMeta+o')
  await (await chooser).setFiles(names.map((name) => join(home, name)))
  await expect.poll(() => namesFound(app, 'zanbaq')).toEqual(names.toSorted())
})

test('a folder chosen in the browser’s dialog is taken in with its folders', async ({ app, home }) => {
  const folder = join(home, 'case')
  await mkdir(join(folder, 'a/b'), { recursive: true })
  await writeFile(join(folder, 'same.txt'), 'zanbaq one')
  await writeFile(join(folder, 'a/b/same.txt'), 'zanbaq two')
  await leaveWelcome(app)
  await app.getByRole('button', { name: 'Import', exact: true }).click()
  const chooser = app.waitForEvent('filechooser')
  await app.getByRole('menuitem', { name: /folder/i }).click()
  await (await chooser).setFiles(folder)
  await expect.poll(() => namesFound(app, 'zanbaq')).toEqual(['same.txt', 'same.txt'])
})

test('a dropped file is taken in, and one dropped twice is known', async ({ app }) => {
  await leaveWelcome(app)
  await drop(app, 'dropped.txt', 'zanbaq dropped')
  await expect.poll(() => namesFound(app, 'dropped')).toEqual(['dropped.txt'])
  await drop(app, 'again.txt', 'zanbaq dropped')
  await expect.poll(() => latestImport(app)).toMatchObject({ files: 1, imported: 0, duplicates: 1 })
  expect(await namesFound(app, 'zanbaq')).toEqual(['dropped.txt'])
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

async function drop(app: Page, name: string, text: string): Promise<void> {
  await app.evaluate(
    (file) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([file.text], file.name))
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    },
    { name, text },
  )
}
