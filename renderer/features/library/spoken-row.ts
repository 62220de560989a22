import type { Hit } from '../../../shared/contract/search.ts'
import type { Catalogue } from '../../messages/en.ts'

/** A row as it is read aloud: “Statement, title, date, 3 tags, in text, page 3, similar spelling, 2 of 214”. */
export function spokenRow(
  hit: Hit,
  index: number,
  total: number,
  { words: { library, records, search }, place }: { words: Catalogue; place: string },
): string {
  const rule = hit.rule === '' ? null : search.rules[hit.rule]
  const parts = [
    records.kinds[hit.kind],
    hit.title || library.untitled,
    hit.dateStated || library.rowUndated,
    library.rowTags(hit.tags.length),
    place,
    rule?.[0] ?? '',
  ]
  return library.row(
    parts.filter((part) => part !== ''),
    index + 1,
    total,
  )
}
