import type { QueryField } from './query.ts'
import { queryFields } from './query.ts'

/** A piece of a typed query. `end` is where it ends in the text. */
export type Lexeme =
  | { readonly type: 'open' | 'close' | 'or' | 'and' | 'not'; readonly end: number; readonly raw: string }
  /** A field before a group or phrase: `title:(`, `title:"`; `case` only before a phrase, which is its name. */
  | {
      readonly type: 'field'
      readonly field: QueryField | 'case'
      readonly end: number
      readonly raw: string
    }
  | {
      readonly type: 'phrase'
      readonly text: string
      readonly closed: boolean
      readonly near: number
      readonly end: number
    }
  | { readonly type: 'bare'; readonly text: string; readonly end: number }

const SPACE = /\s/u
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”“‟', '”': '”', '„': '“”', '«': '»' }
const STRAY = /["“”„‟«»]/gu
/** How many other words may be between those of a phrase; typed after its closing quotation mark. */
const NEAR = /^~(\d{1,2})(?!\d)/u
const KEYWORDS: Readonly<Record<string, 'or' | 'and' | 'not'>> = { OR: 'or', AND: 'and', NOT: 'not' }

/** The pieces of a typed query, in order; any text can be read. */
export function lexQuery(text: string): Lexeme[] {
  const lexemes: Lexeme[] = []
  for (let at = 0; at < text.length;) {
    if (SPACE.test(text[at]!)) {
      at++
      continue
    }
    const lexeme = readLexeme(text, at)
    lexemes.push(lexeme)
    at = lexeme.end
  }
  return lexemes
}

function readLexeme(text: string, at: number): Lexeme {
  const char = text[at]!
  if (char === '(') return { type: 'open', end: at + 1, raw: char }
  if (char === ')') return { type: 'close', end: at + 1, raw: char }
  if (char === '-' && at + 1 < text.length && !SPACE.test(text[at + 1]!) && text[at + 1] !== ')')
    return { type: 'not', end: at + 1, raw: char }
  if (CLOSING[char]) return readPhrase(text, at, CLOSING[char])
  return readBare(text, at)
}

function readPhrase(text: string, at: number, closing: string): Lexeme {
  let end = at + 1
  while (end < text.length && !closing.includes(text[end]!)) end++
  const inner = text
    .slice(at + 1, end)
    .replace(STRAY, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  const near = NEAR.exec(text.slice(end + 1, end + 5))
  return {
    type: 'phrase',
    text: inner,
    closed: end < text.length,
    near: Number(near?.[1] ?? 0),
    end: Math.min(end + 1 + (near?.[0].length ?? 0), text.length),
  }
}

function readBare(text: string, at: number): Lexeme {
  let end = at
  while (end < text.length && !isEnd(text[end]!)) end++
  if (end === at) return { type: 'bare', text: '', end: at + 1 }
  const raw = text.slice(at, end)
  const keyword = Object.hasOwn(KEYWORDS, raw) ? KEYWORDS[raw] : undefined
  if (keyword) return { type: keyword, end, raw }
  const opens = end < text.length && (text[end] === '(' || CLOSING[text[end]!] !== undefined)
  const field = opens && raw.endsWith(':') ? queryFields.find((each) => raw === `${each}:`) : undefined
  if (field) return { type: 'field', field, end, raw }
  if (opens && raw === 'case:' && text[end] !== '(') return { type: 'field', field: 'case', end, raw }
  return { type: 'bare', text: raw, end }
}

function isEnd(char: string): boolean {
  return SPACE.test(char) || char === '(' || char === ')' || /["“”„‟«»]/u.test(char)
}
