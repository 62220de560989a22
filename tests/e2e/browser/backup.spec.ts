import { execFile } from 'node:child_process'
import { mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { expectAccessibleDialog } from '../support/accessibility.ts'
import { expectIntact, openFromMenu } from '../support/archive-dialogs.ts'
import { callFromPage, importTickets } from '../support/calls.ts'
import { archiveTitle, expect, test } from '../support/desktop-page.ts'
import { goTo } from '../support/record-pages.ts'

const run = promisify(execFile)
const sentence = 'آن‌ها در زمستان به درمانگاه می‌روند.'
const large = 256 << 20

const openBackup = (app: Page) => openFromMenu(app, 'Back up…', 'Back up')
const button = (dialog: Locator, name: string) => dialog.getByRole('button', { name, exact: true })

async function createRecord(app: Page): Promise<void> {
  await callFromPage(app, 'records.create', { kind: 'statement', title: sentence, text: sentence })
}

async function folderIn(home: string, name: string): Promise<string> {
  await mkdir(join(home, name))
  return join(home, name)
}

test('backs up, copies nothing the second time, and restores the proved backup to a new folder', async ({
  app,
  home,
  folders,
}) => {
  await createRecord(app)
  const stick = await folderIn(await folderIn(home, 'پشتیبان'), '2014')
  const dialog = await openBackup(app)
  await expect(dialog).toContainText('This archive has never been backed up from this computer.')
  await expect(button(dialog, 'Back up to the same folder')).toHaveCount(0)
  folders.push(stick)
  await button(dialog, 'Choose a folder…').click()
  await expect(dialog).toContainText(/Backed up: 1 file \(\d+ bytes\), every copy read back\./)
  await expect(dialog).toContainText('1 new file copied')
  await expect(dialog).toContainText('The backup was restored, verified and compared')
  await expect(dialog).toContainText('The backup is on the same disk as the archive.')
  await expect(dialog).toContainText(stick)
  const [persian, number] = await Promise.all(['پشتیبان', '2014'].map((name) => placeOf(dialog, name)))
  expect(number!.x).toBeGreaterThanOrEqual(persian!.x + persian!.width)
  await expectAccessibleDialog(app)

  await button(dialog, 'Back up to the same folder').click()
  await expect(dialog).toContainText('All files were already there.')
  await expect(dialog).toContainText('The backup was restored, verified and compared')

  folders.push(stick)
  await button(dialog, 'Restore a backup…').click()
  const found = dialog.getByRole('listitem')
  await expect(found).toHaveText([/restored and compared on/, /restored and compared on/])
  await expect(found.first()).toContainText(archiveTitle)
  await expect(found.first().locator('bdi')).toHaveCSS('direction', 'rtl')
  await expectAccessibleDialog(app)

  const before = await callFromPage(app, 'custody.health', {})
  const into = await folderIn(home, 'بازگشته')
  folders.push(into)
  await button(found.first(), 'Restore into a folder…').click()
  await expect(app.getByText('Restored, with 1 file.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(app.getByRole('option', { name: /در زمستان/ })).toBeVisible()
  expect(await callFromPage(app, 'archive.describe', {})).toMatchObject({ path: into, title: archiveTitle })
  expect((await callFromPage(app, 'custody.health', {})).device).not.toBe(before.device)
  await expectIntact(app)
})

test.describe('with a large file', () => {
  test.use({ isOnDisk: true })
  test.beforeEach(async ({ app, home, ticketOf }) => {
    await createRecord(app)
    const file = await open(join(home, 'ویدیو.bin'), 'w')
    await file.truncate(large)
    await file.close()
    await importTickets(app, [await ticketOf(join(home, 'ویدیو.bin'))])
  })

  test('a backup and a restore show their progress, can be stopped, and finish the next time, with the dialog closed', async ({
    app,
    home,
    host,
    folders,
  }) => {
    const stick = await folderIn(home, 'stick')
    let dialog = await openBackup(app)

    /** The work waits until its progress has been seen. */
    async function stopWhenSeen(name: string, amount: string): Promise<void> {
      const bar = dialog.getByRole('progressbar', { name })
      await expect(bar).toHaveAttribute('aria-valuenow', /^\d/)
      host.kill('SIGSTOP')
      await expect(bar).toContainText(new RegExp(`of ${amount} read and compared`))
      await expectAccessibleDialog(app)
      await button(dialog, 'Stop').click()
      await expect(button(dialog, 'Stopping…')).toBeDisabled()
      host.kill('SIGCONT')
      await expect(bar).toBeHidden()
    }

    folders.push(stick)
    await button(dialog, 'Choose a folder…').click()
    await stopWhenSeen('Backing up', '1\\.3 GB')
    await expect(dialog.getByRole('status')).toContainText(
      'What was copied stays, and the next one continues',
    )
    await expect(dialog.getByRole('alert')).toHaveCount(0)
    const finished = async () => (await readdir(stick, { recursive: true })).filter(isManifest)
    expect(await finished()).toEqual([])
    folders.push(stick)
    await button(dialog, 'Choose a folder…').click()
    await expect(dialog.getByRole('progressbar')).toBeVisible()
    await app.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(app.getByText(/^Backed up: 2 files/)).toBeVisible()
    expect(await finished()).toHaveLength(1)
    dialog = await openBackup(app)

    const into = await folderIn(home, 'into')
    folders.push(stick)
    await button(dialog, 'Restore a backup…').click()
    const restore = async () => {
      folders.push(into)
      await button(dialog, 'Restore into a folder…').click()
    }
    await restore()
    await stopWhenSeen('Restoring', '537 MB')
    await expect(dialog.getByRole('status')).toContainText('was removed; the backup is unchanged')
    expect(await readdir(into)).toEqual([])
    await restore()
    await expect(dialog.getByRole('progressbar')).toBeVisible()
    await app.keyboard.press('Escape')
    // No other archive opens on its own once the dialog is closed.
    const notice = app.getByRole('alertdialog').filter({ hasText: 'Restored, with 2 files.' })
    await expect(notice).toBeVisible()
    expect((await callFromPage(app, 'archive.describe', {}))!.path).not.toBe(into)
    await notice.getByRole('button', { name: 'Open archive' }).click()
    await expect.poll(async () => (await callFromPage(app, 'archive.describe', {}))?.path).toBe(into)
  })
})

test('what the backup lost is named, and the rest is opened', async ({ app, home, folders }) => {
  await createRecord(app)
  const { ids } = await callFromPage(app, 'records.create', { kind: 'statement', title: 'Other', text: 'x' })
  const [object] = (await callFromPage(app, 'records.get', { id: ids[0]! as never })).objects
  const { id } = (await callFromPage(app, 'archive.describe', {}))!
  const stick = await folderIn(home, 'stick')
  const into = await folderIn(home, 'into')
  const dialog = await openBackup(app)
  folders.push(stick, stick, into)
  await button(dialog, 'Choose a folder…').click()
  await expect(dialog).toContainText('Backed up: 2 files')
  await writeFile(join(stick, id, 'objects', object!.hash.slice(0, 2), object!.hash), 'y')
  await button(dialog, 'Restore a backup…').click()
  await button(dialog, 'Restore into a folder…').click()
  await expect(dialog).toContainText('These were missing or damaged in the backup:')
  await expect(dialog).toContainText(`${object!.hash} no longer has the bytes that were backed up.`)
  await expectAccessibleDialog(app)
  await button(dialog, 'Open archive').click()
  await expect(app.getByText('Restored, with 1 file.')).toBeVisible()
  await goTo(app, `#/records/${ids[0]}`)
  await expect(app.getByRole('heading', { level: 1, name: 'Other' })).toBeVisible()
})

test.describe('says what to do', () => {
  test.beforeEach(async ({ app }) => createRecord(app))

  async function expectError(dialog: Locator, code: string, advice: string): Promise<void> {
    await expect(dialog.getByRole('alert')).toContainText(code)
    await expect(dialog.getByRole('alert')).toContainText(advice)
  }

  test('about folders that cannot be used', async ({ app, home, folders }) => {
    const { path } = (await callFromPage(app, 'archive.describe', {}))!
    const stick = await folderIn(home, 'stick')
    const dialog = await openBackup(app)
    const choose = async (folder: string) => {
      folders.push(folder)
      await button(dialog, 'Choose a folder…').click()
    }
    await choose(path)
    await expectError(dialog, 'backups.inside-archive', 'Choose a folder elsewhere.')
    await choose(join(home, 'pulled out'))
    await expectError(dialog, 'backups.no-folder', 'Is the disk or USB stick connected?')
    folders.push(stick)
    await button(dialog, 'Restore a backup…').click()
    await expectError(
      dialog.getByRole('region', { name: 'Restore' }),
      'backups.none',
      'Choose the folder the backup was made in',
    )
    await choose(stick)
    await expect(dialog).toContainText('Backed up: 1 file')
    folders.push(stick, path)
    await button(dialog, 'Restore a backup…').click()
    await button(dialog, 'Restore into a folder…').click()
    await expectError(dialog, 'archive.exists', 'Choose an empty or new folder')
    await expectAccessibleDialog(app)
  })

  test('about a disk that is full or write-protected', async ({ app, home, folders }) => {
    const disk = await folderIn(home, 'disk')
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).then(
      () => true,
      () => false,
    )
    test.skip(!mounted, 'only root may mount a disk, and only on Linux')
    try {
      const dialog = await openBackup(app)
      folders.push(disk)
      await button(dialog, 'Choose a folder…').click()
      await expectError(dialog, 'backups.no-room', 'Free up some space or choose another disk')
      await run('mount', ['-o', 'remount,ro', disk])
      folders.push(disk)
      await button(dialog, 'Choose a folder…').click()
      await expectError(dialog, 'backups.not-written', 'Is the disk connected and not write-protected?')
      const stick = await folderIn(home, 'stick')
      folders.push(stick)
      await button(dialog, 'Choose a folder…').click()
      await expect(dialog).toContainText('Backed up: 1 file')
      await run('umount', [disk])
      await run('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', disk])
      folders.push(stick, disk)
      await button(dialog, 'Restore a backup…').click()
      await button(dialog, 'Restore into a folder…').click()
      await expectError(dialog, 'backups.not-written', 'Choose another folder')
    } finally {
      await run('umount', [disk])
    }
  })
})

/** The position on the screen of a name in the path. */
const placeOf = async (dialog: Locator, name: string) =>
  await dialog.getByRole('definition').getByText(name, { exact: true }).boundingBox()

const isManifest = (name: string): boolean => name.endsWith('manifest.json') && !name.includes('.unfinished')
