import { findPrefix, findTerm } from './dictionary.ts'
import { ALL_FIELDS, fieldWeights, TAG_FIELD } from './fields.ts'
import type { Alternative, Leaf, Slot } from './leaf.ts'
import { matchSequence } from './match-sequence.ts'
import { eachPosting } from './postings.ts'
import type { Scratch, Segment } from './segment.ts'
import type { SegmentData } from './segment-data.ts'
import type { TagIndex } from './tag-index.ts'

/** Records in ascending order, each with what the leaf's occurrences in it weigh. */
export interface LeafMatches {
  readonly records: Uint32Array
  readonly weights: Float64Array
}

/** A longer word that a prefix leads to counts less than the word itself. */
const LONGER_WORD = 0.6

/** The live records of a segment in which a leaf is found. */
export function matchLeaf(segment: Segment, leaf: Leaf, tags: TagIndex): LeafMatches {
  const gathering = createGathering(segment)
  const tagMask = leaf.fields & TAG_FIELD
  const inFields = leaf.fields & ~TAG_FIELD
  for (const alternative of leaf.alternatives) {
    if (alternative.slots.length === 1 && leaf.fields === ALL_FIELDS)
      addTerms(segment, alternative, gathering)
    else if (inFields !== 0) matchSequence(segment, alternative, inFields, gathering.add)
    if (tagMask !== 0) addTags(segment, alternative, tags, gathering)
  }
  return gathering.finish()
}

/** The terms of a segment that a slot takes, with what each counts. */
export function termsOfSlot({ data }: Segment, slot: Slot): { term: number; weight: number }[] {
  if (!slot.prefix) {
    const term = findTerm(data, slot.term)
    return term < 0 ? [] : [{ term, weight: 1 }]
  }
  const [from, to] = findPrefix(data, slot.term)
  return Array.from({ length: to - from }, (_, at) => ({
    term: from + at,
    weight: termLength(data, from + at) === slot.term.length ? 1 : LONGER_WORD,
  }))
}

function termLength({ termOffsets }: SegmentData, term: number): number {
  return termOffsets[term + 1]! - termOffsets[term]!
}

function addTerms(segment: Segment, { slots, weight: factor }: Alternative, gathering: Gathering): void {
  for (const { term, weight } of termsOfSlot(segment, slots[0]!)) {
    const scale = weight * factor
    eachPosting(segment.data, term, (record, occurrences) => gathering.add(record, occurrences * scale))
  }
}

function addTags(segment: Segment, alternative: Alternative, tags: TagIndex, gathering: Gathering): void {
  const scale = fieldWeights.tag * alternative.weight
  for (const id of tags.matching(alternative.slots))
    for (const record of tags.recordsWith(segment, id)) gathering.add(record, scale)
}

interface Gathering {
  readonly add: (record: number, weight: number) => void
  readonly finish: () => LeafMatches
}

/** Sums what is added for each live record. */
function createGathering(segment: Segment): Gathering {
  const { dead } = segment
  const { weights, marks, touched } = segment.scratch()
  let count = 0
  let last = -1
  let ascending = true
  return {
    add(record, weight) {
      if (dead[record]) return
      if (marks[record] === 0) {
        marks[record] = 1
        touched[count++] = record
        if (record < last) ascending = false
        last = record
      }
      weights[record]! += weight
    },
    finish: () => takeMatches({ weights, marks, touched }, count, ascending),
  }
}

/** Takes the sums out in order and leaves the scratch arrays all zero. */
function takeMatches(
  { weights, marks, touched }: Pick<Scratch, 'weights' | 'marks' | 'touched'>,
  count: number,
  ascending: boolean,
): LeafMatches {
  const records = touched.slice(0, count)
  if (!ascending) records.sort()
  const sums = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const record = records[i]!
    sums[i] = weights[record]!
    weights[record] = 0
    marks[record] = 0
  }
  return { records, weights: sums }
}
