import { Fragment } from 'react'
import type { ReactNode } from 'react'

/** Half-open ranges of UTF-16 characters. */
export type Ranges = readonly (readonly [number, number])[]

export interface HighlightedProps {
  text: string
  ranges: Ranges
  /** A single line, truncated at its end, which is on the left in right-to-left text. */
  isLine?: boolean
}

/** Text with its ranges highlighted, in its own direction. Ranges may touch or overlap and need no order. */
export function Highlighted({ text, ranges, isLine }: HighlightedProps) {
  const marked = markRanges(text, ranges)
  // An isolate does not count towards `auto` of its surroundings, so a line sets its own direction.
  if (isLine)
    return (
      <span className="ui-line" dir="auto">
        {marked}
      </span>
    )
  return <bdi dir="auto">{marked}</bdi>
}

function markRanges(text: string, ranges: Ranges): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const start = Math.max(from, at)
    const end = Math.min(to, text.length)
    if (end <= start) continue
    parts.push(
      <Fragment key={start}>
        {text.slice(at, start)}
        <mark>{text.slice(start, end)}</mark>
      </Fragment>,
    )
    at = end
  }
  return [...parts, text.slice(at)]
}
