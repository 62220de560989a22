import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { startShell, type ShellProcess } from '../../hostile/shell-process.ts'
import { callFromPage, importFile } from '../support/calls.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo } from '../support/record-pages.ts'

const pageRoot = resolve(import.meta.dirname, '../../../out/renderer')
const MINUTES = 120

test('a recording whose address has expired is sought, and plays on, without a word', async ({ browser }) => {
  const shell = await startShell({ pageRoot, addressLifeMs: 3000 })
  try {
    const page = await browser.newPage()
    await openWithKey(page, shell)
    const { record } = await importFile(page, 'long.wav', silence(MINUTES * 60))
    await goTo(page, `#/records/${record}`)
    const player = page.locator('video')
    const read = () =>
      player.evaluate((media: HTMLVideoElement) => ({
        src: media.src,
        at: Math.round(media.currentTime),
        isReady: media.readyState > 0 && !media.seeking,
        isPlaying: !media.paused,
        error: media.error?.message ?? null,
      }))
    await expect.poll(async () => (await read()).isReady).toBe(true)
    const { src: first } = await read()
    expect((await page.request.get(first, { headers: { range: 'bytes=0-9' } })).status()).toBe(206)
    await page.getByRole('button', { name: /^Play/ }).first().click()
    await expect.poll(async () => (await read()).isPlaying).toBe(true)
    await expect.poll(async () => (await page.request.get(first)).status()).toBe(403)

    await player.evaluate((media: HTMLVideoElement) => void (media.currentTime = 7000))
    await expect.poll(async () => (await read()).src).not.toBe(first)
    await expect
      .poll(async () => ({ ...(await read()), src: '', at: (await read()).at >= 7000 }))
      .toEqual({ src: '', at: true, isReady: true, isPlaying: true, error: null })
    await page.close()
  } finally {
    await shell.end()
  }
})

/** The address was used by the process that started the shell. */
async function openWithKey(page: Page, shell: ShellProcess): Promise<void> {
  const key = shell.own['x-holdfast-key']
  await page.addInitScript((kept) => sessionStorage.setItem('holdfast-key', kept), key)
  await page.goto(shell.origin)
  await callFromPage(page, 'settings.edit', { welcomed: true })
  await page.reload()
  await page.getByRole('option').first().waitFor()
}

/** A WAV file of silence: 8000 samples of 8 bits a second, so that a player does not keep all of it. */
function silence(seconds: number): Buffer {
  const rate = 8000
  const size = seconds * rate
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + size, 4)
  head.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, rate],
    [28, rate],
    [40, size],
  ] as const)
    head.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.writeUInt16LE(value, at)
  head.write('data', 36)
  return Buffer.concat([head, Buffer.alloc(size, 128)])
}
