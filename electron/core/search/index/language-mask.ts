import type { Segment } from './segment.ts'
import type { SegmentData } from './segment-data.ts'

const known = new WeakMap<SegmentData, Map<string, Uint8Array>>()

/** 1 for each record of a segment that is in a language or of which none is known; null for '', which takes all. */
export function languageMask({ data }: Segment, language: string): Uint8Array | null {
  if (language === '') return null
  const ofSegment = known.get(data) ?? new Map<string, Uint8Array>()
  known.set(data, ofSegment)
  const made = ofSegment.get(language) ?? makeMask(data, language)
  ofSegment.set(language, made)
  return made
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
