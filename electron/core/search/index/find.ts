import type { Facets, Hit, SearchRequest } from '../../../../shared/contract/search.ts'
import { parseQuery } from '../../../../shared/query/parse.ts'
import type { Corpus } from './corpus.ts'
import { evaluatePlan } from './evaluate.ts'
import { countFacets } from './facets.ts'
import { filterOfNode, filtersOfRequest } from './filters.ts'
import { listedOf } from './listed.ts'
import type { FoundLeaf } from './look-up.ts'
import { lookUp } from './look-up.ts'
import type { RankedHit, SegmentHits } from './order.ts'
import { pageOf } from './order.ts'
import { planQuery } from './plan.ts'
import { rankByProximity, RERANKED } from './proximity.ts'
import { keep } from './record-set.ts'
import { room } from './room.ts'
import { BARE, showHits } from './show-hit.ts'
import { suggest } from './suggest.ts'

/** What a query matched: the exact total, one page, and the facet counts of all. */
export interface FindAnswer {
  readonly total: number
  readonly hits: readonly Hit[]
  readonly facets: Facets
  readonly unread: readonly string[]
  /** Whole queries that may be meant, where few records match. */
  readonly suggestions: string[]
}

/** Answers a request from the corpus as it is now. */
export function find(request: SearchRequest, corpus: Corpus): FindAnswer {
  room.clear()
  const query = parseQuery(request.query)
  const plan = planQuery(query, { ...request, aliases: corpus.aliases })
  const found = plan.leaves.map((leaf) => lookUp(leaf, corpus))
  const matched = corpus.segments.map((segment, at) => {
    const set = evaluatePlan(plan.root, { corpus, found, at, filterOf: filterOfNode })
    const filters = filtersOfRequest(request.filters, segment, corpus.tags)
    return { segment, set: filters.reduce(keep, set) }
  })
  const leaves = plan.shown.map((each) => found[each]!)
  const beside = plan.beside.map((each) => found[each]!)
  const page = rankedPage(matched, request, beside)
  const shown =
    (request.snippets ?? true)
      ? showHits(page, { leaves, tags: corpus.tags, texts: corpus.texts })
      : page.map(() => BARE)
  const total = matched.reduce((sum, { set }) => sum + set.records.length, 0)
  return {
    total,
    hits: page.map(({ segment, record, score }, at) => ({
      ...listedOf(segment.data, record),
      ...shown[at]!,
      score,
    })),
    facets: countFacets(matched, corpus),
    unread: query.unread,
    suggestions: suggest(request.query, total, leaves, corpus),
  }
}

/** One page of hits; of those that are sorted by relevance the best are looked at more closely, on whatever page. */
function rankedPage(
  matched: readonly SegmentHits[],
  request: SearchRequest,
  beside: readonly FoundLeaf[],
): RankedHit[] {
  const { offset, limit } = request
  if (request.sort !== 'relevance' || beside.length < 2 || offset >= RERANKED) return pageOf(matched, request)
  const first = pageOf(matched, { ...request, offset: 0, limit: Math.max(RERANKED, offset + limit) })
  const best = rankByProximity(first.slice(0, RERANKED), beside)
  return [...best, ...first.slice(RERANKED)].slice(offset, offset + limit)
}
