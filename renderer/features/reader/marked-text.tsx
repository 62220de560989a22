import { VERBATIM } from '../../ui/show-directions-in.ts'
import { segmentText } from './marks.ts'
import type { Mark } from './marks.ts'

const NONE: readonly Mark[] = []

/**
 * A text of evidence, as it was written, with its matches highlighted; the current one has `aria-current`, so that it can be found and distinguished.
 */
export function MarkedText({
  text,
  marks = NONE,
  current,
}: {
  text: string
  marks?: readonly Mark[]
  current: number | null
}) {
  if (marks.length === 0) return <span {...VERBATIM}>{text}</span>
  return (
    <span {...VERBATIM}>
      {segmentText(text, marks).map((segment, index) =>
        segment.order === null ? (
          segment.text
        ) : (
          <mark key={index} className="hit" aria-current={segment.order === current ? 'location' : undefined}>
            {segment.text}
          </mark>
        ),
      )}
    </span>
  )
}
