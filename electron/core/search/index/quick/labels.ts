import { fold, foldUnit, LONGER, SEPARATOR } from '../../../../../shared/text/fold.ts'
import { createNumbers, pushNumber } from '../segment/bytes.ts'

/** Short texts that are found in spite of typos. The texts themselves are not kept. */
export interface LabelSet {
  /** The labels that share the most letter pairs with a text, by number, with how many they share. */
  candidates(text: string): readonly SharingLabel[]
}

/** The number of a label, and how many letter pairs it shares with the query. */
export interface SharingLabel {
  readonly at: number
  readonly shared: number
}

/** The most labels that are matched closely on one keystroke. */
export const MAX_CANDIDATES = 200
/** Labels prepared between two pauses. */
const STEP_LABELS = 512
/** The bits that a letter pair is hashed to; a collision costs an unnecessary candidate now and then. */
const PAIR_BITS = 16

/** Prepares labels for look-ups; each yield is a pause. */
export function* prepareLabels(
  count: number,
  labelAt: (at: number) => string,
): Generator<undefined, LabelSet> {
  const pairs = createNumbers(count * 16 + 16)
  const ends = new Uint32Array(count + 1)
  for (let at = 0; at < count; at++) {
    for (const pair of pairsOf(labelAt(at))) pushNumber(pairs, pair)
    ends[at + 1] = pairs.length
    if (at % STEP_LABELS === STEP_LABELS - 1) yield
  }
  const byPair = groupByPair(pairs.values.subarray(0, pairs.length), ends)
  return { candidates: (text) => mostShared(pairsOf(text), ends, byPair) }
}

/** Labels of each pair: those of pair p are `labels[starts[p] … starts[p + 1]]`. */
interface PairIndex {
  readonly starts: Uint32Array
  readonly labels: Uint32Array
}

function groupByPair(pairs: Uint32Array, ends: Uint32Array): PairIndex {
  const starts = new Uint32Array((1 << PAIR_BITS) + 1)
  for (let i = 0; i < pairs.length; i++) starts[pairs[i]! + 1]!++
  for (let pair = 0; pair < 1 << PAIR_BITS; pair++) starts[pair + 1]! += starts[pair]!
  const next = starts.slice()
  const labels = new Uint32Array(pairs.length)
  for (let label = 0; label + 1 < ends.length; label++)
    for (let i = ends[label]!; i < ends[label + 1]!; i++) labels[next[pairs[i]!]!++] = label
  return { starts, labels }
}

/**
 * The pairs of neighbouring letters in a text, folded, each once. The start of a word counts as a letter, so that a
 * single letter has a pair too.
 */
function pairsOf(text: string): number[] {
  round++
  const pairs: number[] = []
  let before = SPACE
  for (let i = 0; i < text.length; i++) {
    const unit = foldUnit(text.charCodeAt(i))
    // Few letters fold to several. The entire text is then folded first, which leaves the other letters as they are.
    if (unit === LONGER) return pairsOf(fold(text))
    if (unit === SEPARATOR) before = SPACE
    if (unit === SEPARATOR || unit >= LONGER) continue
    const pair = Math.imul(before * 0x1_0001 + unit, 0x9e37_79b1) >>> (32 - PAIR_BITS)
    if (seen[pair] !== round) pairs.push(pair)
    seen[pair] = round
    before = unit
  }
  return pairs
}

const SPACE = 32
const seen = new Uint32Array(1 << PAIR_BITS)
let round = 0

function mostShared(
  pairs: readonly number[],
  ends: Uint32Array,
  { starts, labels }: PairIndex,
): readonly SharingLabel[] {
  const shared = new Uint8Array(ends.length)
  const touched = createNumbers(1024)
  for (const pair of pairs.slice(0, 255))
    for (let i = starts[pair]!; i < starts[pair + 1]!; i++) {
      const label = labels[i]!
      if (shared[label]!++ === 0) pushNumber(touched, label)
    }
  const least = leastShared(shared, touched.values, touched.length)
  const best: SharingLabel[] = []
  for (let i = 0; i < touched.length; i++) {
    const at = touched.values[i]!
    if (shared[at]! >= least) best.push({ at, shared: shared[at]! })
  }
  // Among labels that share equally many pairs, the shortest are the most similar.
  const lengthOf = ({ at }: SharingLabel) => ends[at + 1]! - ends[at]!
  return best
    .sort((a, b) => b.shared - a.shared || lengthOf(a) - lengthOf(b) || a.at - b.at)
    .slice(0, MAX_CANDIDATES)
}

/** The count that enough labels reach; sorting all that share something would take longer than counting them. */
function leastShared(shared: Uint8Array, touched: Uint32Array, length: number): number {
  const reached = new Uint32Array(256)
  for (let i = 0; i < length; i++) reached[shared[touched[i]!]!]!++
  let least = 255
  for (let sum = reached[least]!; least > 1 && sum < MAX_CANDIDATES; sum += reached[least]!) least--
  return least
}
