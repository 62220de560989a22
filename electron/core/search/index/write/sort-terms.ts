const PREFIX_BITS = 32

/**
 * The numbers of words sorted by their units; word t is `units[offsets[t] … offsets[t + 1]]`. The first letters and
 * the number of each word are packed into one number, so that sorting compares no words; only words with the same
 * first letters are then compared.
 */
export function sortTerms(units: Uint16Array, offsets: Uint32Array, count: number): Uint32Array {
  const ranks = rankUnits(units, offsets[count]!)
  const bits = Math.max(1, Math.ceil(Math.log2(ranks.used + 1)))
  const letters = Math.max(1, Math.floor(PREFIX_BITS / bits))
  const keys = new Float64Array(count)
  for (let term = 0; term < count; term++) {
    let prefix = 0
    const from = offsets[term]!
    const length = offsets[term + 1]! - from
    for (let i = 0; i < letters; i++)
      prefix = prefix * 2 ** bits + (i < length ? ranks.of[units[from + i]!]! : 0)
    keys[term] = prefix * count + term
  }
  keys.sort()
  const order = Uint32Array.from(keys, (key) => key % count)
  const prefixAt = (at: number) => Math.floor(keys[at]! / count)
  for (let from = 0; from < count;) {
    const prefix = prefixAt(from)
    let to = from + 1
    while (to < count && prefixAt(to) === prefix) to++
    if (to > from + 1) order.subarray(from, to).sort((a, b) => compareRuns(units, offsets, a, b))
    from = to
  }
  return order
}

/** The units in use, ranked from 1. */
function rankUnits(units: Uint16Array, length: number): { of: Uint16Array; used: number } {
  const of = new Uint16Array(65_536)
  for (let i = 0; i < length; i++) of[units[i]!] = 1
  let used = 0
  for (let unit = 0; unit < of.length; unit++) if (of[unit] !== 0) of[unit] = ++used
  return { of, used }
}

function compareRuns(blob: Uint16Array, offsets: Uint32Array, a: number, b: number): number {
  let i = offsets[a]!
  let j = offsets[b]!
  const iEnd = offsets[a + 1]!
  const jEnd = offsets[b + 1]!
  while (i < iEnd && j < jEnd) {
    const difference = blob[i++]! - blob[j++]!
    if (difference !== 0) return difference
  }
  return iEnd - i - (jEnd - j)
}
