import { ALL_FIELDS, fieldWeights, TAG_FIELD } from './fields.ts'
import type { Alternative, Leaf } from './leaf.ts'
import { matchSequence } from './match-sequence.ts'
import { eachPosting } from './postings.ts'
import type { Scratch, Segment } from './segment.ts'
import type { TagIndex } from './tag-index.ts'
import { termsOfSlot, type WeighedTerm } from './slot-terms.ts'

/** Records in ascending order, each with what the leaf's occurrences in it weigh. */
export interface LeafMatches {
  readonly records: Uint32Array
  readonly weights: Float64Array
}

/** The live records of a segment in which a leaf is found. */
export function matchLeaf(segment: Segment, leaf: Leaf, tags: TagIndex): LeafMatches {
  const isAnywhere = leaf.fields === ALL_FIELDS
  const tagged = leaf.fields & TAG_FIELD ? recordsByTags(segment, leaf, tags) : []
  const singles = isAnywhere ? leaf.alternatives.filter((each) => each.slots.length === 1) : []
  const sequences = leaf.alternatives.filter((each) => !singles.includes(each) && isPossible(segment, each))
  const terms = singles.flatMap((alternative) => weighedTerms(segment, alternative))
  if (terms.length === 1 && sequences.length === 0 && tagged.length === 0)
    return matchTerm(segment, terms[0]!)
  const gathering = createGathering(segment)
  for (const { term, weight } of terms)
    eachPosting(segment.data, term, (record, occurrences) => gathering.add(record, occurrences * weight))
  const fields = leaf.fields & ~TAG_FIELD
  if (fields !== 0) for (const each of sequences) matchSequence(segment, each, fields, gathering.add)
  for (const { records, weight } of tagged) for (const record of records) gathering.add(record, weight)
  return gathering.finish()
}

/** A single word is the usual case, and its postings are in order already. */
function matchTerm({ data, dead }: Segment, { term, weight }: WeighedTerm): LeafMatches {
  const records = new Uint32Array(data.frequencies[term]!)
  const weights = new Float64Array(records.length)
  let count = 0
  eachPosting(data, term, (record, occurrences) => {
    if (dead[record]) return
    records[count] = record
    weights[count++] = occurrences * weight
  })
  return { records: records.subarray(0, count), weights: weights.subarray(0, count) }
}

function weighedTerms(segment: Segment, { slots, weight: factor }: Alternative): WeighedTerm[] {
  return termsOfSlot(segment, slots[0]!).map(({ term, weight }) => ({ term, weight: weight * factor }))
}

function isPossible(segment: Segment, { slots }: Alternative): boolean {
  return slots.every((slot) => termsOfSlot(segment, slot).length > 0)
}

function recordsByTags(segment: Segment, leaf: Leaf, tags: TagIndex) {
  return leaf.alternatives.flatMap(({ slots, weight }) =>
    tags
      .matching(slots)
      .map((id) => ({ records: tags.recordsWith(segment, id), weight: fieldWeights.tag * weight }))
      .filter(({ records }) => records.length > 0),
  )
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
