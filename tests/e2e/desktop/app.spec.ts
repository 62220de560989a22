import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ticket } from '../../../shared/model/ids.ts'
import { callFromPage, importTickets } from '../support/calls.ts'
import { expect, stubDialog, test } from '../support/desktop-fixtures.ts'
import { whyNoDesktop } from '../support/desktop-runtime.ts'

type Bridge = {
  holdfast: {
    pickFiles(): Promise<Ticket[]>
    savePdf(ids: readonly string[]): Promise<{ ok: boolean; value?: unknown }>
  }
}

test.skip(whyNoDesktop() !== null, whyNoDesktop() ?? '')

test.describe('a first start', () => {
  test.use({ isFirstStart: true })

  test('opens the sample archive at the first start', async ({ app }) => {
    await expect(app).toHaveURL(/^app:\/\/holdfast\//)
    await expect(app.getByRole('searchbox').first()).toBeVisible()
    const archive = await callFromPage(app, 'archive.describe', {})
    expect(archive).toMatchObject({ isSample: true })
    const found = await callFromPage(app, 'search.find', {})
    expect(found.total).toBeGreaterThan(0)
    const first = app.getByRole('option', { includeHidden: true }).first()
    await expect(first).toContainText(found.hits[0]!.title)
    // Its threads start threads in turn, from the packed file.
    expect(await callFromPage(app, 'custody.verify', {})).toMatchObject({ intact: true, mode: 'full' })
  })
})

test.describe('an app at work', () => {
  test.use({ isShared: true })

  test('imports through the file dialog, and finds what it imported', async ({ app, electron, home }) => {
    const file = join(home, 'بیانیه ۱۲.txt')
    await writeFile(file, 'گزارش پزشکان درباره آزادی رفت‌وآمد\n')
    await stubDialog(electron, [file])
    const tickets = await app.evaluate(() => (globalThis as unknown as Bridge).holdfast.pickFiles())
    expect(JSON.stringify(tickets)).not.toContain(home)
    const result = await importTickets(app, tickets)
    expect(result).toMatchObject({ files: 1, imported: 1, failed: 0 })
    await app.getByRole('searchbox').first().fill('پزشكان')
    await expect(app.getByRole('option', { name: /بیانیه ۱۲/ })).toBeVisible()
    await expect(app.getByText(/^1 record/)).toBeVisible()
    expect(await readFile(file, 'utf8')).toContain('پزشکان')
  })

  test('chooses nothing when the dialog is closed', async ({ app, electron }) => {
    await stubDialog(electron, [])
    expect(await app.evaluate(() => (globalThis as unknown as Bridge).holdfast.pickFiles())).toEqual([])
  })

  test('prints the custody report of a Persian record as a PDF that can be searched', async ({
    app,
    electron,
    home,
  }) => {
    const { ids } = await callFromPage(app, 'records.create', {
      kind: 'statement',
      title: 'درمانگاه اشرف',
      text: 'متن',
    })
    const file = join(home, 'report.pdf')
    const stubSaveDialog = async (filePath: string) =>
      await electron.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: path === '', filePath: path })
      }, filePath)
    const print = () =>
      app.evaluate((id) => (globalThis as unknown as Bridge).holdfast.savePdf([id]), ids[0]!)
    await stubSaveDialog('')
    expect(await print()).toEqual({ ok: true, value: { saved: false } })
    await stubSaveDialog(join(home, 'nowhere', 'report.pdf'))
    expect(await print()).toMatchObject({ ok: false, error: { code: 'custody.not-written' } })
    await stubSaveDialog(file)
    expect(await print()).toEqual({ ok: true, value: { saved: true } })
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
    await stubDialog(electron, [file])
    const tickets = await app.evaluate(() => (globalThis as unknown as Bridge).holdfast.pickFiles())
    const { outcomes } = await importTickets(app, tickets)
    const { hits } = await callFromPage(app, 'search.find', { query: '"درمانگاه اشرف"' })
    expect(hits.map(({ id }) => id)).toContain(outcomes[0]!.record)
  })

  test('plays the video of the sample from the vault, from any point', async ({ app }) => {
    const { hits } = await callFromPage(app, 'search.find', { filters: { kind: ['video'] } })
    await app.evaluate((id) => void (location.hash = `#/records/${id}`), hits[0]!.id)
    await app.getByRole('button', { name: /^Play/ }).click()
    const video = app.locator('video')
    await expect(video).toHaveAttribute('src', /^vault:\/\/object\/[0-9a-f]{64}$/)
    const playhead = () => video.evaluate((element: HTMLVideoElement) => element.currentTime)
    await expect.poll(playhead).toBeGreaterThan(0)
    const seeked = await video.evaluate(async (element: HTMLVideoElement) => {
      element.pause()
      const done = new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }))
      element.currentTime = element.duration / 2
      await done
      return { at: element.currentTime, middle: element.duration / 2, width: element.videoWidth }
    })
    expect(seeked.at).toBeCloseTo(seeked.middle, 1)
    expect(seeked.width).toBeGreaterThan(0)
  })
})

test('exits cleanly on a signal, and leaves no process or lock', async ({ app, electron, home }) => {
  await callFromPage(app, 'settings.edit', { theme: 'dark' })
  const child = electron.process()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(await processesNaming(home)).toEqual([])
  const archive = join(home, 'sample')
  expect(await readdir(archive)).not.toContain('lock')
})

test('does not open a second time on the same data', async ({ app, electron, program, display, home }) => {
  await expect(app).toHaveURL(/^app:/)
  const second = spawn(program, ['--no-sandbox'], {
    env: { ...process.env, HOLDFAST_HOME: home, DISPLAY: display },
    stdio: 'ignore',
  })
  expect(await once(second, 'exit')).toEqual([0, null])
  expect(electron.windows()).toHaveLength(1)
})

/** The processes whose environment names the folder: the app, its pages and its workers. */
async function processesNaming(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
  const found = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')
      return environment.includes(`HOLDFAST_HOME=${folder}\0`) ? id : null
    }),
  )
  return found.filter((id) => id !== null)
}
