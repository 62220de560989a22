import type { QueryNode } from './query.ts'

/** The shortest usual way to type a query tree; `parseQuery` reads the same tree from it. */
export function printQuery(root: QueryNode | null): string {
  return root ? print(root) : ''
}

function print(node: QueryNode): string {
  switch (node.type) {
    case 'or':
      return node.nodes.map(print).join(' OR ')
    case 'and':
      return node.nodes.map((each) => (each.type === 'or' ? `(${print(each)})` : print(each))).join(' ')
    case 'not':
      return node.node.type === 'and' || node.node.type === 'or'
        ? `-(${print(node.node)})`
        : `-${print(node.node)}`
    case 'word':
      return `${fieldOf(node)}${node.exact ? '=' : ''}${node.text}${node.prefix ? '*' : ''}${FUZZY[node.fuzzy]}`
    case 'phrase':
      return `${fieldOf(node)}"${node.text}"${node.near > 0 ? `~${node.near}` : ''}`
    case 'filter':
      return `${node.filter}:${node.values.join(',')}`
    case 'date':
      return node.from === node.to ? `date:${node.from}` : `date:${node.from}..${node.to}`
  }
}

const FUZZY = ['', '~', '~2'] as const

function fieldOf(node: { readonly field: string | null }): string {
  return node.field === null ? '' : `${node.field}:`
}
