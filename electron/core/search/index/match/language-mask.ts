import { createMemo } from '../segment/memo.ts'
import type { Segment } from '../segment/segment.ts'
import type { SegmentData } from '../segment/segment-data.ts'

const masksIn = createMemo<string, Uint8Array>(16)

/** 1 for each record of a segment that is in a language or has no known language; null for '', which accepts all. */
export function languageMask({ data }: Segment, language: string): Uint8Array | null {
  return language === '' ? null : masksIn(data, language, () => makeMask(data, language))
}

function makeMask({ records, columns }: SegmentData, language: string): Uint8Array {
  const { values, offsets, entries } = columns.language
  const isIn = values.map((value) => value === language || value.startsWith(`${language}-`))
  const mask = new Uint8Array(records)
  for (let record = 0; record < records; record++) {
    if (offsets[record] === offsets[record + 1]) mask[record] = 1
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) if (isIn[entries[at]!]) mask[record] = 1
  }
  return mask
}
