import type { MatchRule, SearchField, TextRange } from '../../../../../shared/contract/search.ts'
import { matchRules } from '../../../../../shared/contract/search.ts'
import type { FieldMask } from '../segment/fields.ts'
import { maskOf, TAG_FIELD, valuesOf } from '../segment/fields.ts'
import type { FoundLeaf } from '../match/look-up.ts'
import type { Place } from '../match/match-sequence.ts'
import { eachPlace } from '../match/match-sequence.ts'
import type { Matcher, TextMatch } from '../match/matcher.ts'
import { createMatcher, toHighlights } from '../match/matcher.ts'
import { columnValues } from '../segment/columns.ts'
import type { RankedHit } from '../rank/order.ts'
import { locate } from './locate.ts'
import type { Segment } from '../segment/segment.ts'
import { idOf, storedOf, titleOf } from '../segment/segment.ts'
import { cutSnippet } from './snippet.ts'
import type { PassageFinder, PassageSpan } from '../terms/passage-finder.ts'
import { createPassageFinder } from '../terms/passage-finder.ts'
import { termsIn } from '../terms/postings.ts'
import type { LeafPlace } from './best-place.ts'
import { bestPlace } from './best-place.ts'
import type { SegmentAlternative } from '../match/alternatives.ts'
import type { TagIndex } from '../corpus/tag-index.ts'
import type { Texts } from '../corpus/text-cache.ts'

/** The parts of a hit that depend on the query. */
export interface ShownHit {
  readonly field: SearchField | ''
  readonly locator: string
  readonly snippet: string
  readonly highlights: TextRange[]
  readonly titleHighlights: TextRange[]
  readonly rule: MatchRule | ''
}

/** What it takes to show hits. */
export interface Showing {
  readonly leaves: readonly FoundLeaf[]
  readonly tags: TagIndex
  readonly texts: Texts
}

/** Shows hits: for each, the best matching passage or field with the words highlighted. */
export function showHits(hits: readonly RankedHit[], showing: Showing): ShownHit[] {
  const places = new Map<RankedHit, LeafPlace[]>(hits.map((hit) => [hit, []]))
  for (const segment of new Set(hits.map((hit) => hit.segment)))
    findPlaces(
      segment,
      hits.filter((hit) => hit.segment === segment),
      showing,
      (hit, place) => places.get(hit)!.push(place),
    )
  const matcher = createMatcher(showing.leaves.map((each) => each.leaf))
  return hits.map((hit) => showHit(hit, bestPlace(places.get(hit)!, showing.leaves), { ...showing, matcher }))
}

function findPlaces(
  segment: Segment,
  hits: readonly RankedHit[],
  { leaves, tags }: Showing,
  found: (hit: RankedHit, place: LeafPlace) => void,
): void {
  const byRecord = new Map(hits.map((hit) => [hit.record, hit]))
  const records = Uint32Array.from(byRecord.keys()).sort()
  const passageOf = createFinders(segment)
  leaves.forEach(({ leaf, alternativesIn }, at) => {
    for (const each of alternativesIn(segment))
      eachPlaceShown(segment, each, { records, fields: leaf.fields }, ({ record, field, position }) => {
        found(byRecord.get(record)!, { leaf: at, field, position, passage: passageOf(record, position) })
      })
    if ((leaf.fields & TAG_FIELD) === 0) return
    const matching = new Set(leaf.alternatives.flatMap(({ slots }) => tags.matching(slots)))
    if (matching.size === 0) return
    for (const [record, hit] of byRecord)
      if (columnValues(segment.data.columns.tag, record).some((id) => matching.has(id)))
        found(hit, { leaf: at, field: 'tag', position: 0, passage: null })
  })
}

/**
 * Like `eachPlace`, for a few records: of the words that a prefix matches, only those that may occur in them are
 * looked up.
 */
function eachPlaceShown(
  segment: Segment,
  each: SegmentAlternative,
  within: { readonly records: Uint32Array; readonly fields: FieldMask },
  visit: (place: Place) => void,
): void {
  const slots = each.slots.map((terms) =>
    terms.length > 1 ? termsIn(segment, terms, within.records) : terms,
  )
  eachPlace(segment, { ...each, slots }, within, visit)
}

function createFinders({ data }: Segment): (record: number, position: number) => PassageSpan | null {
  const finders = new Map<number, PassageFinder>()
  return (record, position) => {
    const finder = finders.get(record) ?? createPassageFinder(data, record)
    finders.set(record, finder)
    return finder(position)
  }
}

const NOTHING = { field: '', locator: '', snippet: '', highlights: [], matches: [] } as const

/** A hit without snippet or highlights. */
export const BARE: ShownHit = {
  field: '',
  locator: '',
  snippet: '',
  highlights: [],
  titleHighlights: [],
  rule: '',
}

type Matching = Showing & { readonly matcher: Matcher }

function showHit(hit: RankedHit, best: LeafPlace | null, showing: Matching): ShownHit {
  const title = titleOf(hit.segment.data, hit.record)
  const inTitle = showing.matcher(title, maskOf('title'))
  const { matches, ...shown } = best ? showPlace(hit, best, showing) : NOTHING
  return {
    ...shown,
    highlights: [...shown.highlights],
    titleHighlights: toHighlights(inTitle),
    rule: loosestRule([...inTitle, ...matches]),
  }
}

/** The strictest rule by which each word matches here; of these, the loosest. */
function loosestRule(matches: readonly TextMatch[]): MatchRule | '' {
  const byLeaf = new Map<number, number>()
  for (const { leaf, rule } of matches)
    byLeaf.set(leaf, Math.min(matchRules.indexOf(rule), byLeaf.get(leaf) ?? matchRules.length))
  return matchRules[Math.max(...byLeaf.values(), -1)] ?? ''
}

function showPlace(hit: RankedHit, { field, passage }: LeafPlace, showing: Matching) {
  const shown =
    field === 'text' || field === 'transcript'
      ? showPassage(passage, field, showing)
      : showValue(valuesToShow(hit, field, showing.tags), field, showing)
  return { field, ...shown }
}

function showPassage(span: PassageSpan | null, field: 'text' | 'transcript', { texts, matcher }: Matching) {
  const passage = span && texts.passage(span.hash, span.number)
  if (!passage) return { locator: '', snippet: '', highlights: [], matches: [] }
  const matches = matcher(passage.text, maskOf(field))
  const { snippet, highlights, best } = cutSnippet(passage.text, matches)
  return { locator: locate(passage, best), snippet, highlights, matches }
}

function valuesToShow(
  { segment, record }: RankedHit,
  field: Exclude<SearchField, 'text' | 'transcript'>,
  tags: TagIndex,
): readonly string[] {
  const { data } = segment
  if (field === 'tag')
    return columnValues(data.columns.tag, record).flatMap((id) => tags.tags.get(id)?.path ?? [])
  const id = idOf(data, record)
  return valuesOf({ ...storedOf(data, record), id, title: titleOf(data, record) }, field)
}

/** The value in which the most leaves match. */
function showValue(values: readonly string[], field: SearchField, { matcher }: Matching) {
  const matched = values.map((value) => ({ value, matches: matcher(value, maskOf(field)) }))
  const count = (each: (typeof matched)[number]) => new Set(each.matches.map((match) => match.leaf)).size
  const best = matched.reduce(
    (a, b) => (count(b) > count(a) ? b : a),
    matched[0] ?? { value: '', matches: [] },
  )
  const { snippet, highlights } = cutSnippet(best.value, best.matches)
  return { locator: '', snippet, highlights, matches: best.matches }
}
