import { parseLocator } from '../../../shared/model/locator.ts'
import type { Passage } from '../../../shared/model/passage.ts'

/** The numbers of the passages on each page, and the page of each passage. Pages count from 1. */
export interface PageTexts {
  readonly pages: ReadonlyMap<number, readonly number[]>
  pageOf(passage: number): number | null
}

/** Which passages are on which page, however many there are on one. */
export function pageTexts(passages: readonly Passage[]): PageTexts {
  const pages = new Map<number, number[]>()
  const numbers = passages.map((passage) => {
    const locator = parseLocator(passage.locator)
    return locator?.type === 'page' ? locator.page : null
  })
  numbers.forEach((page, passage) => {
    if (page === null) return
    const known = pages.get(page)
    if (known) known.push(passage)
    else pages.set(page, [passage])
  })
  return { pages, pageOf: (passage) => numbers[passage] ?? null }
}
