import type { QueryNode } from '../../../../../shared/query/query.ts'
import type { Aliases } from '../corpus/aliases.ts'
import { termsOfName } from '../corpus/aliases.ts'
import type { Leaf } from './leaf.ts'
import { leafOfAliases } from './leaf.ts'

/** Consecutive words that together are a name with aliases, and the leaf of these aliases. */
export interface AliasRun {
  /** The index of the first word, and one more than that of the last. */
  readonly from: number
  readonly to: number
  readonly others: Leaf
}

/** No name is longer; every run of words is looked up once. */
const MAX_WORDS = 8

/** The names of several words among these nodes, without quotation marks; from left to right, longest first. */
export function aliasRuns(nodes: readonly QueryNode[], aliases: Aliases): AliasRun[] {
  const runs: AliasRun[] = []
  for (let from = 0; from < nodes.length;) {
    const run = longestFrom(nodes, from, aliases)
    if (run) runs.push(run)
    from = run?.to ?? from + 1
  }
  return runs
}

function longestFrom(nodes: readonly QueryNode[], from: number, aliases: Aliases): AliasRun | null {
  const first = nodes[from]!
  const terms: string[] = []
  let longest: AliasRun | null = null
  for (let to = from; to < nodes.length && terms.length < MAX_WORDS; to++) {
    const node = nodes[to]!
    if (first.type !== 'word' || !isPlain(node) || node.field !== first.field) break
    terms.push(...termsOfName(node.text))
    // The leaf of a single word includes its aliases already.
    const others = to > from ? leafOfAliases(terms, first.field, aliases) : null
    if (others) longest = { from, to: to + 1, others }
  }
  return longest
}

function isPlain(node: QueryNode): node is Extract<QueryNode, { type: 'word' }> {
  return node.type === 'word' && !node.exact && !node.prefix && node.fuzzy === 0
}
