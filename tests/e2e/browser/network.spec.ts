import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startBrowserShell } from '../support/browser-shell.ts'
import { importFile } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { callingFiles, spendADay } from '../support/session.ts'

const watch = pathToFileURL(resolve(import.meta.dirname, '../support/watch-network.ts')).href

test.describe('a first start', () => {
  test.use({ isFirstStart: true })

  test('nothing connects to any network in a day of work, neither the page nor what serves it', async ({
    page,
    home,
  }) => {
    const log = join(home, 'network.log')
    const shell = await startBrowserShell(home, {
      NODE_OPTIONS: `--import ${watch}`,
      HOLDFAST_NETWORK_LOG: log,
    })
    const requested: string[] = []
    page.context().on('request', (request) => requested.push(request.url()))
    try {
      await page.goto(shell.address)
      for (const [name, text] of Object.entries(callingFiles)) await importFile(page, name, text)
      await spendADay(page)
    } finally {
      await shell.end()
    }
    expect(requested.length).toBeGreaterThan(20)
    expect(
      requested.filter((url) => !url.startsWith(`${shell.origin}/`) && !/^(?:data|blob):/.test(url)),
    ).toEqual([])
    expect(requested.slice(1).filter((url) => url.includes('token='))).toEqual([])
    expect(existsSync(log) ? readFileSync(log, 'utf8') : '').toBe('')
  })
})

test.describe('the window', () => {
  test.use({ reads: 'letters' })

  test('About names the version, the licence and every package', async ({ app }) => {
    await app.keyboard.press('ControlOrMeta+k')
    await app.keyboard.type('About Holdfast')
    await app
      .getByRole('option', { name: /About Holdfast/ })
      .first()
      .click()
    const about = app.getByRole('dialog', { name: 'About Holdfast' })
    await expect(about).toContainText('AGPL-3.0-or-later')
    await expect(about).toContainText('without any warranty')
    for (const name of ['react', 'zod', 'electron', '@hyzyla/pdfium', 'mediainfo.js'])
      await expect(about.getByRole('listitem').filter({ hasText: new RegExp(`^${name} \\d`) })).toHaveCount(1)
  })
})
