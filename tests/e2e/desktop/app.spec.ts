import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ticket } from '../../../shared/model/ids.ts'
import { callFromPage, importTickets } from '../support/calls.ts'
import { expect, stubDialog, test } from '../support/desktop-fixtures.ts'
import { whyNoDesktop } from '../support/desktop-runtime.ts'

type Bridge = { holdfast: { pickFiles(): Promise<Ticket[]> } }

test.skip(whyNoDesktop() !== null, whyNoDesktop() ?? '')

test('opens the sample archive at the first start', async ({ app }) => {
  await expect(app).toHaveURL(/^app:\/\/holdfast\//)
  await expect(app.getByRole('searchbox').first()).toBeVisible()
  const archive = await callFromPage(app, 'archive.describe', {})
  expect(archive).toMatchObject({ isSample: true })
  const found = await callFromPage(app, 'search.find', {})
  expect(found.total).toBeGreaterThan(0)
  await expect(app.getByText(found.hits[0]!.title).first()).toBeVisible()
})

test('imports through the file dialog, and finds what it imported', async ({ app, electron, home }) => {
  const file = join(home, 'بیانیه ۱۲.txt')
  await writeFile(file, 'گزارش پزشکان درباره آزادی رفت‌وآمد\n')
  await stubDialog(electron, [file])
  const tickets = await app.evaluate(() => (globalThis as unknown as Bridge).holdfast.pickFiles())
  expect(JSON.stringify(tickets)).not.toContain(home)
  const result = await importTickets(app, tickets)
  expect(result).toMatchObject({ files: 1, imported: 1, failed: 0 })
  await app.getByRole('searchbox').first().fill('پزشكان')
  await expect(app.getByText('بیانیه ۱۲').first()).toBeVisible()
  expect(await readFile(file, 'utf8')).toContain('پزشکان')
})

test('chooses nothing when the dialog is closed', async ({ app, electron }) => {
  await stubDialog(electron, [])
  expect(await app.evaluate(() => (globalThis as unknown as Bridge).holdfast.pickFiles())).toEqual([])
})

test('plays the video of the sample from the vault, from any point', async ({ app }) => {
  const { hits } = await callFromPage(app, 'search.find', { filters: { kind: ['video'] } })
  const record = await callFromPage(app, 'records.get', { id: hits[0]!.id })
  const video = record.objects.find(({ mediaType }) => mediaType.startsWith('video/'))!
  const played = await app.evaluate(async (address) => {
    const element = document.createElement('video')
    element.muted = true
    element.src = address
    document.body.append(element)
    await element.play()
    const seeked = new Promise((resolve) => element.addEventListener('seeked', resolve))
    element.currentTime = element.duration / 2
    await seeked
    return { at: element.currentTime, duration: element.duration, width: element.videoWidth }
  }, `vault://object/${video.hash}`)
  expect(played.width).toBeGreaterThan(0)
  expect(played.at).toBeCloseTo(played.duration / 2, 0)
})

test('ends cleanly on a signal, with nothing left behind', async ({ app, electron, home }) => {
  await callFromPage(app, 'settings.set', { theme: 'dark' })
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
