import type { FieldMask } from './fields.ts'
import { fieldWeights, positionFields, positionMasks } from './fields.ts'
import type { Alternative } from './leaf.ts'
import { termsOfSlot } from './match-leaf.ts'
import type { RecordPositions } from './postings.ts'
import { collectPositions, eachPosting, fieldAt, fieldStarts } from './postings.ts'
import type { Segment } from './segment.ts'

/**
 * Adds, for each record in which the words of an alternative stand directly one after another in one of `fields`, what
 * those places weigh. Values and passages are apart by an empty position, so no sequence runs from one into another.
 */
export function matchSequence(
  segment: Segment,
  { slots, weight }: Alternative,
  fields: FieldMask,
  add: (record: number, weight: number) => void,
): void {
  const terms = slots.map((slot) => termsOfSlot(segment, slot).map((each) => each.term))
  if (terms.some((each) => each.length === 0)) return
  const records = recordsWithAll(segment, terms)
  const positions = terms.map((each) => collectPositions(segment.data, each, records))
  const starts = new Uint32Array(positionFields.length + 1)
  records.forEach((record, at) => {
    fieldStarts(segment.data, record, starts)
    const found = weighPlaces(positions, at, (position) => {
      const field = fieldAt(starts, position)
      return positionMasks[field]! & fields ? fieldWeights[positionFields[field]!] : 0
    })
    if (found > 0) add(record, found * weight)
  })
}

/** The live records that hold a term of every slot, ascending. */
function recordsWithAll(segment: Segment, slots: readonly (readonly number[])[]): Uint32Array {
  const { data, dead } = segment
  const { levels, candidates } = segment.scratch()
  let count = 0
  // The rarest first: each further slot only confirms what is left.
  const byRarity = [...slots].sort((a, b) => frequency(segment, a) - frequency(segment, b))
  byRarity.forEach((terms, level) => {
    for (const term of terms)
      eachPosting(data, term, (record) => {
        if (levels[record] !== level || dead[record]) return
        levels[record] = level + 1
        if (level === 0) candidates[count++] = record
      })
  })
  const touched = candidates.subarray(0, count)
  const records = touched.filter((record) => levels[record] === slots.length)
  for (const record of touched) levels[record] = 0
  return records.sort()
}

function frequency({ data }: Segment, terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + data.frequencies[term]!, 0)
}

/** Sums what `weightAt` gives for each position p of the first slot that the second follows at p+1, and so on. */
function weighPlaces(
  slots: readonly RecordPositions[],
  record: number,
  weightAt: (position: number) => number,
): number {
  const { offsets, positions } = slots[0]!
  const others = slots.slice(1)
  const next = others.map((each) => each.offsets[record]!)
  let sum = 0
  for (let at = offsets[record]!; at < offsets[record + 1]!; at++)
    if (followAt(others, next, record, positions[at]!)) sum += weightAt(positions[at]!)
  return sum
}

/** Moves each slot on to where it would follow `position`; whether all of them do. */
function followAt(
  slots: readonly RecordPositions[],
  next: number[],
  record: number,
  position: number,
): boolean {
  for (let i = 0; i < slots.length; i++) {
    const { offsets, positions } = slots[i]!
    const end = offsets[record + 1]!
    const wanted = position + i + 1
    let at = next[i]!
    while (at < end && positions[at]! < wanted) at++
    next[i] = at
    if (at === end || positions[at] !== wanted) return false
  }
  return true
}
