import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Asserts that the page breaks no rule of WCAG 2.2 AA. */
export async function expectAccessiblePage(page: Page): Promise<void> {
  await expectNoViolations(quickBuilder(page).withTags(wcag))
}

/** Asserts that the page breaks no rule of WCAG 2.2 AA in the light theme, nor the rules about colours in the dark one. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoViolations(quickBuilder(page).withRules(['color-contrast', 'link-in-text-block']))
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessiblePage(page)
}

/** Asserts that what the selector names breaks no rule of axe-core, its best practices included. */
export async function expectAccessible(page: Page, within: string): Promise<void> {
  await expectNoViolations(quickBuilder(page).include(within))
}

/** Asserts that nothing in the open dialog keeps anybody from reading or using it. */
export const expectAccessibleDialog = (page: Page) => expectAccessible(page, '[role=dialog]')

/**
 * A fifth of the usual CPU time: no second page is opened to merge the results of frames (the window has none of another
 * origin), and the rules that were followed are not listed.
 */
const quickBuilder = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })

async function expectNoViolations(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
}
