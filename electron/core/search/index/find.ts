import type { Facets, SearchRequest, TextRange } from '../../../../shared/contract/search.ts'
import type { SearchField } from '../../../../shared/contract/search.ts'
import type { RecordId } from '../../../../shared/model/ids.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import { parseQuery } from '../../../../shared/query/parse.ts'
import type { Corpus } from './corpus.ts'
import { evaluatePlan } from './evaluate.ts'
import { countFacets } from './facets.ts'
import { filterOfNode, filtersOfRequest } from './filters.ts'
import { lookUp } from './look-up.ts'
import { pageOf } from './order.ts'
import { planQuery } from './plan.ts'
import { keep } from './record-set.ts'
import { idOf } from './segment.ts'
import { showHits } from './show-hit.ts'

/** A record that a query matched, with what the index knows to show of it; the record itself lies in the catalogue. */
export interface FoundHit {
  readonly id: RecordId
  readonly field: SearchField | ''
  readonly locator: string
  readonly snippet: string
  readonly highlights: TextRange[]
  readonly titleHighlights: TextRange[]
  readonly score: number
}

/** What a query matched: the exact total, one page, and the facet counts of all. */
export interface FindAnswer {
  readonly total: number
  readonly hits: readonly FoundHit[]
  readonly facets: Facets
  readonly unread: readonly string[]
}

/** Answers a request from the corpus as it is now. */
export function find(
  request: SearchRequest,
  corpus: Corpus,
  passagesOf: (hash: string) => readonly Passage[] | null,
): FindAnswer {
  const query = parseQuery(request.query)
  const plan = planQuery(query, request.typing)
  const found = plan.leaves.map((leaf) => lookUp(leaf, corpus))
  const matched = corpus.segments.map((segment, at) => {
    const set = evaluatePlan(plan.root, { corpus, found, at, filterOf: filterOfNode })
    const filters = filtersOfRequest(request.filters, segment, corpus.tags)
    return { segment, set: filters.reduce(keep, set) }
  })
  const page = pageOf(matched, request)
  const shown = showHits(page, {
    leaves: plan.shown.map((each) => found[each]!),
    tags: corpus.tags,
    passagesOf,
  })
  return {
    total: matched.reduce((sum, { set }) => sum + set.records.length, 0),
    hits: page.map(({ segment, record, score }, at) => ({
      // The ids in a segment are those of the documents it was built from.
      id: idOf(segment.data, record) as RecordId,
      score,
      ...shown[at]!,
    })),
    facets: countFacets(matched, corpus),
    unread: query.unread,
  }
}
