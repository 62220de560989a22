import type { Hit } from '../../../../../shared/contract/search.ts'
import type { RecordId, TagId } from '../../../../../shared/model/ids.ts'
import { recordKinds, verificationStatuses } from '../../../../../shared/model/choices.ts'
import { columnValues } from '../segment/columns.ts'
import { createMemo } from '../segment/memo.ts'
import { idOf, storedOf, titleOf } from '../segment/segment.ts'
import type { SegmentData } from '../segment/segment-data.ts'

/** What a list shows of a record, whatever the query. */
export type ListEntry = Omit<
  Hit,
  'titleHighlights' | 'field' | 'locator' | 'rule' | 'snippet' | 'highlights' | 'score'
>

const listEntriesIn = createMemo<number, ListEntry>(2048)

/** The list entry of a record, from the index alone: a list of any length opens no record. */
export function listEntryOf(data: SegmentData, record: number): ListEntry {
  // Consecutive keystrokes share most of their hits.
  return listEntriesIn(data, record, () => readListEntry(data, record))
}

function readListEntry(data: SegmentData, record: number): ListEntry {
  const { names, people, sources, dateStated, dateEdtf, sizeBytes, durationMs } = storedOf(data, record)
  return {
    // The ids come from the documents that the segment was built from, and so do the tags.
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
