import type { Corpus } from '../corpus/corpus.ts'
import type { RecordFilter } from '../query/filters.ts'
import type { FoundLeaf } from './look-up.ts'
import type { LeafMatches } from './match-leaf.ts'
import type { PlanNode } from '../query/plan.ts'
import { decodePostings } from '../terms/postings.ts'
import type { RecordSet } from './record-set.ts'
import { intersect, isDense, keep, subtract, takePositive, uniteAll } from './record-set.ts'
import { pool } from './array-pool.ts'
import type { Segment } from '../segment/segment.ts'

const K1 = 1.2
const B = 0.75

/** What it takes to evaluate a plan in one segment. */
export interface Evaluation {
  readonly corpus: Corpus
  readonly found: readonly FoundLeaf[]
  /** The index of the segment in the corpus. */
  readonly at: number
  readonly filterOf: (node: Extract<PlanNode, { type: 'filter' | 'date' }>, segment: Segment) => RecordFilter
}

/** The live records of one segment that a plan matches, scored; all of them without a plan. */
export function evaluatePlan(root: PlanNode | null, evaluation: Evaluation): RecordSet {
  return root ? evaluate(root, evaluation) : allRecords(segmentOf(evaluation))
}

function evaluate(node: PlanNode, evaluation: Evaluation): RecordSet {
  const segment = segmentOf(evaluation)
  switch (node.type) {
    case 'leaf':
      return scoreLeaf(evaluation.found[node.leaf]!, evaluation)
    case 'and':
      return evaluateAnd(node.nodes, evaluation)
    case 'or':
      if (node.nodes.every((each) => each.type === 'leaf')) return scoreAny(node.nodes, evaluation)
      return uniteAll(
        node.nodes.map((each) => evaluate(each, evaluation)),
        segment.scratch(),
      )
    case 'not':
      return subtract(allRecords(segment), evaluate(node.node, evaluation))
    case 'filter':
    case 'date':
      return keep(allRecords(segment), evaluation.filterOf(node, segment))
  }
}

/** Rarest first; filters and negations then only remove from what is left. */
function evaluateAnd(nodes: readonly PlanNode[], evaluation: Evaluation): RecordSet {
  const segment = segmentOf(evaluation)
  const positive = nodes
    .filter((node) => node.type === 'leaf' || node.type === 'and' || node.type === 'or')
    // By counts of the whole corpus, so that scores are summed in the same order in every segment.
    .sort((a, b) => estimate(a, evaluation) - estimate(b, evaluation))
  let matched: RecordSet | null = null
  for (const node of positive) {
    matched = matched ? intersect(matched, evaluate(node, evaluation)) : evaluate(node, evaluation)
    if (matched.records.length === 0) return matched
  }
  let rest = matched ?? allRecords(segment)
  for (const node of nodes) {
    if (node.type === 'not') rest = subtract(rest, evaluate(node.node, evaluation))
    else if (node.type === 'filter' || node.type === 'date')
      rest = keep(rest, evaluation.filterOf(node, segment))
  }
  return rest
}

function estimate(node: PlanNode, evaluation: Evaluation): number {
  switch (node.type) {
    case 'leaf':
      return evaluation.found[node.leaf]!.frequency
    case 'and':
      return Math.min(...node.nodes.map((each) => estimate(each, evaluation)))
    case 'or':
      return node.nodes.reduce((sum, each) => sum + estimate(each, evaluation), 0)
    default:
      return evaluation.corpus.records
  }
}

/**
 * BM25 over the weighted occurrences of all fields together. The scores overwrite the weights, since a leaf is scored
 * once.
 */
function scoreLeaf({ matches, rarity }: FoundLeaf, { corpus, at }: Evaluation): RecordSet {
  const { records, weights } = matches[at]!.read()
  const { lengths } = corpus.segments[at]!.data
  const scale = rarity * (K1 + 1)
  const { averageLength } = corpus
  for (let i = 0; i < records.length; i++) {
    const weight = weights[i]!
    weights[i] = (scale * weight) / (weight + normOf(lengths[records[i]!]!, averageLength))
  }
  return { records, scores: weights }
}

/**
 * Any of several leaves. With many records, scores are summed in the per-record array, which saves building a list
 * for each leaf.
 */
function scoreAny(nodes: readonly { readonly leaf: number }[], evaluation: Evaluation): RecordSet {
  const { corpus, found, at } = evaluation
  const segment = segmentOf(evaluation)
  const leaves = nodes.map(({ leaf }) => found[leaf]!)
  const { scores } = segment.scratch()
  const total = leaves.reduce((sum, { matches }) => sum + matches[at]!.count, 0)
  if (!isDense(total, scores.length))
    return uniteAll(
      leaves.map((leaf) => scoreLeaf(leaf, evaluation)),
      segment.scratch(),
    )
  for (const { matches, rarity } of leaves) addScores(segment, matches[at]!, rarity, corpus)
  // Every match has a positive score.
  return takePositive(scores)
}

function addScores(segment: Segment, matches: LeafMatches, rarity: number, { averageLength }: Corpus): void {
  const { lengths } = segment.data
  const { scores, termRecords, termWeights } = segment.scratch()
  const scale = rarity * (K1 + 1)
  if (matches.term) {
    const { term, weight: by } = matches.term
    const total = decodePostings(segment.data, term, { termRecords, termWeights })
    for (let i = 0; i < total; i++) {
      const record = termRecords[i]!
      const weight = termWeights[i]! * by
      scores[record]! += (scale * weight) / (weight + normOf(lengths[record]!, averageLength))
    }
    return
  }
  const { records, weights } = matches.read()
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!
    const weight = weights[i]!
    scores[record]! += (scale * weight) / (weight + normOf(lengths[record]!, averageLength))
  }
}

// The same formula everywhere: another order of operations would give equal records different scores.
function normOf(length: number, averageLength: number): number {
  return K1 * (1 - B + (B * length) / averageLength)
}

function allRecords({ data, dead, live }: Segment): RecordSet {
  const records = pool.records(live)
  let count = 0
  for (let record = 0; record < data.records; record++) if (!dead[record]) records[count++] = record
  return { records, scores: pool.scores(live).fill(0) }
}

function segmentOf({ corpus, at }: Evaluation): Segment {
  return corpus.segments[at]!
}
