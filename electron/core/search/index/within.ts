import type { PassageMatch } from '../../../../shared/contract/search.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { SearchDocument } from '../../../../shared/model/search-document.ts'
import { parseQuery } from '../../../../shared/query/parse.ts'
import type { Corpus } from './corpus/corpus.ts'
import { maskOf, TEXT_FIELDS } from './segment/fields.ts'
import type { FoundLeaf } from './match/look-up.ts'
import { lookUp } from './match/look-up.ts'
import { eachPlace } from './match/match-sequence.ts'
import type { Matcher } from './match/matcher.ts'
import { createMatcher, toHighlights } from './match/matcher.ts'
import { createPassageFinder } from './terms/passage-finder.ts'
import { locate } from './show/locate.ts'
import { planQuery } from './query/plan.ts'
import { pool } from './match/array-pool.ts'
import { findRecord } from './segment/segment.ts'

/** What to look for in one record, and how many of the matches to return. */
export interface WithinRequest {
  readonly query: string
  readonly typing: boolean
  readonly limit: number
}

/** The first matches in a record's texts, in reading order, and how many there are in all. */
export interface WithinAnswer {
  readonly total: number
  readonly matches: readonly PassageMatch[]
}

/** How many passages are matched between two pauses. */
const STEP_PASSAGES = 16

/** Finds every occurrence of the query's words and phrases in a record's texts; each yield is a pause. */
export function* findWithin(
  { id, texts }: SearchDocument,
  request: WithinRequest,
  corpus: Corpus,
): Generator<undefined, WithinAnswer> {
  pool.clear()
  const { leaves, shown } = planQuery(parseQuery(request.query), { ...request, aliases: corpus.aliases })
  // Looked up in the whole archive, so that typos are treated the same here and in the list.
  const found = shown.map((each) => lookUp(leaves[each]!, corpus))
  const matcher = createMatcher(found.map((each) => each.leaf))
  const holding = passagesHolding(id, found, corpus)
  const matches: PassageMatch[] = []
  let total = 0
  let steps = 0
  for (const { hash, role } of texts)
    for (const number of holding?.get(hash) ?? everyPassage(hash, holding !== null, corpus)) {
      const passage = corpus.texts.passage(hash, number)
      for (const match of passage ? matchesIn(passage, matcher, maskOf(role)) : [])
        if (++total <= request.limit) matches.push({ hash, passage: number, ...match })
      if (++steps % STEP_PASSAGES === 0) yield
    }
  return { total, matches }
}

function matchesIn(passage: Passage, matcher: Matcher, mask: number) {
  return toHighlights(matcher(passage.text, mask)).map((range) => ({
    locator: locate(passage, range),
    range,
  }))
}

/**
 * The passages that contain something of the query, by the hash of their object, ascending, so that of a long text
 * only few are read. Null for a record that is not in the index yet.
 */
function passagesHolding(
  id: string,
  found: readonly FoundLeaf[],
  { segments }: Corpus,
): ReadonlyMap<string, readonly number[]> | null {
  const numbers = segments.map((segment) => findRecord(segment, id))
  const at = numbers.findIndex((record) => record >= 0)
  if (at < 0) return null
  const segment = segments[at]!
  const passageOf = createPassageFinder(segment.data, numbers[at]!)
  const holding = new Map<string, Set<number>>()
  const records = Uint32Array.of(numbers[at]!)
  for (const { leaf, alternativesIn } of found)
    for (const each of alternativesIn(segment))
      eachPlace(segment, each, { records, fields: leaf.fields & TEXT_FIELDS }, ({ position }) => {
        const passage = passageOf(position)
        if (passage) holding.set(passage.hash, (holding.get(passage.hash) ?? new Set()).add(passage.number))
      })
  return new Map([...holding].map(([hash, set]) => [hash, [...set].sort((a, b) => a - b)]))
}

function everyPassage(hash: string, isKnown: boolean, { texts }: Corpus): Iterable<number> {
  return isKnown ? [] : (texts.passages(hash)?.keys() ?? [])
}
