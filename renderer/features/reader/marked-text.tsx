import { segmentText } from './marks.ts'
import type { Mark } from './marks.ts'

const NONE: readonly Mark[] = []

/** A text with its matches marked; the current one carries `aria-current`, so that it is found and told apart. */
export function MarkedText({
  text,
  marks = NONE,
  current,
}: {
  text: string
  marks?: readonly Mark[]
  current: number | null
}) {
  if (marks.length === 0) return text
  return segmentText(text, marks).map((segment, index) =>
    segment.order === null ? (
      segment.text
    ) : (
      <mark key={index} className="hit" aria-current={segment.order === current ? 'location' : undefined}>
        {segment.text}
      </mark>
    ),
  )
}
