import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RecordId, Ticket } from '../../../shared/model/ids.ts'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { startBrowserShell } from '../support/browser-shell.ts'
import { callFromPage, importFile, importTickets, keyOf, leaveWelcome } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo } from '../support/record-pages.ts'

test.describe('a verification', () => {
  test.beforeEach(async ({ app }) => leaveWelcome(app))

  test.describe('of a large file', () => {
    test.use({ isOnDisk: true })

    test('lets records be opened and found meanwhile, and says when it was last done', async ({ app }) => {
      const id = await openText(app)
      const ticket = await uploadZeros(app, 1 << 28)
      expect(await importTickets(app, [ticket])).toMatchObject({ imported: 1 })
      const verifying = callFromPage(app, 'custody.verify', {})
      const reading = Promise.all([
        callFromPage(app, 'records.get', { id }),
        callFromPage(app, 'search.find', { query: 'letter' }),
      ])
      const first = await Promise.race([verifying.then(() => 'verified'), reading.then(() => 'read')])
      expect(first).toBe('read')
      expect((await verifying).intact).toBe(true)

      await app.getByRole('button', { name: /^Archive: / }).click()
      await app.getByRole('menuitem', { name: 'Archive health…' }).click()
      const dialog = app.getByRole('dialog', { name: 'Archive health' })
      await expect(dialog).toContainText(/Last full verification.*: nothing damaged/)
      await expect(dialog).toContainText(/Next automatic check\w{3} \d/)
      await dialog.getByRole('button', { name: 'Quick check' }).click()
      await expect(dialog).toContainText('The contents of the files were not read.')
      await expectAccessibleDialog(app)
    })
  })

  test('starts on its own when it is due, and shows a notice above the window when something is damaged', async ({
    app,
    shell,
    home,
  }) => {
    await damage(app, await openText(app))
    const { id, path } = (await callFromPage(app, 'archive.describe', {}))!
    await shell.end()
    const long = '2020-01-01T00:00:00.000Z'
    const full = { startedAt: long, endedAt: long, intact: true, damages: 0, objects: 1, objectBytes: 1 }
    const passes = [{ archive: id, path, full, quick: null }]
    await writeFile(join(home, 'verifications.json'), JSON.stringify(passes))
    // A window checks a few seconds after it has opened, and then not for an hour.
    const again = await startBrowserShell(home)
    try {
      await app.goto(again.address)
      const notice = app.getByText('The verification found one thing that is damaged.')
      await expect(notice).toBeVisible()
      await app.getByRole('button', { name: 'Show details' }).click()
      const dialog = app.getByRole('dialog', { name: 'Archive health' })
      await expect(dialog).toContainText('A file no longer has the bytes that were imported')
      await expect(dialog).toContainText(/Last full verification.*: one thing damaged/)
    } finally {
      await again.end()
    }
  })
})

test.describe('a verification of a new archive', () => {
  test.use({ newArchive: 'Letters' })

  test('names a damaged record, with a link to it', async ({ app }) => {
    const id = await openText(app)
    const file = await damage(app, id)
    await goTo(app, '#/records')
    await app.getByRole('button', { name: /^Archive: / }).click()
    await app.getByRole('menuitem', { name: 'Archive health…' }).click()
    const dialog = app.getByRole('dialog', { name: 'Archive health' })
    await dialog.getByRole('button', { name: 'Verify the archive' }).click()
    await expect(dialog).toContainText('One thing is damaged.')
    await expect(dialog).toContainText(file)
    await dialog.getByRole('link', { name: `Go to record ${id}` }).click()
    await expect(dialog).toBeHidden()
    await expect(app.getByRole('heading', { level: 1 })).toHaveText('letter.txt')
  })
})

/** Uploads a file of zeros, created in the page, and returns its ticket. */
async function uploadZeros(app: Page, bytes: number): Promise<Ticket> {
  const headers = await keyOf(app)
  return await app.evaluate(
    async (given) => {
      const body = new Blob([new Uint8Array(given.bytes)])
      const address = `/upload?${new URLSearchParams({ group: crypto.randomUUID(), name: 'zeros.bin' })}`
      return (await (await fetch(address, { method: 'PUT', headers: given.headers, body })).json()).value
    },
    { bytes, headers },
  )
}

/** Imports a text and opens its record. */
async function openText(app: Page) {
  const { record } = await importFile(app, 'letter.txt', 'A letter to the archive.')
  await goTo(app, `#/records/${record}`)
  await expect(app.getByRole('heading', { level: 1 })).toHaveText('letter.txt')
  return record!
}

/** Changes a letter of the record's file in the vault and returns the file's name in the archive. */
async function damage(app: Page, id: RecordId): Promise<string> {
  const [object] = (await callFromPage(app, 'records.get', { id })).objects
  const { path } = (await callFromPage(app, 'archive.describe', {}))!
  const file = `vault/${object!.hash.slice(0, 2)}/${object!.hash}`
  await chmod(join(path, file), 0o600)
  await writeFile(join(path, file), 'a letter to the archive.')
  return file
}
