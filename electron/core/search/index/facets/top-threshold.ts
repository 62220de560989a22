const MUCH = 1024

/**
 * The least count, from 1, among the `most` largest. How many values have each count is soon told; only where more than
 * `most` have a large one are those sorted.
 */
export function leastOfMost(counts: Uint32Array, most: number): number {
  const reached = new Uint32Array(MUCH + 1)
  for (let at = 0; at < counts.length; at++) reached[Math.min(counts[at]!, MUCH)]!++
  if (counts.length - reached[0]! <= most) return 1
  let least = MUCH
  for (let sum = reached[MUCH]!; sum < most; sum += reached[least]!) least--
  return least < MUCH ? least : counts.filter((count) => count >= MUCH).sort()[reached[MUCH]! - most]!
}
