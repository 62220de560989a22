import { tokenise } from '../text/tokenise.ts'
import { readBareWord } from './bare.ts'
import { group, negate } from './group.ts'
import type { Lexeme } from './lex.ts'
import { lexQuery } from './lex.ts'
import type { Query, QueryField, QueryNode } from './query.ts'

// For a page pasted by mistake: searching for each of its words would block every other search for minutes.
const LONGEST_QUERY = 4000
const MOST_LEXEMES = 100

/**
 * Reads a typed query. No text is an error: what cannot be read counts as words and is named in `unread`, and so is
 * whatever follows the first 100 words or 4,000 letters, which is left out.
 */
export function parseQuery(text: string): Query {
  const lexemes = lexQuery(text.slice(0, LONGEST_QUERY)).slice(0, MOST_LEXEMES)
  const leftOut = text.slice(lexemes.at(-1)?.end ?? 0).trim()
  const unread = leftOut === '' ? [] : [`${leftOut.slice(0, 100).toWellFormed()}…`]
  const reader: Reader = { lexemes, at: 0, depth: 0, unread }
  const nodes: QueryNode[] = []
  while (reader.at < reader.lexemes.length) {
    const node = readOr(reader, null)
    if (node) nodes.push(node)
    const unmatched = reader.lexemes[reader.at]
    if (unmatched) {
      // Only an unmatched closing parenthesis stops the reader early.
      reader.unread.push(rawOf(unmatched))
      reader.at++
    }
  }
  const last = reader.lexemes.at(-1)
  return {
    root: group('and', nodes),
    unread: reader.unread,
    open: last?.type === 'bare' && last.end === text.length && !/[*~]|^=|:=/u.test(last.text),
  }
}

const MAX_DEPTH = 50

interface Reader {
  readonly lexemes: readonly Lexeme[]
  at: number
  depth: number
  readonly unread: string[]
}

function readOr(reader: Reader, field: QueryField | null): QueryNode | null {
  const nodes: QueryNode[] = []
  for (;;) {
    const node = readAnd(reader, field)
    if (node) nodes.push(node)
    const lexeme = reader.lexemes[reader.at]
    if (lexeme?.type !== 'or') return group('or', nodes)
    reader.at++
    // An `OR` with nothing on one side is still being typed, or a mistake: the other side counts alone.
    if (!node || !startsOperand(reader.lexemes[reader.at])) reader.unread.push(rawOf(lexeme))
  }
}

function readAnd(reader: Reader, field: QueryField | null): QueryNode | null {
  const nodes: QueryNode[] = []
  for (;;) {
    const lexeme = reader.lexemes[reader.at]
    if (!lexeme || lexeme.type === 'or' || lexeme.type === 'close') return group('and', nodes)
    const node = readUnary(reader, field)
    if (node) nodes.push(node)
  }
}

function readUnary(reader: Reader, field: QueryField | null): QueryNode | null {
  const lexeme = reader.lexemes[reader.at++]!
  if (reader.depth >= MAX_DEPTH) return tooDeep(reader, lexeme, field)
  reader.depth++
  try {
    return readOperand(reader, lexeme, field)
  } finally {
    reader.depth--
  }
}

function readOperand(reader: Reader, lexeme: Lexeme, field: QueryField | null): QueryNode | null {
  switch (lexeme.type) {
    case 'not':
      return readNegation(reader, lexeme, field)
    case 'field':
      return lexeme.field === 'case' ? readCase(reader, lexeme) : readUnary(reader, lexeme.field)
    case 'open':
      return readGroup(reader, lexeme, field)
    case 'phrase':
    case 'bare':
      return readLeaf(reader, lexeme, field)
    default:
      return null
  }
}

/** The quoted name of a case: its words are not searched for. */
function readCase(reader: Reader, lexeme: Lexeme): QueryNode | null {
  const name = reader.lexemes[reader.at++]
  // Only a quotation mark makes `case:` a field.
  if (name?.type !== 'phrase') return null
  if (!name.closed) reader.unread.push('"')
  if (name.near > 0) reader.unread.push(`~${name.near}`)
  if (hasWord(name.text)) return { type: 'filter', filter: 'case', values: [name.text] }
  reader.unread.push(rawOf(lexeme))
  return null
}

function readLeaf(
  reader: Reader,
  lexeme: Extract<Lexeme, { type: 'phrase' | 'bare' }>,
  field: QueryField | null,
): QueryNode | null {
  if (lexeme.type === 'bare') return readBareWord(lexeme.text, field, reader.unread)
  if (!lexeme.closed) reader.unread.push('"')
  return hasWord(lexeme.text) ? { type: 'phrase', text: lexeme.text, field, near: lexeme.near } : null
}

/** Operators that nest deeper than anyone types are left out, so that no text can exhaust the stack. */
function tooDeep(reader: Reader, lexeme: Lexeme, field: QueryField | null): QueryNode | null {
  if (lexeme.type === 'phrase' || lexeme.type === 'bare') return readLeaf(reader, lexeme, field)
  reader.unread.push(rawOf(lexeme))
  return null
}

function readNegation(reader: Reader, lexeme: Lexeme, field: QueryField | null): QueryNode | null {
  if (!startsOperand(reader.lexemes[reader.at])) {
    reader.unread.push(rawOf(lexeme))
    return null
  }
  const node = readUnary(reader, field)
  return node && negate(node)
}

function readGroup(reader: Reader, lexeme: Lexeme, field: QueryField | null): QueryNode | null {
  const node = readOr(reader, field)
  if (reader.lexemes[reader.at]?.type === 'close') reader.at++
  else reader.unread.push(rawOf(lexeme))
  return node
}

function startsOperand(lexeme: Lexeme | undefined): boolean {
  return lexeme !== undefined && !['or', 'and', 'close'].includes(lexeme.type)
}

function rawOf(lexeme: Lexeme): string {
  return lexeme.type === 'phrase' || lexeme.type === 'bare' ? lexeme.text : lexeme.raw
}

function hasWord(text: string): boolean {
  return tokenise(text).length > 0
}
