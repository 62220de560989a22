import { z } from 'zod'
import { RecordId, TagId } from '../model/ids.ts'
import { LocatorText } from '../model/locator-text.ts'
import { RecordKind, VerificationStatus } from '../model/record.ts'
import { SearchFilters, SearchSort } from '../model/search-filters.ts'
import { method } from './method.ts'

/** A half-open UTF-16 range in the text it comes with. */
export const TextRange = z.tuple([z.int(), z.int()])
export type TextRange = z.infer<typeof TextRange>

/** Fields that a hit can be in, highest weight first. */
export const searchFields = [
  'title',
  'tag',
  'name',
  'person',
  'source',
  'place',
  'symbol',
  'description',
  'details',
  'text',
  'transcript',
  'id',
] as const
export const SearchField = z.enum(searchFields)
export type SearchField = z.infer<typeof SearchField>

export const SearchRequest = z.object({
  query: z.string().default(''),
  filters: SearchFilters.prefault({}),
  sort: SearchSort.default('relevance'),
  descending: z.boolean().default(false),
  offset: z.int().nonnegative().default(0),
  limit: z.int().positive().max(500).default(50),
  /** The last word of the query is still being typed: it matches as a prefix too. */
  typing: z.boolean().default(false),
  /** `any`: a record needs only one of the words, not all (the default); the more of them, the higher it ranks. */
  match: z.enum(['all', 'any']).optional(),
  /** `false`: hits come without field, locator, rule, snippet and highlights, for counts and lists of numbers. */
  snippets: z.boolean().optional(),
})
export type SearchRequest = z.infer<typeof SearchRequest>

/** The rule by which a hit matched, strictest first; of several words the loosest rule that was needed. */
export const matchRules = ['exact', 'folded', 'stem', 'prefix', 'alias', 'typo'] as const
export const MatchRule = z.enum(matchRules)
export type MatchRule = z.infer<typeof MatchRule>

/** A record on a list. When the query is empty, `field`, `locator`, `rule` and `snippet` are empty. */
export const Hit = z.object({
  id: RecordId,
  kind: RecordKind,
  title: z.string(),
  titleHighlights: z.array(TextRange),
  names: z.array(z.string()),
  dateStated: z.string(),
  dateEdtf: z.string(),
  languages: z.array(z.string()),
  people: z.array(z.string()),
  sources: z.array(z.string()),
  tags: z.array(TagId),
  verification: VerificationStatus,
  sizeBytes: z.number(),
  durationMs: z.int().nullable(),
  field: SearchField.or(z.literal('')),
  locator: LocatorText.or(z.literal('')),
  rule: MatchRule.or(z.literal('')),
  snippet: z.string(),
  highlights: z.array(TextRange),
  score: z.number(),
})
export type Hit = z.infer<typeof Hit>

export const FacetCount = z.object({ value: z.string(), label: z.string(), count: z.int() })
export type FacetCount = z.infer<typeof FacetCount>
export const Facets = z.object({
  kind: z.array(FacetCount),
  language: z.array(FacetCount),
  source: z.array(FacetCount),
  person: z.array(FacetCount),
  tag: z.array(FacetCount),
  verification: z.array(FacetCount),
  year: z.array(FacetCount),
})
export type Facets = z.infer<typeof Facets>

/**
 * `total` is exact. `unread` contains the parts of the query that were taken as plain words. `building`: more hits
 * may follow.
 */
export const SearchAnswer = z.object({
  total: z.int(),
  hits: z.array(Hit),
  facets: Facets,
  unread: z.array(z.string()),
  /** Complete queries that may be meant, when few records match; likeliest first. */
  suggestions: z.array(z.string()).default([]),
  building: z.boolean(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** A match inside one record: the object's hash, the passage (by number and locator) and the range in its text. */
export const PassageMatch = z.object({
  hash: z.string(),
  passage: z.int(),
  locator: LocatorText,
  range: TextRange,
})
export type PassageMatch = z.infer<typeof PassageMatch>

/** A line of the quick-open box. `address` is where choosing it leads; commands have their own names. */
export const QuickItem = z.object({
  type: z.enum(['record', 'person', 'source', 'tag', 'search']),
  label: z.string(),
  detail: z.string(),
  value: z.string(),
  highlights: z.array(TextRange),
})
export type QuickItem = z.infer<typeof QuickItem>

export const search = {
  'search.find': method(
    'Replies with the records that match a query and filters: exact total, one page of hits, facet counts of all matches.',
    SearchRequest,
    SearchAnswer,
    { reads: ['index', 'tags', 'aliases'] },
  ),
  'search.within': method(
    'Replies with the places in a record’s texts where the query matches, in reading order: how many, and the first `limit`.',
    z.object({
      id: RecordId,
      query: z.string(),
      typing: z.boolean().default(false),
      limit: z.int().positive().max(100_000).default(20_000),
    }),
    z.object({ total: z.int(), matches: z.array(PassageMatch) }),
    { reads: ['index', 'aliases'] },
  ),
  'search.quick': method(
    'Replies with the titles, people, sources, tags and saved searches most like a text, tolerating typos, best first.',
    z.object({ text: z.string(), limit: z.int().positive().max(100).default(20) }),
    z.array(QuickItem),
    { reads: ['index', 'tags', 'searches'] },
  ),
  'search.values': method(
    'Replies with the values in use of a field that contains names, most frequent first, for completion.',
    z.object({ field: z.enum(['people', 'sources', 'places', 'languages']) }),
    z.array(z.object({ value: z.string(), count: z.int() })),
    { reads: ['index', 'records'] },
  ),
}
