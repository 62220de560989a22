import { columnValues } from '../segment/columns.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { maskOf, positionFields, valuesOf } from '../segment/fields.ts'
import type { Leaf } from '../query/leaf.ts'
import { listedMatches, type LeafMatches } from './match-leaf.ts'
import type { Matcher } from './matcher.ts'
import { createMatcher } from './matcher.ts'
import { textsOf } from '../terms/passage-finder.ts'
import type { Segment } from '../segment/segment.ts'
import { idOf, storedOf, titleOf } from '../segment/segment.ts'

/** The matches of a leaf whose texts contain the exact characters. The index is folded, so the texts are read. */
export function filterExact(matches: LeafMatches, segment: Segment, leaf: Leaf, corpus: Corpus): LeafMatches {
  const matcher = createMatcher([leaf])
  const { records, weights } = matches.read()
  const kept = Array.from(records.keys()).filter((at) =>
    isExact(segment, records[at]!, { leaf, matcher }, corpus),
  )
  const listed = {
    records: Uint32Array.from(kept, (at) => records[at]!),
    weights: Float64Array.from(kept, (at) => weights[at]!),
  }
  return listedMatches(listed, matches.alternatives)
}

function isExact(
  { data }: Segment,
  record: number,
  { leaf, matcher }: { readonly leaf: Leaf; readonly matcher: Matcher },
  { tags, texts }: Corpus,
): boolean {
  const stored = storedOf(data, record)
  const described = { ...stored, id: idOf(data, record), title: titleOf(data, record) }
  const isIn = (values: readonly string[], mask: number) =>
    (leaf.fields & mask) !== 0 && values.some((text) => matcher(text, mask).length > 0)
  const paths = columnValues(data.columns.tag, record).flatMap((id) => tags.tags.get(id)?.path ?? [])
  return (
    isIn(paths, maskOf('tag')) ||
    positionFields.some(
      (field) =>
        field !== 'text' && field !== 'transcript' && isIn(valuesOf(described, field), maskOf(field)),
    ) ||
    textsOf(data, record).some(({ hash, role }) => {
      const passages = texts.passages(hash)?.map((passage) => passage.text) ?? []
      return isIn(passages, maskOf(role))
    })
  )
}
