import type { TextRange } from '../../../../../shared/contract/search.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { ALL_FIELDS } from '../segment/fields.ts'
import { alternative } from '../query/leaf.ts'
import type { FoundLeaf } from '../match/look-up.ts'
import { lookUp } from '../match/look-up.ts'
import type { RankedHit } from '../rank/order.ts'
import { compareIds } from '../segment/order-keys.ts'
import { idOf, titleOf } from '../segment/segment.ts'
import { showHits } from './show-hit.ts'

/** A word of the index as the first record that contains it spells it; the index itself has only folded words. */
export function asWritten(word: string, corpus: Corpus): string {
  const plain = { fields: ALL_FIELDS, typo: '', fuzzy: 0, typed: word, exact: '' }
  const found = lookUp({ ...plain, alternatives: [alternative([word])] }, corpus)
  const hit = firstHit(found, corpus)
  if (!hit) return word
  const [shown] = showHits([hit], { leaves: [found], tags: corpus.tags, texts: corpus.texts })
  const { snippet, highlights, titleHighlights } = shown!
  return cut(snippet, highlights[0]) ?? cut(titleOf(hit.segment.data, hit.record), titleHighlights[0]) ?? word
}

function cut(text: string, range: TextRange | undefined): string | undefined {
  return range && text.slice(...range)
}

/** The record with the lowest accession number across all segments. */
function firstHit({ matches }: FoundLeaf, { segments }: Corpus): RankedHit | null {
  const hits = segments.flatMap((segment, at): { hit: RankedHit; id: string }[] => {
    const { records } = matches[at]!.read()
    if (records.length === 0) return []
    const record = records.reduce((a, b) => (segment.idRanks[b]! < segment.idRanks[a]! ? b : a))
    return [{ hit: { segment, record, score: 0 }, id: idOf(segment.data, record) }]
  })
  return hits.sort((a, b) => compareIds(a.id, b.id))[0]?.hit ?? null
}
