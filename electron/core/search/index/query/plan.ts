import type { Query, QueryNode } from '../../../../../shared/query/query.ts'
import type { Aliases } from '../corpus/aliases.ts'
import type { Leaf, Surroundings } from './leaf.ts'
import { nameRuns } from './alias-runs.ts'
import { ALONE, leafOfPhrase, leafOfWord, singleTerm } from './leaf.ts'

/** A query tree whose words and phrases are numbered leaves; `filter` nodes are left for the columns. */
export type PlanNode =
  | { readonly type: 'and' | 'or'; readonly nodes: readonly PlanNode[] }
  | { readonly type: 'not'; readonly node: PlanNode }
  | { readonly type: 'leaf'; readonly leaf: number }
  | Extract<QueryNode, { type: 'filter' | 'date' }>

/**
 * What to look up, the leaves that a hit shows (those that are not negated), and the words beside each other in the query,
 * which count more the nearer they stand in a record.
 */
export interface Plan {
  readonly root: PlanNode | null
  readonly leaves: readonly Leaf[]
  readonly shown: readonly number[]
  readonly beside: readonly number[]
}

/** How a query is read: whether its last word may still be growing, the other names of words, and whether any word will do. */
export interface Reading {
  readonly typing: boolean
  readonly aliases: Aliases
  readonly match?: 'all' | 'any' | undefined
}

/** Makes the plan of a query. */
export function planQuery(query: Query, { typing, aliases, match = 'all' }: Reading): Plan {
  const leaves: Leaf[] = []
  const shown: number[] = []
  const beside: number[] = []
  const growing = typing && query.open ? lastLeaf(query.root) : null
  const top = query.root && once(query.root, growing)

  function place(leaf: Leaf | null, negated: boolean): PlanNode | null {
    if (!leaf) return null
    leaves.push(leaf)
    if (!negated) shown.push(leaves.length - 1)
    return { type: 'leaf', leaf: leaves.length - 1 }
  }

  function plan(node: QueryNode, negated: boolean, beside: Surroundings): PlanNode | null {
    switch (node.type) {
      case 'word':
        return place(leafOfWord(node, { ...beside, growing: node === growing }, aliases), negated)
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
        if (node === top) besideOf(nodes)
        return joined('and', withOtherNames(nodes, node.nodes, negated))
      }
      default:
        return node
    }
  }

  function besideOf(nodes: readonly (PlanNode | null)[]): void {
    for (const node of nodes) if (node?.type === 'leaf') beside.push(node.leaf)
  }

  /** A name of several words may as well be one of its other names. */
  function withOtherNames(
    nodes: readonly (PlanNode | null)[],
    words: readonly QueryNode[],
    negated: boolean,
  ): (PlanNode | null)[] {
    const named = [...nodes]
    for (const { from, to, others } of nameRuns(words, aliases)) {
      const leaf = place(others, negated)
      const all = joined('and', nodes.slice(from, to))
      // Where any word will do, another name is one more; else it stands for all words of the name.
      if (match === 'any') named.push(leaf)
      else {
        named.fill(null, from, to)
        named[from] = joined('or', [all, leaf])
      }
    }
    return named
  }

  const root = top && plan(top, false, ALONE)
  return { root: match === 'any' && root?.type === 'and' ? loosen(root.nodes) : root, leaves, shown, beside }
}

/** The same query without words that are asked for beside themselves: they would be looked for near one another, each with each. */
function once(node: QueryNode, growing: QueryNode | null): QueryNode {
  if (node.type === 'not') return { ...node, node: once(node.node, growing) }
  if (node.type !== 'and' && node.type !== 'or') return node
  const seen = new Set<string>()
  const nodes = node.nodes
    .map((each) => once(each, growing))
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

/** Of words beside each other any will do; filters and negations still hold. */
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
