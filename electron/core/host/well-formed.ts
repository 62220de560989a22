/**
 * True if every text of a value, at any depth, consists of complete characters. Half of a surrogate pair has no bytes
 * in UTF-8: a text with one would be read back as something else.
 */
export function isWellFormed(value: unknown): boolean {
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string' && !next.isWellFormed()) return false
    if (typeof next !== 'object' || next === null) continue
    for (const [key, inside] of Object.entries(next)) waiting.push(key, inside)
  }
  return true
}
