import type { QueryField, QueryNode } from '../../../../../shared/query/query.ts'
import { tokenise } from '../../../../../shared/text/tokenise.ts'
import { inflectArabic } from '../../../../../shared/text/arabic.ts'
import { inflectEnglish } from '../../../../../shared/text/english.ts'
import type { Aliases } from '../corpus/aliases.ts'
import type { FieldMask } from '../segment/fields.ts'
import { fieldsOfQuery } from '../segment/fields.ts'
import type { Slot } from '../terms/slot-terms.ts'
import { joinsNaturally, phraseReadings, splitWord } from './variants.ts'

/** Consecutive words that together satisfy a leaf. */
export interface Alternative {
  readonly slots: readonly Slot[]
  readonly weight: number
  readonly rule: 'folded' | 'stem' | 'alias' | 'typo'
  /** How many other words may come between them, in which case any order is accepted. */
  readonly near: number
  /** Records known to be only in other languages are skipped; '' accepts all. */
  readonly language: string
}

/**
 * A word or phrase of the query as it is looked up in the index: any of the alternatives, in any of the fields.
 * `typo` is the word to retry with typos when nothing matches, or ''; with `fuzzy`, that many edits are allowed even
 * when something matches. `typed` is the text in the query; `exact` holds the original characters when no others may
 * match, or ''.
 */
export interface Leaf {
  readonly alternatives: readonly Alternative[]
  readonly fields: FieldMask
  readonly typo: string
  readonly fuzzy: number
  readonly typed: string
  readonly exact: string
}

/** The neighbours of a word, either of which may be its other half, and whether it is still being typed. */
export interface Surroundings {
  readonly before: string
  readonly after: string
  readonly growing: boolean
}

export const ALONE: Surroundings = { before: '', after: '', growing: false }

/** The leaf of a query word; null when there is nothing to look up. */
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
  const single = terms.length === 1 ? terms[0]! : ''
  const readings: string[][] = [terms]
  for (const token of tokens) if (token.joined && spansAll(token, tokens)) readings.push([token.term])
  if (single) readings.push(...splitWord(single))
  const alternatives = readings.map((each) => alternative(each, { prefix }))
  if (single && before) alternatives.push(alternative([before + single], { prefix }))
  if (single && after) alternatives.push(alternative([single + after]))
  if (single && !node.prefix) alternatives.push(...inflections(single, growing))
  if (!node.prefix) alternatives.push(...aliasesOf(terms, aliases))
  const isForgiven = single !== '' && !node.prefix && (node.fuzzy > 0 || isForgiving(single))
  return { ...leaf, alternatives, typo: isForgiven ? single : '', fuzzy: single ? node.fuzzy : 0 }
}

/** The leaf of a phrase; null when it contains no word. */
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

/** The leaf of the aliases of the name that these words form; null when they form none. */
export function leafOfAliases(
  terms: readonly string[],
  field: QueryField | null,
  aliases: Aliases,
): Leaf | null {
  const alternatives = aliasesOf(terms, aliases)
  if (alternatives.length === 0) return null
  const fields = fieldsOfQuery(field)
  return { alternatives, fields, typo: '', fuzzy: 0, typed: terms.join(' '), exact: '' }
}

/** The only term of a word without parts, or ''. */
export function singleTerm(text: string): string {
  const tokens = tokenise(text)
  return tokens.length === 1 ? tokens[0]!.term : ''
}

/** An alternative that accepts the words as they are, unless told otherwise. */
export function alternative(
  terms: readonly string[],
  options: Partial<Omit<Alternative, 'slots'>> & { readonly prefix?: boolean } = {},
): Alternative {
  const { prefix = false, weight = 1, rule = 'folded', near = 0, language = '' } = options
  const slots = terms.map((term, at) => ({ term, prefix: prefix && at === terms.length - 1 }))
  return { slots, weight, rule, near, language }
}

/** Inflected forms count less than the word itself. */
const FORM_WEIGHT = 0.6
const ALIAS_WEIGHT = 0.8

function inflections(word: string, growing: boolean): Alternative[] {
  const english = inflectEnglish(word).map((form) => ({ form, language: '' }))
  const arabic = inflectArabic(word).map((form) => ({ form, language: 'ar' }))
  return (
    [...english, ...arabic]
      // While the word is typed, its prefix matches these already.
      .filter(({ form }) => !growing || !form.startsWith(word))
      .map(({ form, language }) => alternative([form], { weight: FORM_WEIGHT, rule: 'stem', language }))
  )
}

function aliasesOf(terms: readonly string[], aliases: Aliases): Alternative[] {
  return aliases(terms).map((other) => alternative(other, { weight: ALIAS_WEIGHT, rule: 'alias' }))
}

type Tokens = ReturnType<typeof tokenise>

function spansAll(token: Tokens[number], tokens: Tokens): boolean {
  return token.start === tokens[0]!.start && tokens.every((each) => each.end <= token.end)
}

/** Whether a zero-width break, hyphen or apostrophe joins this part to the next. */
function touches(tokens: Tokens, position: number): boolean {
  const next = tokens.find((token) => !token.joined && token.position === position + 1)
  return (
    next !== undefined &&
    tokens.some((token) => token.joined && token.position <= position && token.end >= next.end)
  )
}

/** Numbers are never corrected: a different number is a different fact. */
function isForgiving(term: string): boolean {
  return term.length >= 4 && !/[0-9]/u.test(term)
}
