import type { Hit } from '../../../../../shared/contract/search.ts'
import type { RecordId, TagId } from '../../../../../shared/model/ids.ts'
import { recordKinds, verificationStatuses } from '../../../../../shared/model/record.ts'
import { columnValues } from '../segment/columns.ts'
import { createMemo } from '../segment/memo.ts'
import { idOf, storedOf, titleOf } from '../segment/segment.ts'
import type { SegmentData } from '../segment/segment-data.ts'

/** What a list shows of a record, whatever was searched for. */
export type Listed = Omit<
  Hit,
  'titleHighlights' | 'field' | 'locator' | 'rule' | 'snippet' | 'highlights' | 'score'
>

const listedIn = createMemo<number, Listed>(2048)

/** The line of a record on a list, from the index alone: a list of any length opens no record. */
export function listedOf(data: SegmentData, record: number): Listed {
  // Keystrokes share most of their hits.
  return listedIn(data, record, () => readListed(data, record))
}

function readListed(data: SegmentData, record: number): Listed {
  const { names, people, sources, dateStated, dateEdtf, sizeBytes, durationMs } = storedOf(data, record)
  return {
    // Ids are those of the documents that the segment was built from, and so are tags.
    id: idOf(data, record) as RecordId,
    kind: recordKinds[data.kinds[record]!]!,
    title: titleOf(data, record),
    names: [...names],
    dateStated,
    dateEdtf,
    languages: columnValues(data.columns.language, record),
    people: [...people],
    sources: [...sources],
    tags: columnValues(data.columns.tag, record) as TagId[],
    verification: verificationStatuses[data.verifications[record]!]!,
    sizeBytes,
    durationMs,
  }
}
