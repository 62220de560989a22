import type { QueryNode } from '../../../../../shared/query/query.ts'
import type { Aliases } from '../corpus/aliases.ts'
import { termsOfName } from '../corpus/aliases.ts'
import type { Leaf } from './leaf.ts'
import { leafOfNames } from './leaf.ts'

/** Words beside each other that are together one of the names of a group, and the leaf of the other names. */
export interface NameRun {
  /** The first of the words, and the one behind the last. */
  readonly from: number
  readonly to: number
  readonly others: Leaf
}

/** No name is longer; every stretch of words is looked up once. */
const MAX_WORDS = 8

/** The names of several words among these nodes, without quotation marks; from left to right, the longest first. */
export function nameRuns(nodes: readonly QueryNode[], aliases: Aliases): NameRun[] {
  const runs: NameRun[] = []
  for (let from = 0; from < nodes.length;) {
    const run = longestFrom(nodes, from, aliases)
    if (run) runs.push(run)
    from = run?.to ?? from + 1
  }
  return runs
}

function longestFrom(nodes: readonly QueryNode[], from: number, aliases: Aliases): NameRun | null {
  const first = nodes[from]!
  const terms: string[] = []
  let longest: NameRun | null = null
  for (let to = from; to < nodes.length && terms.length < MAX_WORDS; to++) {
    const node = nodes[to]!
    if (first.type !== 'word' || !isPlain(node) || node.field !== first.field) break
    terms.push(...termsOfName(node.text))
    // A word alone looks for its other names itself.
    const others = to > from ? leafOfNames(terms, first.field, aliases) : null
    if (others) longest = { from, to: to + 1, others }
  }
  return longest
}

function isPlain(node: QueryNode): node is Extract<QueryNode, { type: 'word' }> {
  return node.type === 'word' && !node.exact && !node.prefix && node.fuzzy === 0
}
