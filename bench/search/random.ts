/** A stream of numbers in [0, 1) that depends only on its seed (mulberry32). */
export type Random = () => number

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Returns an integer from `low` up to but not including `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low))
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!
}

/**
 * Draws ranks from 0 with the frequencies of words in a language: the nth about as often as 1 / (n + 2.7)
 * (Zipf–Mandelbrot).
 */
export function createZipf(ranks: number): (random: Random) => number {
  const weights = Array.from({ length: ranks }, (_, rank) => 1 / (rank + 2.7) ** 1.08)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const { chance, other } = aliasTable(weights.map((weight) => (weight * ranks) / sum))
  return (random) => {
    const at = Math.floor(random() * ranks)
    return random() < chance[at]! ? at : other[at]!
  }
}

// Walker's alias method with Vose's construction: the cost of a draw does not depend on the number of ranks.
function aliasTable(scaled: number[]) {
  const chance = new Float64Array(scaled.length).fill(1)
  const other = new Uint32Array(scaled.length)
  const small: number[] = []
  const large: number[] = []
  scaled.forEach((weight, at) => (weight < 1 ? small : large).push(at))
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!
    const more = large.pop()!
    chance[less] = scaled[less]!
    other[less] = more
    scaled[more] = scaled[more]! + scaled[less]! - 1
    if (scaled[more] < 1) small.push(more)
    else large.push(more)
  }
  return { chance, other }
}
