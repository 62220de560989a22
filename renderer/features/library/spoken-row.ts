import type { Hit } from '../../../shared/contract/search.ts'
import type { Catalogue } from '../../messages/en.ts'

/** A row as it is read aloud: “Statement, title, date, 3 tags, 2 of 214”. */
export function spokenRow(hit: Hit, index: number, total: number, words: Catalogue): string {
  const { library, records } = words
  return library.row(
    records.kinds[hit.kind],
    hit.title || library.untitled,
    hit.dateStated || library.rowUndated,
    library.rowTags(hit.tags.length),
    index + 1,
    total,
  )
}
