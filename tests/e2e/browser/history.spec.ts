import type { Page } from '@playwright/test'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { expectAccessible, expectAccessibleDialog } from '../support/accessibility.ts'
import { startBrowserShell, type BrowserShell } from '../support/browser-shell.ts'
import { callFromPage, importFile, leaveWelcome } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, openPanel } from '../support/record-pages.ts'
import { passingTrust } from '../../../electron/core/trust/trust.ts'

// The same for every opening: what one session marks, the next one recognises.
const trust = passingTrust()

const sentence = 'آن‌ها در زمستان به درمانگاه می‌روند.'
const theirs = 'حقوق محفوظ است'
const edited = 'آن‌ها در تابستان به درمانگاه نمی‌روند.'

test.describe('the history of a record', () => {
  let later: BrowserShell | null = null
  test.beforeEach(async ({ app }) => leaveWelcome(app))
  test.afterEach(async () => {
    await later?.end()
    later = null
  })

  /** Ends Holdfast, runs `between`, starts it again and loads the window. */
  async function restart(app: Page, shell: BrowserShell, home: string, between?: () => Promise<unknown>) {
    await (later ?? shell).end()
    await between?.()
    later = await startBrowserShell(home)
    await app.goto(later.address)
  }

  test('shows an edit, 60 tags and a withdrawal, undone after a restart; a version is restored', async ({
    app,
    shell,
    home,
  }) => {
    await callFromPage(app, 'archive.create', { title: 'Sixty' })
    await createRecords(app, 59)
    const { ids } = await callFromPage(app, 'records.create', {
      kind: 'statement',
      title: sentence,
      text: sentence,
    })
    await app.reload()
    await goTo(app, `#/records/${ids[0]}?tab=history`)
    await retitle(app, edited)
    await tagAll(app, 'medical/access')
    await goTo(app, `#/records/${ids[0]}?tab=history`)
    await withdrawOpen(app, 'taken in by mistake')

    await restart(app, shell, home)
    await goTo(app, `#/records/${ids[0]}?tab=history`)
    const items = (await openPanel(app, 'History')).locator('ol > li')
    await expect(items.first()).toContainText('Withdrawn')
    for (const message of [
      /^Undone: .* withdrawn$/,
      /^Undone: Tags changed on 60 records$/,
      /^Undone: .* changed/,
      /^Undone: Title changed on /,
    ]) {
      await app.keyboard.press('ControlOrMeta+z')
      await expect(app.getByText(message).last()).toBeVisible()
    }
    await expect(app.getByRole('heading', { level: 1 })).toHaveText(sentence)

    await expect(items).toHaveCount(7)
    await expect(items.nth(0)).toContainText('Undone: Changed')
    await expect(items.nth(3)).toContainText('taken in by mistake')
    await expect(items.nth(4)).toContainText('one of 60 records changed together')
    await expect(items.nth(4)).toContainText('medical/access')
    await expect(items.nth(5).locator('del')).toHaveText(sentence)
    await expect(items.nth(5).locator('ins')).toHaveText(edited)
    await expectAccessible(app, '[role=tabpanel]')

    // Two versions, chosen with the keyboard.
    for (const at of [6, 5]) {
      await items.nth(at).getByRole('checkbox').focus()
      await app.keyboard.press('Space')
    }
    await app.getByRole('button', { name: 'Compare them' }).press('Enter')
    const compare = app.getByRole('dialog', { name: 'Two versions, word by word' })
    const differing = compare.getByRole('definition').filter({ hasText: 'درمانگاه' })
    await expect(differing.locator('del')).toHaveText([/زمستان/, /می‌روند/])
    await expect(differing.locator('ins')).toHaveText([/تابستان/, /نمی‌روند/])
    await expect(differing.locator('> span')).toHaveCSS('direction', 'rtl')
    await expectAccessibleDialog(app)
    await compare.getByRole('button', { name: 'Restore the newer version…' }).click()
    const restore = app.getByRole('dialog', { name: 'Restore a version' })
    await expect(restore).toContainText('One field changes:')
    await expectAccessibleDialog(app)
    await restore.getByRole('button', { name: 'Restore this version' }).click()
    await expect(app.getByRole('heading', { level: 1 })).toHaveText(edited)
    await expect(items).toHaveCount(8)
    await expect(items.first()).toContainText('restored the version of')
    await app.keyboard.press('ControlOrMeta+z')
    await expect(app.getByRole('heading', { level: 1 })).toHaveText(sentence)
    expect(await callFromPage(app, 'custody.verify', {})).toMatchObject({ intact: true })
  })

  test('is not undone over later changes without asking: the rest only, or anyway', async ({
    app,
    shell,
    home,
  }) => {
    const [untouched, anyway, partly] = await Promise.all(
      ['letter.txt', 'نامه.txt', 'report.txt'].map(
        async (name) => (await importFile(app, name, `A text, ${name}`)).record!,
      ),
    )
    // Undone in the opposite order.
    const edits = [
      [untouched!, anyway!],
      [untouched!, partly!],
    ]
    for (const [at, ids] of edits.entries())
      await callFromPage(app, 'records.edit', { ids, set: { rights: `ours ${at}` } })
    const { path } = (await callFromPage(app, 'archive.describe', {}))!
    await restart(app, shell, home, () =>
      workElsewhere(path, (store) =>
        store.commit({
          act: 'metadata modification',
          changes: [anyway!, partly!].map((id) => ({ table: 'records', id, set: { rights: theirs } })),
        }),
      ),
    )
    const rights = async () =>
      await Promise.all(
        [untouched!, anyway!, partly!].map(
          async (id) => (await callFromPage(app, 'records.get', { id })).rights,
        ),
      )
    const dialog = app.getByRole('dialog', { name: 'Changed since' })
    await expect(
      app.getByRole('listbox', { name: 'Records found' }).getByRole('option').first(),
    ).toBeVisible()
    await app.keyboard.press('ControlOrMeta+z')
    await expect(dialog).toContainText('Rights changed on 2 records')
    await expect(dialog).toContainText('1 of 2 was changed since.')
    await expect(dialog).toContainText('changed by Second reader')
    await expect(dialog).toContainText(theirs)
    await expectAccessibleDialog(app)
    await app.keyboard.press('Escape')
    expect(await rights()).toEqual(['ours 1', theirs, theirs])

    await app.keyboard.press('ControlOrMeta+z')
    await dialog.getByRole('button', { name: 'Undo the rest only' }).click()
    await expect(app.getByText(/^Undone, except later changes/)).toBeVisible()
    expect(await rights()).toEqual(['ours 0', theirs, theirs])

    await app.keyboard.press('ControlOrMeta+z')
    await dialog.getByRole('button', { name: 'Undo anyway' }).click()
    await expect(app.getByText(/^Undone: Rights changed/)).toBeVisible()
    expect(await rights()).toEqual(['', '', theirs])

    await app.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(rights).toEqual(['ours 0', theirs, theirs])
    await app.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(rights).toEqual(['ours 1', theirs, theirs])
  })
})

