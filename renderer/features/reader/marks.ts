import type { TextRange } from '../../../shared/contract/search.ts'

/** A match to be highlighted in one passage; `order` is its place among all matches of the record. */
export interface Mark {
  readonly order: number
  readonly range: TextRange
}

/** A run of text: outside every match, or inside the match with this order. */
export interface Segment {
  readonly text: string
  readonly order: number | null
}

/**
 * The text split at its highlights, in reading order; where highlights overlap, the earlier one keeps the shared
 * letters.
 */
export function segmentText(text: string, marks: readonly Mark[]): readonly Segment[] {
  const segments: Segment[] = []
  let done = 0
  for (const { order, range } of marks.toSorted((a, b) => a.range[0] - b.range[0] || a.order - b.order)) {
    const start = Math.max(range[0], done)
    const end = Math.min(range[1], text.length)
    if (end <= start) continue
    if (start > done) segments.push({ text: text.slice(done, start), order: null })
    segments.push({ text: text.slice(start, end), order })
    done = end
  }
  if (done < text.length) segments.push({ text: text.slice(done), order: null })
  return segments
}
