import type { QueryNode } from './query.ts'

/** The node that combines `nodes`: null for none, the node itself for one; groups of the same type are flattened. */
export function group(type: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode | null {
  const flat = nodes.flatMap((node) => (node.type === type ? node.nodes : [node]))
  const merged = type === 'and' ? mergeFilters(flat) : flat
  return merged.length > 1 ? { type, nodes: merged } : (merged[0] ?? null)
}

/** The opposite of a node. */
export function negate(node: QueryNode): QueryNode {
  return node.type === 'not' ? node.node : { type: 'not', node }
}

/**
 * Several values of one filter are alternatives, however they were typed: `kind:video kind:statement`; only `has:` is
 * cumulative.
 */
function mergeFilters(nodes: readonly QueryNode[]): QueryNode[] {
  const merged: QueryNode[] = []
  for (const node of nodes) {
    const at = merged.findIndex(
      (each) =>
        each.type === 'filter' &&
        node.type === 'filter' &&
        each.filter === node.filter &&
        node.filter !== 'has',
    )
    const earlier = merged[at]
    if (earlier?.type === 'filter' && node.type === 'filter')
      merged[at] = { ...earlier, values: [...new Set([...earlier.values, ...node.values])] }
    else merged.push(node)
  }
  return merged
}
