/**
 * The paragraphs of one form of a message with anything that the other form does not contain in the same word order.
 */
export function differing(paragraphs: readonly string[], others: readonly string[]): string[] {
  const size = others.reduce((sum, each) => sum + each.length, 0)
  // For a text of this size, comparing would cost more memory than it saves.
  if (size > LARGEST_COMPARED) return [...paragraphs]
  const known = new Set<string>()
  const words = others.flatMap(wordsOf)
  for (const [at, word] of words.entries())
    for (let length = 1; length <= 3; length++)
      known.add([word, ...words.slice(at + 1, at + length)].join(' '))
  return paragraphs.filter((paragraph) => {
    const own = wordsOf(paragraph)
    const length = Math.min(3, own.length)
    for (let at = 0; at + length <= own.length; at++)
      if (length > 0 && !known.has(own.slice(at, at + length).join(' '))) return true
    return false
  })
}

const LARGEST_COMPARED = 1024 * 1024

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}\u200c]+/gu) ?? []
