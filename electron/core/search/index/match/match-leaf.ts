import { ALL_FIELDS, fieldWeights, TAG_FIELD } from '../segment/fields.ts'
import type { Term } from '../terms/dictionary.ts'
import type { Leaf } from '../query/leaf.ts'
import { languageMask } from './language-mask.ts'
import { matchSequence } from './match-sequence.ts'
import { addPostings, decodePostings } from '../terms/postings.ts'
import { isDense, sortTouched, takePositive } from './record-set.ts'
import { pool } from './array-pool.ts'
import type { Scratch } from '../segment/scratch.ts'
import type { Segment } from '../segment/segment.ts'
import type { TagIndex } from '../corpus/tag-index.ts'
import { frequencyAt, termAt, weightAt, type WeighedTerm } from '../terms/slot-terms.ts'
import { alternativesOf, type SegmentAlternative } from './alternatives.ts'

/** The records of a segment that match a leaf, valid for the duration of one query. */
export interface LeafMatches {
  readonly count: number
  /** The records in ascending order, each with the weight of the leaf's occurrences in it. */
  read(): WeighedRecords
  /** Set when the matches are exactly the postings of one term, so that they need not be read into a list. */
  readonly term: WeighedTerm | null
  /** The alternatives that the segment has words for. */
  readonly alternatives: readonly SegmentAlternative[]
}

export interface WeighedRecords {
  readonly records: Uint32Array
  readonly weights: Float64Array
}

/** Matches that are already in a list. */
export function listedMatches(
  listed: WeighedRecords,
  alternatives: readonly SegmentAlternative[],
): LeafMatches {
  return { count: listed.records.length, read: () => listed, term: null, alternatives }
}

/** The live records of a segment that match a leaf. */
export function matchLeaf(segment: Segment, leaf: Leaf, tags: TagIndex): LeafMatches {
  const isAnywhere = leaf.fields === ALL_FIELDS
  const tagged = leaf.fields & TAG_FIELD ? recordsByTags(segment, leaf, tags) : []
  const alternatives = alternativesOf(segment, leaf)
  const singles = alternatives.filter((each) => isAnywhere && each.slots.length === 1)
  const sequences = alternatives.filter((each) => !isAnywhere || each.slots.length > 1)
  const single = onlyTerm(segment, singles)
  if (single && sequences.length === 0 && tagged.length === 0) return matchTerm(segment, single, alternatives)
  const gathering = createGathering(segment, isDense(countPostings(singles), segment.data.records))
  for (const { alternative, slots } of singles) {
    const mask = languageMask(segment, alternative.language)
    const terms = slots[0]!
    for (let at = 0; at < terms.length; at++)
      gathering.addTerm(termAt(terms, at), weightAt(terms, at) * alternative.weight, mask)
  }
  const fields = leaf.fields & ~TAG_FIELD
  if (fields !== 0) for (const each of sequences) matchSequence(segment, each, fields, gathering.add)
  for (const { records, weight } of tagged) for (const record of records) gathering.add(record, weight)
  return listedMatches(gathering.finish(), alternatives)
}

/** A single word is the usual case, and its postings are already in order. */
function matchTerm(
  segment: Segment,
  weighed: WeighedTerm,
  alternatives: readonly SegmentAlternative[],
): LeafMatches {
  const { live, data } = segment
  if (live < data.records)
    return listedMatches(withoutDead(segment, readTerm(segment, weighed)), alternatives)
  let listed: WeighedRecords | null = null
  return {
    count: weighed.term.frequency,
    read: () => (listed ??= readTerm(segment, weighed)),
    term: weighed,
    alternatives,
  }
}

function readTerm({ data, scratch }: Segment, { term, weight }: WeighedTerm): WeighedRecords {
  const { termRecords, termWeights } = scratch()
  const total = decodePostings(data, term, { termRecords, termWeights })
  const records = pool.records(total)
  const weights = pool.scores(total)
  records.set(termRecords.subarray(0, total))
  for (let i = 0; i < total; i++) weights[i] = termWeights[i]! * weight
  return { records, weights }
}

function withoutDead({ dead }: Segment, { records, weights }: WeighedRecords): WeighedRecords {
  let count = 0
  for (let i = 0; i < records.length; i++) {
    records[count] = records[i]!
    weights[count] = weights[i]!
    count += 1 - dead[records[i]!]!
  }
  return { records: records.subarray(0, count), weights: weights.subarray(0, count) }
}

/** The only term of these alternatives, if it counts in all records; null otherwise. */
function onlyTerm(segment: Segment, alternatives: readonly SegmentAlternative[]): WeighedTerm | null {
  const [only] = alternatives
  if (alternatives.length !== 1 || only!.slots[0]!.length !== 1) return null
  const { alternative, slots } = only!
  if (languageMask(segment, alternative.language)) return null
  const terms = slots[0]!
  return { term: termAt(terms, 0), weight: weightAt(terms, 0) * alternative.weight }
}

function countPostings(alternatives: readonly SegmentAlternative[]): number {
  let count = 0
  for (const { slots } of alternatives)
    for (let at = 0; at < slots[0]!.length; at++) count += frequencyAt(slots[0]!, at)
  return count
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
  /** With a mask, a term counts only in the records of the mask. */
  readonly addTerm: (term: Term, weight: number, mask: Uint8Array | null) => void
  readonly finish: () => WeighedRecords
}

/** Sums the weights of each live record; every weight is positive. With many records, no list of them is kept. */
function createGathering(segment: Segment, isMany: boolean): Gathering {
  const { data, dead, live } = segment
  const scratch = segment.scratch()
  const { weights, touched, termRecords, termWeights } = scratch
  let count = 0
  return {
    add(record, weight) {
      if (dead[record]) return
      if (!isMany && weights[record] === 0) touched[count++] = record
      weights[record]! += weight
    },
    addTerm(term, weight, mask) {
      if (isMany && !mask && live === data.records) return addPostings(data, term, weights, weight)
      const total = decodePostings(data, term, scratch)
      for (let i = 0; i < total; i++) {
        const record = termRecords[i]!
        if (dead[record] || mask?.[record] === 0) continue
        if (!isMany && weights[record] === 0) touched[count++] = record
        weights[record]! += termWeights[i]! * weight
      }
    },
    finish: () => (isMany ? takeAll(weights) : takeMatches(scratch, count)),
  }
}

/** Takes the sums out in record order and resets the weights to zero. */
function takeMatches({ weights, touched }: Scratch, count: number): WeighedRecords {
  const records = sortTouched(weights, touched, count)
  const sums = pool.scores(count)
  for (let i = 0; i < count; i++) {
    const record = records[i]!
    sums[i] = weights[record]!
    weights[record] = 0
  }
  return { records, weights: sums }
}

function takeAll(weights: Float64Array): WeighedRecords {
  const { records, scores } = takePositive(weights)
  return { records, weights: scores }
}
