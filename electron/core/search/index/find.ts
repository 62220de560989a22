import type { Facets, Hit, SearchRequest } from '../../../../shared/contract/search.ts'
import { parseQuery } from '../../../../shared/query/parse.ts'
import type { Corpus } from './corpus/corpus.ts'
import { evaluatePlan } from './match/evaluate.ts'
import { countFacets } from './facets/facets.ts'
import { filterOfNode, filtersOfRequest } from './query/filters.ts'
import { listEntryOf } from './show/list-entry.ts'
import type { FoundLeaf } from './match/look-up.ts'
import { lookUp } from './match/look-up.ts'
import type { RankedHit, SegmentHits } from './rank/order.ts'
import { pageOf } from './rank/order.ts'
import { planQuery } from './query/plan.ts'
import { rankByProximity, RERANKED } from './rank/proximity.ts'
import { keep } from './match/record-set.ts'
import { pool } from './match/array-pool.ts'
import { BARE, showHits } from './show/show-hit.ts'
import { suggest } from './show/suggest.ts'

/** What a query matched: the exact total, one page of hits, and facet counts of all matches. */
export interface FindAnswer {
  readonly total: number
  readonly hits: readonly Hit[]
  readonly facets: Facets
  readonly unread: readonly string[]
  /** Complete queries that may have been meant, when few records match. */
  readonly suggestions: string[]
}

/** Runs a query on the corpus as it is now. */
export function find(request: SearchRequest, corpus: Corpus): FindAnswer {
  pool.clear()
  const query = parseQuery(request.query)
  const plan = planQuery(query, { ...request, aliases: corpus.aliases })
  const found = plan.leaves.map((leaf) => lookUp(leaf, corpus))
  const matched = corpus.segments.map((segment, at) => {
    const set = evaluatePlan(plan.root, { corpus, found, at, filterOf: filterOfNode })
    const filters = filtersOfRequest(request.filters, segment, corpus.tags)
    return { segment, set: filters.reduce(keep, set) }
  })
  const leaves = plan.shown.map((each) => found[each]!)
  const adjacent = plan.adjacent.map((each) => found[each]!)
  const page = rankedPage(matched, request, adjacent)
  const shown =
    (request.snippets ?? true)
      ? showHits(page, { leaves, tags: corpus.tags, texts: corpus.texts })
      : page.map(() => BARE)
  const total = matched.reduce((sum, { set }) => sum + set.records.length, 0)
  return {
    total,
    hits: page.map(({ segment, record, score }, at) => ({
      ...listEntryOf(segment.data, record),
      ...shown[at]!,
      score,
    })),
    facets: countFacets(matched, corpus),
    unread: query.unread,
    suggestions: suggest(request.query, total, leaves, corpus),
  }
}

/** One page of hits. When sorted by relevance, the best are re-ranked first, whichever page is shown. */
function rankedPage(
  matched: readonly SegmentHits[],
  request: SearchRequest,
  adjacent: readonly FoundLeaf[],
): RankedHit[] {
  const { offset, limit } = request
  if (request.sort !== 'relevance' || adjacent.length < 2 || offset >= RERANKED)
    return pageOf(matched, request)
  const first = pageOf(matched, { ...request, offset: 0, limit: Math.max(RERANKED, offset + limit) })
  const best = rankByProximity(first.slice(0, RERANKED), adjacent)
  return [...best, ...first.slice(RERANKED)].slice(offset, offset + limit)
}
