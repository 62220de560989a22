import type { QueryField, QueryNode } from '../../../../../shared/query/query.ts'
import { tokenise } from '../../../../../shared/text/tokenise.ts'
import { inflectArabic } from '../../../../../shared/text/arabic.ts'
import { inflectEnglish } from '../../../../../shared/text/english.ts'
import type { Aliases } from '../corpus/aliases.ts'
import type { FieldMask } from '../segment/fields.ts'
import { fieldsOfQuery } from '../segment/fields.ts'
import type { Slot } from '../terms/slot-terms.ts'
import { joinsNaturally, phraseReadings, splitWord } from './variants.ts'

/** Words that stand one after another, as one way to satisfy a leaf. */
export interface Alternative {
  readonly slots: readonly Slot[]
  readonly weight: number
  readonly rule: 'folded' | 'stem' | 'alias' | 'typo'
  /** Other words that may stand between them, in which case any order will do. */
  readonly near: number
  /** Records that are known to be in other languages are passed over; '' takes all. */
  readonly language: string
}

/**
 * A word or phrase of the query as the index looks it up: any of the alternatives, in any of the fields. `typo` is the
 * word to look for with typing errors where nothing is found, '' where errors are not forgiven; `fuzzy` errors are
 * forgiven even where something is. `typed` is the text as it stands in the query; `exact` holds the original
 * characters where no others will do, or ''.
 */
export interface Leaf {
  readonly alternatives: readonly Alternative[]
  readonly fields: FieldMask
  readonly typo: string
  readonly fuzzy: number
  readonly typed: string
  readonly exact: string
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
  aliases: Aliases,
): Leaf | null {
  const tokens = tokenise(node.text)
  const parts = tokens.filter((token) => !token.joined)
  const terms = parts.map((token) => token.term)
  if (terms.length === 0) return null
  const fields = fieldsOfQuery(node.field)
  const leaf = { fields, typo: '', fuzzy: 0, typed: node.text, exact: '' }
  if (node.exact)
    return {
      ...leaf,
      alternatives: [alternative(terms)],
      exact: node.text.slice(parts[0]!.start, parts.at(-1)!.end),
    }
  const prefix = node.prefix || growing
  const whole = terms.length === 1 ? terms[0]! : ''
  const readings: string[][] = [terms]
  for (const token of tokens) if (token.joined && spansAll(token, tokens)) readings.push([token.term])
  if (whole) readings.push(...splitWord(whole))
  const alternatives = readings.map((each) => alternative(each, { prefix }))
  if (whole && before) alternatives.push(alternative([before + whole], { prefix }))
  if (whole && after) alternatives.push(alternative([whole + after]))
  if (whole && !node.prefix) alternatives.push(...inflections(whole, growing))
  if (!node.prefix) alternatives.push(...aliasesOf(terms, aliases))
  const isForgiven = whole !== '' && !node.prefix && (node.fuzzy > 0 || isForgiving(whole))
  return { ...leaf, alternatives, typo: isForgiven ? whole : '', fuzzy: whole ? node.fuzzy : 0 }
}

/** The leaf of a phrase; null where it holds no word. */
export function leafOfPhrase(node: Extract<QueryNode, { type: 'phrase' }>, aliases: Aliases): Leaf | null {
  const tokens = tokenise(node.text)
  const terms = tokens.filter((token) => !token.joined).map((token) => token.term)
  if (terms.length === 0) return null
  const joinable = terms.map((part, at) => joinsNaturally(part, terms[at + 1] ?? '') || touches(tokens, at))
  const readings = phraseReadings(terms, joinable).map((each) => alternative(each))
  const near = node.near > 0 ? [alternative(terms, { near: node.near })] : []
  return {
    alternatives: [...readings, ...near, ...aliasesOf(terms, aliases)],
    fields: fieldsOfQuery(node.field),
    typo: '',
    fuzzy: 0,
    typed: node.text,
    exact: '',
  }
}

/** The leaf of the other names of what these words are together; null where they are no name of a group. */
export function leafOfNames(
  terms: readonly string[],
  field: QueryField | null,
  aliases: Aliases,
): Leaf | null {
  const alternatives = aliasesOf(terms, aliases)
  if (alternatives.length === 0) return null
  const fields = fieldsOfQuery(field)
  return { alternatives, fields, typo: '', fuzzy: 0, typed: terms.join(' '), exact: '' }
}

/** The one term of a word that has no parts, or ''. */
export function singleTerm(text: string): string {
  const tokens = tokenise(text)
  return tokens.length === 1 ? tokens[0]!.term : ''
}

/** An alternative that takes words as they are, or as said. */
export function alternative(
  terms: readonly string[],
  said: Partial<Omit<Alternative, 'slots'>> & { readonly prefix?: boolean } = {},
): Alternative {
  const { prefix = false, weight = 1, rule = 'folded', near = 0, language = '' } = said
  const slots = terms.map((term, at) => ({ term, prefix: prefix && at === terms.length - 1 }))
  return { slots, weight, rule, near, language }
}

/** Other forms count less than the word itself. */
const OTHER_FORM = 0.6
const OTHER_NAME = 0.8

function inflections(word: string, growing: boolean): Alternative[] {
  const english = inflectEnglish(word).map((form) => ({ form, language: '' }))
  const arabic = inflectArabic(word).map((form) => ({ form, language: 'ar' }))
  return (
    [...english, ...arabic]
      // While it is typed the word stands for these already.
      .filter(({ form }) => !growing || !form.startsWith(word))
      .map(({ form, language }) => alternative([form], { weight: OTHER_FORM, rule: 'stem', language }))
  )
}

function aliasesOf(terms: readonly string[], aliases: Aliases): Alternative[] {
  return aliases(terms).map((other) => alternative(other, { weight: OTHER_NAME, rule: 'alias' }))
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
