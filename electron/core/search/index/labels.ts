import { fold } from '../../../../shared/text/fold.ts'

/** Short texts to be found with typing errors. */
export interface LabelSet {
  /** The labels that may be meant by a folded text: all of a short list, else those that share most pairs of letters. */
  candidates(folded: string): readonly Label[]
}

export interface Label {
  /** As given. */
  readonly label: string
  readonly folded: string
  /** Where the label stood in the list. */
  readonly at: number
}

/** Each list takes its share of the time of a keystroke; a longer one is narrowed down before it is matched. */
const FILTER_FROM = 500
const MAX_CANDIDATES = 200

/** Prepares labels for look-ups. */
export function createLabelSet(labels: readonly string[]): LabelSet {
  const prepared = labels.map((label, at) => ({ label, folded: fold(label), at }))
  if (prepared.length <= FILTER_FROM) return { candidates: () => prepared }
  const byPair = indexPairs(prepared)
  return { candidates: (folded) => mostShared(folded, prepared, byPair) }
}

function indexPairs(labels: readonly Label[]): ReadonlyMap<number, number[]> {
  const byPair = new Map<number, number[]>()
  for (const { folded, at } of labels)
    for (const pair of pairsOf(folded)) {
      const list = byPair.get(pair)
      if (list) list.push(at)
      else byPair.set(pair, [at])
    }
  return byPair
}

/** Pairs of neighbouring units; the start of a word counts as one, so that a single letter has a pair too. */
function pairsOf(folded: string): Set<number> {
  const pairs = new Set<number>()
  let before = 32
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i)
    if (unit !== 32) pairs.add(before * 0x1_0000 + unit)
    before = unit
  }
  return pairs
}

function mostShared(
  folded: string,
  labels: readonly Label[],
  byPair: ReadonlyMap<number, number[]>,
): readonly Label[] {
  const shared = new Uint16Array(labels.length)
  const touched: number[] = []
  for (const pair of pairsOf(folded))
    for (const at of byPair.get(pair) ?? []) if (shared[at]!++ === 0) touched.push(at)
  const length = (at: number) => labels[at]!.folded.length
  return touched
    .sort((a, b) => shared[b]! - shared[a]! || length(a) - length(b) || a - b)
    .slice(0, MAX_CANDIDATES)
    .map((at) => labels[at]!)
}
