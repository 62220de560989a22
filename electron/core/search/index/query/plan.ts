import type { Query, QueryNode } from '../../../../../shared/query/query.ts'
import type { Aliases } from '../corpus/aliases.ts'
import type { Leaf, Surroundings } from './leaf.ts'
import { aliasRuns } from './alias-runs.ts'
import { ALONE, leafOfPhrase, leafOfWord, singleTerm } from './leaf.ts'

/** A query tree with words and phrases as numbered leaves; `filter` nodes are evaluated on the columns. */
export type PlanNode =
  | { readonly type: 'and' | 'or'; readonly nodes: readonly PlanNode[] }
  | { readonly type: 'not'; readonly node: PlanNode }
  | { readonly type: 'leaf'; readonly leaf: number }
  | Extract<QueryNode, { type: 'filter' | 'date' }>

/**
 * What to look up, the leaves that a hit shows (those that are not negated), and the adjacent words of the query,
 * which score higher the closer together they are in a record.
 */
export interface Plan {
  readonly root: PlanNode | null
  readonly leaves: readonly Leaf[]
  readonly shown: readonly number[]
  readonly adjacent: readonly number[]
}

/** How to read a query: whether its last word may still be growing, the aliases, and whether any word is enough. */
export interface Reading {
  readonly typing: boolean
  readonly aliases: Aliases
  readonly match?: 'all' | 'any' | undefined
}

/** Builds the plan of a query. */
export function planQuery(query: Query, { typing, aliases, match = 'all' }: Reading): Plan {
  const leaves: Leaf[] = []
  const shown: number[] = []
  const adjacent: number[] = []
  const growing = typing && query.open ? lastLeaf(query.root) : null
  const top = query.root && withoutRepeats(query.root, growing)

  function place(leaf: Leaf | null, negated: boolean): PlanNode | null {
    if (!leaf) return null
    leaves.push(leaf)
    if (!negated) shown.push(leaves.length - 1)
    return { type: 'leaf', leaf: leaves.length - 1 }
  }

  function plan(node: QueryNode, negated: boolean, adjacent: Surroundings): PlanNode | null {
    switch (node.type) {
      case 'word':
        return place(leafOfWord(node, { ...adjacent, growing: node === growing }, aliases), negated)
      case 'phrase':
        return place(leafOfPhrase(node, aliases), negated)
      case 'not': {
        const inner = plan(node.node, !negated, ALONE)
        return inner && { type: 'not', node: inner }
      }
      case 'or':
        return joined(
          'or',
          node.nodes.map((each) => plan(each, negated, ALONE)),
        )
      case 'and': {
        const nodes = node.nodes.map((each, at) => plan(each, negated, surroundings(node.nodes, at)))
        if (node === top) addAdjacent(nodes)
        return joined('and', withAliases(nodes, node.nodes, negated))
      }
      default:
        return node
    }
  }

  function addAdjacent(nodes: readonly (PlanNode | null)[]): void {
    for (const node of nodes) if (node?.type === 'leaf') adjacent.push(node.leaf)
  }

  /** A name of several words is also found by its aliases. */
  function withAliases(
    nodes: readonly (PlanNode | null)[],
    words: readonly QueryNode[],
    negated: boolean,
  ): (PlanNode | null)[] {
    const named = [...nodes]
    for (const { from, to, others } of aliasRuns(words, aliases)) {
      const leaf = place(others, negated)
      const all = joined('and', nodes.slice(from, to))
      // When any word is enough, an alias is one more; otherwise it replaces all words of the name.
      if (match === 'any') named.push(leaf)
      else {
        named.fill(null, from, to)
        named[from] = joined('or', [all, leaf])
      }
    }
    return named
  }

  const root = top && plan(top, false, ALONE)
  return {
    root: match === 'any' && root?.type === 'and' ? loosen(root.nodes) : root,
    leaves,
    shown,
    adjacent,
  }
}

/** The same query without repeated words: proximity would be computed for every pair of them. */
function withoutRepeats(node: QueryNode, growing: QueryNode | null): QueryNode {
  if (node.type === 'not') return { ...node, node: withoutRepeats(node.node, growing) }
  if (node.type !== 'and' && node.type !== 'or') return node
  const seen = new Set<string>()
  const nodes = node.nodes
    .map((each) => withoutRepeats(each, growing))
    .filter((each) => {
      if (each === growing || (each.type !== 'word' && each.type !== 'phrase')) return true
      const key = JSON.stringify(each)
      return !seen.has(key) && seen.add(key)
    })
  return nodes.length === 1 ? nodes[0]! : { ...node, nodes }
}

function joined(type: 'and' | 'or', nodes: readonly (PlanNode | null)[]): PlanNode | null {
  const kept = nodes.filter((each) => each !== null)
  return kept.length > 1 ? { type, nodes: kept } : (kept[0] ?? null)
}

/** Of adjacent words any is enough; filters and negations still apply. */
function loosen(nodes: readonly PlanNode[]): PlanNode {
  const wanted = nodes.filter((node) => !isCondition(node))
  const words: PlanNode[] = wanted.length > 1 ? [{ type: 'or', nodes: wanted }] : wanted
  const all = [...words, ...nodes.filter(isCondition)]
  return all.length > 1 ? { type: 'and', nodes: all } : all[0]!
}

function isCondition(node: PlanNode): boolean {
  return node.type === 'not' || node.type === 'filter' || node.type === 'date'
}

function surroundings(nodes: readonly QueryNode[], at: number): Surroundings {
  const own = nodes[at]
  const term = (node: QueryNode | undefined) =>
    node?.type === 'word' && own?.type === 'word' && node.field === own.field ? singleTerm(node.text) : ''
  return { before: term(nodes[at - 1]), after: term(nodes[at + 1]), growing: false }
}

function lastLeaf(node: QueryNode | null): QueryNode | null {
  switch (node?.type) {
    case 'and':
    case 'or':
      return lastLeaf(node.nodes.at(-1) ?? null)
    case 'not':
      return lastLeaf(node.node)
    default:
      return node
  }
}
