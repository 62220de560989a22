import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RecordId } from '../../../shared/model/ids.ts'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { openFromMenu } from '../support/archive-dialogs.ts'
import { startBrowserShell, type BrowserShell } from '../support/browser-shell.ts'
import { callFromPage, leaveWelcome } from '../support/calls.ts'
import { holdfast } from '../support/command-line.ts'
import { expect, test } from '../support/fixtures.ts'

// A browser has no dialog for the folders of this computer: there the command line starts the work, and the window
// continues it.

let later: BrowserShell | null = null
test.afterEach(async () => {
  await later?.end()
  later = null
})

/** Ends Holdfast, runs `between`, starts it again and loads the window. */
async function restart(app: Page, shell: BrowserShell, home: string, between: () => Promise<unknown>) {
  await shell.end()
  await between()
  later = await startBrowserShell(home)
  await app.goto(later.address)
}

async function createRecord(app: Page, title: string) {
  await leaveWelcome(app)
  const { path } = await callFromPage(app, 'archive.create', { title: 'پروندهٔ درمانگاه ۷' })
  const { ids } = await callFromPage(app, 'records.create', { kind: 'statement', title, text: title })
  return { path, id: ids[0] as RecordId } // just created above
}

test('a backup of the command line is continued from the window', async ({ app, shell, home }) => {
  const { path } = await createRecord(app, 'بیانیه')
  let dialog = await openFromMenu(app, 'Back up…', 'Back up')
  await expect(dialog).toContainText('holdfast backup --archive … --to …')
  await expect(dialog).toContainText('holdfast restore … --into …')
  await expect(dialog.getByRole('button', { name: /^(Back up to|Choose|Restore)/ })).toHaveCount(0)
  await expectAccessibleDialog(app)
  const stick = join(home, 'stick')
  await mkdir(stick)
  await restart(app, shell, home, () => holdfast(home, 'backup', '--archive', path, '--to', stick))
  dialog = await openFromMenu(app, 'Back up…', 'Back up')
  await expect(dialog).toContainText(stick)
  await dialog.getByRole('button', { name: 'Back up to the same folder' }).click()
  await expect(dialog).toContainText('All files were already there.')
  await expect(dialog).toContainText('The backup was restored, verified and compared')
})

test('what a merge of the command line left to decide is decided in the window', async ({
  app,
  shell,
  home,
}) => {
  const { path, id } = await createRecord(app, 'بیانیه')
  const [copy, theirs] = [join(home, 'copy'), join(home, 'their computer')]
  await restart(app, shell, home, async () => {
    await cp(path, copy, { recursive: true })
    await holdfast(home, 'edit', id, '--set', 'title=از ما', '--archive', path)
    await holdfast(theirs, 'adopt', '--archive', copy)
    await holdfast(theirs, 'edit', id, '--set', 'title=از آن‌ها', '--archive', copy)
    // It exits with 1, because there is something to decide.
    await holdfast(home, 'merge', copy, '--archive', path).catch(() => undefined)
  })
  const dialog = await openFromMenu(app, 'Merge another copy…', 'Merge another copy')
  await expect(dialog).toContainText('holdfast merge … --archive …')
  await expect(dialog).toContainText('One field was changed in both copies')
  await dialog.getByRole('button', { name: 'Take this: Title: This copy' }).click()
  await expect(dialog).toContainText('There is nothing to decide.')
  expect((await callFromPage(app, 'records.get', { id })).title).toBe('از ما')
})
