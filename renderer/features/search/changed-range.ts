import type { Ranges } from '../../ui/highlighted.tsx'

/** The words of a suggestion that differ from what was typed, as one range; empty when nothing differs. */
export function changedRange(typed: string, suggested: string): Ranges {
  const shared = Math.min(typed.length, suggested.length)
  let start = 0
  while (start < shared && typed[start] === suggested[start]) start++
  let end = suggested.length
  while (
    end > start &&
    typed.length - (suggested.length - end) > start &&
    isSameFromEnd(typed, suggested, end)
  )
    end--
  if (start === end && typed.length === suggested.length) return []
  const wordStart = suggested.slice(0, start).search(/\S+$/u)
  const wordEnd = /^\S*/u.exec(suggested.slice(end))![0].length
  return [[wordStart < 0 ? start : wordStart, end + wordEnd]]
}

function isSameFromEnd(typed: string, suggested: string, end: number): boolean {
  return suggested[end - 1] === typed[typed.length - (suggested.length - end) - 1]
}
