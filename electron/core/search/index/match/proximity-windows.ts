/**
 * Calls `visit` with the first and last position of each window of `span` positions that contains a position of every
 * list; each window is the narrowest from its first position on. Lists are ascending.
 */
export function eachWindow(
  lists: readonly (readonly number[] | Uint32Array)[],
  span: number,
  visit: (first: number, last: number) => void,
): void {
  const heads = lists.map(() => 0)
  for (;;) {
    let first = Infinity
    let last = -1
    let least = 0
    for (let i = 0; i < lists.length; i++) {
      const position = lists[i]![heads[i]!]
      if (position === undefined) return
      if (position > last) last = position
      if (position < first) {
        first = position
        least = i
      }
    }
    if (last - first <= span) visit(first, last)
    heads[least]!++
  }
}

/** The size of a window in which words count as near: the words themselves and those allowed between them. */
export function windowSpan(words: number, near: number): number {
  return words - 1 + near
}
