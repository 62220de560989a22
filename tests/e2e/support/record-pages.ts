import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { chooseFiles } from './choose-files.ts'

/** Opens an address of the app, such as `#/records/k3fp-000001?q=freedom`. */
export async function goTo(app: Page, address: string): Promise<void> {
  await app.evaluate((hash) => {
    location.hash = hash
  }, address)
}

/** The address of what the window shows, such as `#/records/k3fp-000001?q=freedom`; the address bar has none of it. */
export async function shownAddress(app: Page): Promise<string> {
  return await app.evaluate(() => String((history.state as { holdfast?: string } | null)?.holdfast ?? ''))
}

/** Waits until the window shows the address. */
export async function expectShown(app: Page, address: RegExp): Promise<void> {
  await expect.poll(() => shownAddress(app)).toMatch(address)
}

/** A panel of the open record (Details, Citation, Files, History), opened. */
export async function openPanel(app: Page, name: string): Promise<Locator> {
  const about = app.getByRole('region', { name: 'About this record' })
  await about.getByRole('tab', { name }).click()
  const panel = about.getByRole('tabpanel', { name })
  await expect(panel).toBeVisible()
  return panel
}

/** Imports files through the button and the file dialog, as a user does, and waits for the result. */
export async function importFiles(app: Page, paths: readonly string[]): Promise<Locator> {
  await app.getByRole('button', { name: 'Import', exact: true }).click()
  await chooseFiles(app, paths, () => app.getByRole('menuitem', { name: /^Import files/ }).click())
  const result = app.getByRole('region', { name: 'Import result' })
  await expect(result).toBeVisible()
  return result
}
