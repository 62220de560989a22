import { ranksOf } from '../segment/order-keys.ts'

/** The numbers of names in the order of their labels, and the rank of each number. */
export interface LabelRanks {
  readonly byRank: Uint32Array
  readonly ranks: Uint32Array
}

const known = new WeakMap<readonly string[], LabelRanks>()

/** The label order of a list of names that only grows and whose labels never change; new names are merged in. */
export function labelRanks(names: readonly string[], labelOf: (name: string) => string): LabelRanks {
  const before = known.get(names) ?? { byRank: new Uint32Array(0), ranks: new Uint32Array(0) }
  if (before.byRank.length === names.length) return before
  const compare = compareBy((at) => labelOf(names[at]!))
  const late = Uint32Array.from(
    { length: names.length - before.byRank.length },
    (_, i) => before.byRank.length + i,
  )
  const byRank = merge(before.byRank, late.sort(compare), compare)
  const made = { byRank, ranks: ranksOf(byRank) }
  known.set(names, made)
  return made
}

type Compare = (a: number, b: number) => number

function compareBy(labelOf: (at: number) => string): Compare {
  return (a, b) => {
    const [left, right] = [labelOf(a), labelOf(b)]
    return left < right ? -1 : left > right ? 1 : a - b
  }
}

/**
 * Merges two sorted lists. The added one is usually short, so the place of each of its numbers is found by binary
 * search.
 */
function merge(before: Uint32Array, added: Uint32Array, compare: Compare): Uint32Array {
  const merged = new Uint32Array(before.length + added.length)
  let taken = 0
  added.forEach((number, i) => {
    const until = placeOf(number, before, taken, compare)
    merged.set(before.subarray(taken, until), taken + i)
    merged[until + i] = number
    taken = until
  })
  merged.set(before.subarray(taken), taken + added.length)
  return merged
}

/** The first index from `from` whose number does not sort before this one. */
function placeOf(number: number, sorted: Uint32Array, from: number, compare: Compare): number {
  let low = from
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(sorted[middle]!, number) < 0) low = middle + 1
    else high = middle
  }
  return low
}
