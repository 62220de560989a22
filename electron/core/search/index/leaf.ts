import type { QueryNode } from '../../../../shared/query/query.ts'
import { tokenise } from '../../../../shared/text/tokenise.ts'
import type { FieldMask } from './fields.ts'
import { fieldsOfQuery } from './fields.ts'
import { joinsNaturally, phraseReadings, splitWord } from './variants.ts'

/** One word of a sequence; `prefix` also takes every longer word that starts with it. */
export interface Slot {
  readonly term: string
  readonly prefix: boolean
}

/** Words that stand directly one after another, as one way to satisfy a leaf. */
export interface Alternative {
  readonly slots: readonly Slot[]
  readonly weight: number
}

/**
 * A word or phrase of the query as the index looks it up: any of the alternatives, in any of the fields. `typo` is the
 * word to look for with typing errors where nothing is found, '' where errors are not forgiven.
 */
export interface Leaf {
  readonly alternatives: readonly Alternative[]
  readonly fields: FieldMask
  readonly typo: string
}

/** The words beside a word, which may be its other half, and whether it is still being typed. */
export interface Surroundings {
  readonly before: string
  readonly after: string
  readonly growing: boolean
}

export const ALONE: Surroundings = { before: '', after: '', growing: false }

/** The leaf of a word of the query; null where the word has nothing to look up. */
export function leafOfWord(
  node: Extract<QueryNode, { type: 'word' }>,
  { before, after, growing }: Surroundings,
): Leaf | null {
  const tokens = tokenise(node.text)
  const parts = tokens.filter((token) => !token.joined).map((token) => token.term)
  if (parts.length === 0) return null
  const prefix = node.prefix || growing
  const whole = parts.length === 1 ? parts[0]! : ''
  const readings: string[][] = [parts]
  for (const token of tokens) if (token.joined && spansAll(token, tokens)) readings.push([token.term])
  if (whole) readings.push(...splitWord(whole))
  const alternatives = readings.map((terms) => toAlternative(terms, prefix))
  if (whole && before) alternatives.push(toAlternative([before + whole], prefix))
  if (whole && after) alternatives.push(toAlternative([whole + after], false))
  return {
    alternatives,
    fields: fieldsOfQuery(node.field),
    typo: whole && !node.prefix && isForgiving(whole) ? whole : '',
  }
}

/** The leaf of a phrase; null where it holds no word. */
export function leafOfPhrase(node: Extract<QueryNode, { type: 'phrase' }>): Leaf | null {
  const tokens = tokenise(node.text)
  const parts = tokens.filter((token) => !token.joined).map((token) => token.term)
  if (parts.length === 0) return null
  const joinable = parts.map((part, at) => joinsNaturally(part, parts[at + 1] ?? '') || touches(tokens, at))
  return {
    alternatives: phraseReadings(parts, joinable).map((terms) => toAlternative(terms, false)),
    fields: fieldsOfQuery(node.field),
    typo: '',
  }
}

/** The one term of a word that has no parts, or ''. */
export function singleTerm(text: string): string {
  const tokens = tokenise(text)
  return tokens.length === 1 ? tokens[0]!.term : ''
}

function toAlternative(terms: readonly string[], prefix: boolean): Alternative {
  return {
    slots: terms.map((term, at) => ({ term, prefix: prefix && at === terms.length - 1 })),
    weight: 1,
  }
}

type Tokens = ReturnType<typeof tokenise>

function spansAll(token: Tokens[number], tokens: Tokens): boolean {
  return token.start === tokens[0]!.start && tokens.every((each) => each.end <= token.end)
}

/** Whether a zero-width break, hyphen or apostrophe holds this part and the next together. */
function touches(tokens: Tokens, position: number): boolean {
  const next = tokens.find((token) => !token.joined && token.position === position + 1)
  return (
    next !== undefined &&
    tokens.some((token) => token.joined && token.position <= position && token.end >= next.end)
  )
}

/** Numbers are never forgiven: another number is another fact. */
function isForgiving(term: string): boolean {
  return term.length >= 4 && !/[0-9]/u.test(term)
}
