import type { Query, QueryNode } from '../../../../shared/query/query.ts'
import type { Leaf, Surroundings } from './leaf.ts'
import { ALONE, leafOfPhrase, leafOfWord, singleTerm } from './leaf.ts'

/** A query tree whose words and phrases are numbered leaves; `filter` nodes are left for the columns. */
export type PlanNode =
  | { readonly type: 'and' | 'or'; readonly nodes: readonly PlanNode[] }
  | { readonly type: 'not'; readonly node: PlanNode }
  | { readonly type: 'leaf'; readonly leaf: number }
  | Extract<QueryNode, { type: 'filter' | 'date' }>

/** What to look up, and the leaves that a hit shows: those that are not negated. */
export interface Plan {
  readonly root: PlanNode | null
  readonly leaves: readonly Leaf[]
  readonly shown: readonly number[]
}

/** Makes the plan of a query; with `typing` its last word matches as a prefix too, if it may still be growing. */
export function planQuery(query: Query, typing: boolean): Plan {
  const leaves: Leaf[] = []
  const shown: number[] = []
  const growing = typing && query.open ? lastLeaf(query.root) : null

  function place(leaf: Leaf | null, negated: boolean): PlanNode | null {
    if (!leaf) return null
    leaves.push(leaf)
    if (!negated) shown.push(leaves.length - 1)
    return { type: 'leaf', leaf: leaves.length - 1 }
  }

  function plan(node: QueryNode, negated: boolean, beside: Surroundings): PlanNode | null {
    switch (node.type) {
      case 'word':
        return place(leafOfWord(node, { ...beside, growing: node === growing }), negated)
      case 'phrase':
        return place(leafOfPhrase(node), negated)
      case 'not': {
        const inner = plan(node.node, !negated, ALONE)
        return inner && { type: 'not', node: inner }
      }
      case 'and':
      case 'or': {
        const nodes = node.nodes
          .map((each, at) => plan(each, negated, node.type === 'and' ? surroundings(node.nodes, at) : ALONE))
          .filter((each) => each !== null)
        return nodes.length > 1 ? { type: node.type, nodes } : (nodes[0] ?? null)
      }
      default:
        return node
    }
  }

  return { root: query.root && plan(query.root, false, ALONE), leaves, shown }
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
