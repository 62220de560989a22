const MUCH = 1024

/**
 * The smallest count, at least 1, among the `most` largest. A histogram of small counts usually decides; only when
 * more than `most` counts are large are those sorted.
 */
export function topThreshold(counts: Uint32Array, most: number): number {
  const reached = new Uint32Array(MUCH + 1)
  for (let at = 0; at < counts.length; at++) reached[Math.min(counts[at]!, MUCH)]!++
  if (counts.length - reached[0]! <= most) return 1
  let least = MUCH
  for (let sum = reached[MUCH]!; sum < most; sum += reached[least]!) least--
  return least < MUCH ? least : counts.filter((count) => count >= MUCH).sort()[reached[MUCH]! - most]!
}
