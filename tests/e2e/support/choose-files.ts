import type { Page } from '@playwright/test'

/** Chooses files, or one folder, in the file dialog that `open` makes the page show. */
export async function chooseFiles(
  page: Page,
  paths: string | readonly string[],
  open: () => Promise<void>,
): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  // Chromium may handle a key or click before the request to catch the dialog, which then opens where no spec can
  // reach it. An answer from the page shows that the request has arrived.
  await page.evaluate(() => true)
  await open()
  await (await chooser).setFiles(typeof paths === 'string' ? paths : [...paths])
}
