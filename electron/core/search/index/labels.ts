import { fold } from '../../../../shared/text/fold.ts'

/** Short texts to be found with typing errors. */
export interface LabelSet {
  /** The labels that share most pairs of letters with a folded text, the best first. */
  candidates(folded: string): readonly SharingLabel[]
}

export interface Label {
  /** As given. */
  readonly label: string
  readonly folded: string
  /** Where the label stood in the list. */
  readonly at: number
}

/** A label and how many pairs of letters it shares with what is asked for. */
export type SharingLabel = Label & { readonly shared: number }

/** No more are matched closely on one keystroke. */
const MAX_CANDIDATES = 200

/** Prepares labels for look-ups. */
export function createLabelSet(labels: readonly string[]): LabelSet {
  const prepared = labels.map((label, at) => ({ label, folded: fold(label), at }))
  const byPair = indexPairs(prepared)
  return { candidates: (folded) => mostShared(folded, prepared, byPair) }
}

/** The best of several lists of labels. */
export function bestSharing<Each extends SharingLabel>(labels: readonly Each[]): Each[] {
  return [...labels]
    .sort((a, b) => b.shared - a.shared || a.folded.length - b.folded.length)
    .slice(0, MAX_CANDIDATES)
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
): readonly SharingLabel[] {
  const shared = new Uint8Array(labels.length)
  const touched: number[] = []
  const pairs = [...pairsOf(folded)].slice(0, 255)
  for (const pair of pairs) for (const at of byPair.get(pair) ?? []) if (shared[at]!++ === 0) touched.push(at)
  const least = leastShared(shared, touched)
  const best = touched.filter((at) => shared[at]! >= least)
  return bestSharing(best.map((at) => ({ ...labels[at]!, shared: shared[at]! })))
}

/** The count that enough labels reach; sorting all that share something would take longer than counting them. */
function leastShared(shared: Uint8Array, touched: readonly number[]): number {
  const reached = new Uint32Array(256)
  for (const at of touched) reached[shared[at]!]!++
  let least = 255
  for (let sum = reached[least]!; least > 1 && sum < MAX_CANDIDATES; sum += reached[least]!) least--
  return least
}