async function createRecords(app: Page, count: number): Promise<void> {
  for (let n = 0; n < count; n += 50) {
    const some = Array.from({ length: Math.min(50, count - n) }, (_, at) =>
      callFromPage(app, 'records.create', { kind: 'statement', title: `Letter ${n + at}` }),
    )
    await Promise.all(some)
  }
}

async function retitle(app: Page, title: string): Promise<void> {
  await app.getByRole('button', { name: /^Title: / }).click()
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.insertText(title)
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(title)
}

async function tagAll(app: Page, path: string): Promise<void> {
  await app.keyboard.press('l')
  await app.keyboard.press('ControlOrMeta+a')
  await expect(app.getByText('60 marked')).toBeVisible()
  await app.keyboard.press('t')
  await app.keyboard.type(path)
  await app.keyboard.press('Enter')
  await expect(app.getByText(/^Tagged 60 records/)).toBeVisible()
  await app.getByRole('button', { name: 'Done' }).click()
}

async function withdrawOpen(app: Page, reason: string): Promise<void> {
  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('menuitem', { name: 'Withdraw…' }).click()
  await app.getByLabel('Reason').fill(reason)
  await app.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await expect(app.getByRole('dialog')).toBeHidden()
}

/** What another computer wrote to a copy of the archive: its lines are next to ours when the copies are merged. */
async function workElsewhere(folder: string, work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore({
    folder,
    device: 'bbbb',
    trust,
    readOnly: false,
    actor: () => ({ type: 'person', name: 'Second reader' }),
    onCommitted: () => undefined,
  })
  await work(store)
  await store.close()
}
