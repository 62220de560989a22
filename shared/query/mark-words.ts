import { inflectArabic } from '../text/arabic.ts'
import { inflectEnglish } from '../text/english.ts'
import type { Token } from '../text/tokenise.ts'
import { tokenise } from '../text/tokenise.ts'
import { parseQuery } from './parse.ts'
import type { QueryField, QueryNode } from './query.ts'

/** Half-open UTF-16 ranges, in order. */
export type WordRanges = readonly (readonly [number, number])[]

/**
 * Marks the words of a query in short values such as a title or a note: as typed, folded, inflected or as a prefix,
 * and never the excluded ones. Only the index knows what really matches: aliases and typos are unknown here.
 */
export function wordMarker(query: string): (text: string, field: QueryField) => WordRanges {
  const { root, open } = parseQuery(query)
  const wanted = root ? wantedIn(root) : []
  const growing = open ? wanted.at(-1) : undefined
  return (text, field) => {
    const relevant = wanted.filter((each) => each.field === null || each.field === field)
    if (relevant.length === 0) return []
    const tokens = tokenise(text)
    const found = relevant.flatMap((each) => find(each, { text, tokens, isGrowing: each === growing }))
    return found.toSorted((one, other) => one[0] - other[0])
  }
}

type Wanted = Extract<QueryNode, { type: 'word' | 'phrase' }>

function wantedIn(node: QueryNode): readonly Wanted[] {
  if (node.type === 'and' || node.type === 'or') return node.nodes.flatMap(wantedIn)
  return node.type === 'word' || node.type === 'phrase' ? [node] : []
}

interface Place {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly isGrowing: boolean
}

function find(node: Wanted, place: Place): WordRanges {
  const terms = partsOf(tokenise(node.text)).map((token) => token.term)
  if (terms.length === 1) return findWord(node, terms[0]!, place)
  // Words that may be apart are marked one by one, others only where all of them occur in sequence.
  const isNear = node.type === 'phrase' && node.near > 0
  return isNear ? terms.flatMap((term) => findWord(node, term, place)) : findSequence(terms, place.tokens)
}

function findWord(node: Wanted, term: string, { text, tokens, isGrowing }: Place): WordRanges {
  const isExact = node.type === 'word' && node.exact
  const isBegun = (node.type === 'word' && node.prefix) || isGrowing
  const forms = new Set(
    node.type === 'word' && !isExact ? [term, ...inflectEnglish(term), ...inflectArabic(term)] : [term],
  )
  return tokens
    .filter((token) => forms.has(token.term) || (isBegun && token.term.startsWith(term)))
    .filter(({ start, end }) => !isExact || text.slice(start, end) === node.text)
    .map(({ start, end }) => [start, end] as const)
}

function findSequence(terms: readonly string[], tokens: readonly Token[]): WordRanges {
  const words = partsOf(tokens)
  return words.flatMap((first, at) => {
    const isHere = terms.length > 0 && terms.every((term, offset) => words[at + offset]?.term === term)
    return isHere ? [[first.start, words[at + terms.length - 1]!.end] as const] : []
  })
}

const partsOf = (tokens: readonly Token[]): readonly Token[] => tokens.filter((token) => !token.joined)
