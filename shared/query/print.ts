import { CASE_NAME } from './bare.ts'
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
      return isSeveral(node.node) ? `-(${print(node.node)})` : `-${print(node.node)}`
    case 'word':
      return `${fieldOf(node)}${node.exact ? '=' : ''}${node.text}${node.prefix ? '*' : ''}${FUZZY[node.fuzzy]}`
    case 'phrase':
      return `${fieldOf(node)}"${node.text}"${node.near > 0 ? `~${node.near}` : ''}`
    case 'filter':
      return node.filter === 'case' ? printCases(node.values) : `${node.filter}:${node.values.join(',')}`
    case 'date':
      return node.from === node.to ? `date:${node.from}` : `date:${node.from}..${node.to}`
  }
}

/**
 * Names that a space or an operator would end are quoted; each of those needs its own filter, and `parseQuery` merges
 * them.
 */
function printCases(values: readonly string[]): string {
  return isPlain(values)
    ? `case:${values.join(',')}`
    : values.map((value) => (isPlain([value]) ? `case:${value}` : `case:"${value}"`)).join(' ')
}

/** Without quotation marks a name is read in lower case. */
const isPlain = (values: readonly string[]): boolean =>
  values.every((value) => CASE_NAME.test(value) && value === value.toLowerCase())

/** Whether a node prints as several pieces, which need parentheses after an operator. */
function isSeveral(node: QueryNode): boolean {
  if (node.type === 'filter') return node.filter === 'case' && node.values.length > 1 && !isPlain(node.values)
  return node.type === 'and' || node.type === 'or'
}

const FUZZY = ['', '~', '~2'] as const

function fieldOf(node: { readonly field: string | null }): string {
  return node.field === null ? '' : `${node.field}:`
}
