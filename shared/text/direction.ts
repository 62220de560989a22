export type Direction = 'ltr' | 'rtl' | 'neutral'

/**
 * The direction of the first strong character of `text` (UAX #9, rules P2 and P3); characters inside an isolate do
 * not count. Text without a letter, such as a number or a date, is neutral.
 */
export function directionOf(text: string): Direction {
  let isolates = 0
  for (const [character] of text.matchAll(STRONG_OR_ISOLATE)) {
    if (ISOLATE_START.test(character)) isolates += 1
    else if (character === '\u2069') isolates = Math.max(0, isolates - 1)
    else if (isolates === 0) return RIGHT_TO_LEFT.test(character) ? 'rtl' : 'ltr'
  }
  return 'neutral'
}

// Letters and the three direction marks are strong; digits of every script are not.
const STRONG_OR_ISOLATE = /[\p{L}\u200e\u200f\u061c\u2066-\u2069]/gu
const ISOLATE_START = /[\u2066-\u2068]/
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
