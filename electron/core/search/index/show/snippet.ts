import type { TextRange } from '../../../../../shared/contract/search.ts'
import type { TextMatch } from '../match/matcher.ts'
import { toHighlights } from '../match/matcher.ts'

const SNIPPET_UNITS = 200
/** A list shows only the beginning of a snippet, so the match must not be far from it. */
const LEAD_UNITS = 32

/** A stretch of the original text around the best matches, with the matches in it; ellipses mark omitted text. */
export interface Snippet {
  readonly snippet: string
  readonly highlights: TextRange[]
  /** The first match of the stretch, as a range of the entire text; null when there is none. */
  readonly best: TextRange | null
}

/** Cuts the snippet of a text. */
export function cutSnippet(text: string, matches: readonly TextMatch[]): Snippet {
  const best = bestWindow(matches)
  const anchor = best?.start ?? 0
  const spare = Math.max(0, SNIPPET_UNITS - ((best?.end ?? 0) - anchor))
  const from = boundaryBefore(text, Math.max(0, anchor - Math.min(LEAD_UNITS, Math.floor(spare / 3))))
  const to = boundaryAfter(text, Math.min(text.length, Math.max(from + SNIPPET_UNITS, best?.firstEnd ?? 0)))
  const before = text.slice(0, from).trim() === '' ? '' : '…'
  const shift = before.length - from
  const inside = matches.filter((match) => match.start >= from && match.end <= to)
  return {
    snippet: before + text.slice(from, to) + (to < text.length ? '…' : ''),
    highlights: toHighlights(inside).map(([start, end]) => [start + shift, end + shift]),
    best: best && [best.start, best.firstEnd],
  }
}

/** The stretch with the most different leaves, the first among equals. */
function bestWindow(
  matches: readonly TextMatch[],
): { start: number; firstEnd: number; end: number; leaves: number } | null {
  let best: { start: number; firstEnd: number; end: number; leaves: number } | null = null
  for (let i = 0; i < matches.length; i++) {
    const { start, end: firstEnd } = matches[i]!
    const leaves = new Set<number>()
    let end = firstEnd
    for (let j = i; j < matches.length && matches[j]!.end - start <= SNIPPET_UNITS; j++) {
      leaves.add(matches[j]!.leaf)
      end = Math.max(end, matches[j]!.end)
    }
    if (!best || leaves.size > best.leaves) best = { start, firstEnd, end, leaves: leaves.size }
  }
  return best
}

const SEARCH_UNITS = 24

function boundaryBefore(text: string, at: number): number {
  for (let i = at; i > 0 && i > at - SEARCH_UNITS; i--) if (/\s/u.test(text[i - 1]!)) return i
  return at <= SEARCH_UNITS ? /^\s*/u.exec(text)![0].length : characterBoundary(text, at)
}

function boundaryAfter(text: string, at: number): number {
  for (let i = at; i < text.length && i < at + SEARCH_UNITS; i++) if (/\s/u.test(text[i]!)) return i
  return at + SEARCH_UNITS >= text.length ? text.length : characterBoundary(text, at)
}

/** Moves back until neither a surrogate pair nor a letter and its combining marks are split. */
function characterBoundary(text: string, at: number): number {
  let boundary = at
  while (boundary > 0 && belongsToBefore(text.charCodeAt(boundary))) boundary--
  return boundary
}

function belongsToBefore(unit: number): boolean {
  const isLowSurrogate = unit >= 0xdc00 && unit < 0xe000
  return isLowSurrogate || unit === 0x200c || unit === 0x200d || /\p{M}/u.test(String.fromCharCode(unit))
}
