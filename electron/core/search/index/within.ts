import type { PassageMatch } from '../../../../shared/contract/search.ts'
import type { SearchDocument } from '../../../../shared/model/search-document.ts'
import { parseQuery } from '../../../../shared/query/parse.ts'
import type { Corpus } from './corpus.ts'
import { maskOf } from './fields.ts'
import { lookUp } from './look-up.ts'
import { matchText, toHighlights } from './matcher.ts'
import { locate } from './place.ts'
import { planQuery } from './plan.ts'

/** Every place in a record's texts where a word or phrase of the query stands, in reading order. */
export function findWithin(
  document: SearchDocument,
  request: { readonly query: string; readonly typing: boolean },
  corpus: Corpus,
): PassageMatch[] {
  const { leaves, shown } = planQuery(parseQuery(request.query), {
    typing: request.typing,
    aliases: corpus.aliases,
  })
  // Looked up in the whole archive, so that what counts as a typing error is the same here and on the list.
  const wanted = shown.map((each) => lookUp(leaves[each]!, corpus).leaf)
  const matches: PassageMatch[] = []
  for (const { hash, role } of document.texts)
    (corpus.passagesOf(hash) ?? []).forEach((passage, number) => {
      for (const range of toHighlights(matchText(passage.text, wanted, maskOf(role))))
        matches.push({ hash, passage: number, locator: locate(passage, range), range })
    })
  return matches
}
