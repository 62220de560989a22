import { parseLocator } from '../../../shared/model/locator.ts'
import type { Passage } from '../../../shared/model/passage.ts'

/** The caption spoken at a time: the last that has begun, or null before the first. Captions are sorted by time. */
export function captionAt(startsMs: readonly number[], timeMs: number): number | null {
  let low = 0
  let high = startsMs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (startsMs[middle]! <= timeMs) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : low - 1
}

/** When each caption begins, in milliseconds; a passage that is not a caption counts as 0. */
export function captionStarts(passages: readonly Passage[]): readonly number[] {
  return passages.map((passage) => startOf(passage.locator) ?? 0)
}

/** The passage that an address such as `page:3`, `t:12.5` or `char:100-220` leads to, or null if there is none. */
export function passageFor(passages: readonly Passage[], at: string): number | null {
  const wanted = parseLocator(at)
  if (!wanted) return null
  if (wanted.type === 'time') return captionAt(captionStarts(passages), wanted.startMs)
  const found = passages.findIndex((passage) => {
    const locator = parseLocator(passage.locator)
    if (wanted.type === 'page') return locator?.type === 'page' && locator.page === wanted.page
    return locator?.type === 'char' && wanted.start < Math.max(locator.end, locator.start + 1)
  })
  return found < 0 ? null : found
}

/** The milliseconds at which a time locator begins, or null for any other. */
export function startOf(locator: string): number | null {
  const parsed = parseLocator(locator)
  return parsed?.type === 'time' ? parsed.startMs : null
}
