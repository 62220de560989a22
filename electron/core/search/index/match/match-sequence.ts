import type { Term } from '../terms/dictionary.ts'
import type { FieldMask, PositionField } from '../segment/fields.ts'
import { fieldWeights, positionFields, positionMasks } from '../segment/fields.ts'
import { languageMask } from './language-mask.ts'
import { eachWindow, windowSpan } from './proximity-windows.ts'
import type { RecordPositions } from '../terms/postings.ts'
import { collectPositions, decodePostings, fieldAt, fieldStarts } from '../terms/postings.ts'
import type { Segment } from '../segment/segment.ts'
import { allTerms } from '../terms/slot-terms.ts'
import type { SegmentAlternative } from './alternatives.ts'

/**
 * Adds, for each record in which the words of an alternative occur consecutively in one of `fields`, the weight of
 * those occurrences.
 */
export function matchSequence(
  segment: Segment,
  found: SegmentAlternative,
  fields: FieldMask,
  add: (record: number, weight: number) => void,
): void {
  const records = recordsWithAll(segment, found.slots.map(allTerms))
  eachPlace(segment, found, { records, fields }, ({ record, field }) => {
    add(record, fieldWeights[field] * found.alternative.weight)
  })
}

/** A position in a record at which the words of an alternative begin. */
export interface Place {
  readonly record: number
  readonly field: PositionField
  readonly position: number
}

/**
 * Calls `visit` for each position, in one of `fields` of these records (ascending), at which the words of an
 * alternative occur consecutively. Values and passages are separated by an empty position, so no match spans two of
 * them.
 */
export function eachPlace(
  segment: Segment,
  { slots, alternative: { near, language } }: SegmentAlternative,
  { records, fields }: { readonly records: Uint32Array; readonly fields: FieldMask },
  visit: (place: Place) => void,
): void {
  const positions = slots.map((slot) => collectPositions(segment, allTerms(slot), records))
  const mask = languageMask(segment, language)
  const starts = new Uint32Array(positionFields.length + 1)
  let startsOf = -1
  for (let at = 0; at < records.length; at++) {
    const record = records[at]!
    if (mask?.[record] === 0) continue
    const fieldOf = (position: number) => {
      // Computed on demand: most records hold the words, but not consecutively.
      if (startsOf !== record) fieldStarts(segment.data, record, starts)
      startsOf = record
      return fieldAt(starts, position)
    }
    const show = (position: number, last = position) => {
      const index = fieldOf(position)
      if (positionMasks[index]! & fields && (last === position || fieldOf(last) === index))
        visit({ record, field: positionFields[index]!, position })
    }
    if (near > 0)
      eachWindow(
        positions.map((each) => ownPositions(each, at)),
        windowSpan(slots.length, near),
        show,
      )
    else eachStart(positions, at, show)
  }
}

function ownPositions({ offsets, positions }: RecordPositions, record: number): Uint32Array {
  return positions.subarray(offsets[record], offsets[record + 1])
}

/** The live records that contain a term of every slot, ascending. */
function recordsWithAll(segment: Segment, slots: readonly (readonly Term[])[]): Uint32Array {
  const { data, dead } = segment
  const scratch = segment.scratch()
  const { levels, candidates, termRecords } = scratch
  let count = 0
  // Rarest first: each further slot only confirms what is left.
  const byRarity = [...slots].sort((a, b) => frequency(a) - frequency(b))
  byRarity.forEach((terms, level) => {
    for (const term of terms) {
      const total = decodePostings(data, term, scratch)
      for (let i = 0; i < total; i++) {
        const record = termRecords[i]!
        if (levels[record] !== level || dead[record]) continue
        levels[record] = level + 1
        if (level === 0) candidates[count++] = record
      }
    }
  })
  const touched = candidates.subarray(0, count)
  const records = touched.filter((record) => levels[record] === slots.length)
  for (const record of touched) levels[record] = 0
  return records.sort()
}

function frequency(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + term.frequency, 0)
}

/** Calls `visit` for each position p of the first slot that the second follows at p+1, and so on. */
function eachStart(
  slots: readonly RecordPositions[],
  record: number,
  visit: (position: number) => void,
): void {
  const { offsets, positions } = slots[0]!
  const second = slots[1]
  let next = second ? second.offsets[record]! : 0
  const end = second ? second.offsets[record + 1]! : 0
  for (let at = offsets[record]!; at < offsets[record + 1]!; at++) {
    const position = positions[at]!
    if (second) {
      while (next < end && second.positions[next]! <= position) next++
      if (next === end) return
      if (second.positions[next] !== position + 1) continue
    }
    if (followsAt(slots, record, position)) visit(position)
  }
}

/** Whether the third slot and the later ones continue the sequence from `position`; few positions get this far. */
function followsAt(slots: readonly RecordPositions[], record: number, position: number): boolean {
  for (let i = 2; i < slots.length; i++) {
    if (!ownPositions(slots[i]!, record).includes(position + i)) return false
  }
  return true
}
