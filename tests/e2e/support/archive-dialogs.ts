import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** Opens a dialog from the menu of the archive. */
export async function openFromMenu(app: Page, entry: string, dialog: string): Promise<Locator> {
  await app.getByRole('button', { name: /^Archive: / }).click()
  await app.getByRole('menuitem', { name: entry }).click()
  const opened = app.getByRole('dialog', { name: dialog })
  await expect(opened).toBeVisible()
  return opened
}

/** Verifies the archive on the page that shows its state, and leaves the page. */
export async function expectIntact(app: Page): Promise<void> {
  const health = await openFromMenu(app, 'Archive health…', 'Archive health')
  await health.getByRole('button', { name: 'Verify the archive' }).click()
  await expect(health).toContainText(/Intact\. .* match their hashes/)
  await app.keyboard.press('Escape')
  await expect(health).toBeHidden()
}
