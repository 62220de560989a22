import { lexQuery } from './lex.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'
import type { QueryNode } from './query.ts'

/** A part of a typed query: its range in the text (half-open, UTF-16) and its meaning; null when it has none. */
export interface QueryPiece {
  readonly start: number
  readonly end: number
  readonly node: QueryNode | null
}

/** The parts of a query that must all match, in order; a query of alternatives is one part. */
export function queryPieces(text: string): readonly QueryPiece[] {
  const pieces: QueryPiece[] = []
  let depth = 0
  let before = 0
  let start: number | null = null
  for (const lexeme of lexQuery(text)) {
    if (depth === 0 && lexeme.type === 'or') return [pieceOf(text, skipSpace(text, 0), text.trimEnd().length)]
    start ??= skipSpace(text, before)
    before = lexeme.end
    if (lexeme.type === 'open') depth++
    if (lexeme.type === 'close') depth = Math.max(0, depth - 1)
    // A minus or a field belongs to what follows it.
    if (depth > 0 || lexeme.type === 'not' || lexeme.type === 'field') continue
    pieces.push(pieceOf(text, start, lexeme.end))
    start = null
  }
  return start === null ? pieces : [...pieces, pieceOf(text, start, text.trimEnd().length)]
}

/**
 * The text with its parts changed: `change` returns another node, null to leave the part out, or the same node to
 * keep it as typed.
 */
export function changePieces(text: string, change: (node: QueryNode) => QueryNode | null): string {
  return queryPieces(text).reduceRight((changed, { start, end, node }) => {
    const wanted = node && change(node)
    if (wanted === node) return changed
    return join(changed.slice(0, start), printPiece(wanted), changed.slice(end))
  }, text)
}

function printPiece(node: QueryNode | null): string {
  return node?.type === 'or' ? `(${printQuery(node)})` : printQuery(node)
}

function join(...parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')
}

function pieceOf(text: string, start: number, end: number): QueryPiece {
  return { start, end, node: parseQuery(text.slice(start, end)).root }
}

function skipSpace(text: string, from: number): number {
  return from + (text.slice(from).length - text.slice(from).trimStart().length)
}
