import type { TextRange } from '../../../../../shared/contract/search.ts'
import { parseLocator, printLocator } from '../../../../../shared/model/locator.ts'
import type { Passage } from '../../../../../shared/model/passage.ts'

/**
 * The locator of a range of a passage: of its characters if the passage is located by characters, otherwise the
 * passage's own.
 */
export function locate(passage: Passage, range: TextRange | null): string {
  const place = parseLocator(passage.locator)
  if (!range || place?.type !== 'char' || place.end - place.start !== passage.text.length)
    return passage.locator
  return printLocator({ type: 'char', start: place.start + range[0], end: place.start + range[1] })
}
